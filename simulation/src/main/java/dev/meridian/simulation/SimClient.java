package dev.meridian.simulation;

import com.google.protobuf.ByteString;
import dev.meridian.model.automerge.ParsedChange;
import dev.meridian.model.intent.DocumentIntent;
import dev.meridian.proto.v1.EntryKind;
import dev.meridian.proto.v1.ErrorCode;
import dev.meridian.proto.v1.SignedHead;
import dev.meridian.sync.client.ClientEffect;
import dev.meridian.sync.client.ClientInput;
import dev.meridian.sync.client.ClientMachine;
import dev.meridian.sync.client.ClientStatus;
import dev.meridian.sync.client.ClientTerms;
import dev.meridian.sync.client.OutboxItem;
import dev.meridian.sync.client.Principal;
import dev.meridian.sync.client.StopReason;
import dev.meridian.sync.client.Workers;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.Sha256;
import dev.meridian.sync.trust.DeviceKeys;
import dev.meridian.sync.trust.MemberRecord;
import dev.meridian.sync.trust.SealedEnvelope;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A client's process: the shell around one machine, its documents in memory, and a disk that outlives both. */
final class SimClient implements Peer {
    private final World world;
    private final String name;
    private final Typist typist;
    private final Way way;
    final DeviceKeys keys;
    final ClientDisk disk;
    private final Errands errands;
    private final Optional<Forger> forger;
    private final Deque<ClientInput> inputs = new ArrayDeque<>();
    private Optional<ClientMachine> machine = Optional.empty();
    private Optional<Notebook> notebook = Optional.empty();
    private Optional<Wire> wire = Optional.empty();
    private int seals;
    /** Kept on its disk: it once was a member. */
    private boolean hasJoined;
    /** Comes as a device that may be in by now, though it has not seen that. */
    private boolean resumes;

    private int life;
    private int timer;
    /** When the last answer of its store comes. */
    private long answeredMillis;

    private boolean stepping;
    /** Dies after so many more effects; negative: does not. */
    private int fuse = -1;

    SimClient(World world, String name, DeviceKeys keys, Way way, boolean forges) {
        this.world = world;
        this.name = name;
        this.keys = keys;
        this.way = way;
        this.typist = new Typist(Chance.of(world.seed(), name + " types"));
        this.disk = new ClientDisk(
                world.workspace(),
                keys,
                world.folding(),
                world::has,
                world.invariants().watcher(this));
        this.errands = new Errands(world, this);
        this.forger =
                forges ? Optional.of(new Forger(Chance.of(world.seed(), name + " forges"), keys)) : Optional.empty();
    }

    @Override
    public String name() {
        return name;
    }

    boolean isUp() {
        return machine.isPresent();
    }

    boolean isHonest() {
        return forger.isEmpty();
    }

    ClientStatus status() {
        return machine.map(ClientMachine::status).orElseGet(ClientStatus.Offline::new);
    }

    /** In the order in which they came. */
    int number() {
        return world.clients().indexOf(this);
    }

    boolean isLive() {
        return status() instanceof ClientStatus.Live;
    }

    boolean hasJoined() {
        return hasJoined || way instanceof Way.Founding;
    }

    /** Whether there is somebody who could edit something: who may only read is told so before anything is written. */
    boolean mayWrite() {
        return isUp()
                && hasJoined()
                && disk.mayWrite()
                && notebook.filter(Notebook::isFounded).isPresent();
    }

    /** Whether its own log says that it is in, be it to wait for approval. */
    boolean isIn() {
        return disk.members().knownDevice(keys.id()).isPresent();
    }

    /** Has read and sent everything, and waits for nothing; or is told that it has no business here. */
    boolean isAtRest(long end) {
        boolean live = disk.isSent() && errands.isEmpty() && status().equals(new ClientStatus.Live(end));
        return isUp() && ((isIn() && live) || isTurnedAway() || (live && hasGivenUp()));
    }

    /** Why it is not at rest, for whoever looks into it. */
    String unrest() {
        return "%s is %s, %s, has %s to send and %s"
                .formatted(
                        name,
                        isIn() ? "in" : "not in",
                        status(),
                        disk.isSent() ? "nothing" : "something",
                        errands.isEmpty() ? "nothing to do" : "something to do");
    }

    /** It has an invite that lets nobody in any more. */
    boolean hasGivenUp() {
        return !isIn() && errands.gaveUp();
    }

    /** The relay wants nothing more of it. */
    boolean isTurnedAway() {
        return status() instanceof ClientStatus.Stopped stopped
                && switch (stopped.reason()) {
                    case REVOKED, NOT_A_MEMBER, LINK_MISMATCH, INVITE_EXPIRED, INVITE_REVOKED, INVITE_USED_UP -> true;
                    case MOVED,
                            ASKED,
                            WRONG_RELAY,
                            FORK,
                            ROLLBACK,
                            BAD_LOG,
                            UPGRADE_NEEDED,
                            RELAY_TOO_OLD,
                            LOGIN_REFUSED,
                            PROTOCOL -> false;
                };
    }

    @Override
    public DeviceId identity() {
        return principal().key().deviceId();
    }

    private Principal principal() {
        if (hasJoined() || (resumes && way instanceof Way.Invited)) {
            return new Principal.Device(keys.signing());
        }
        return switch (way) {
            case Way.Founding founding -> new Principal.Device(keys.signing());
            case Way.Invited invited ->
                new Principal.Guest(invited.ticket().keys.signing(), unlessPassed(invited.ticket().linkChain));
            case Way.Added added -> new Principal.Guest(keys.signing(), unlessPassed(added.linkChain()));
        };
    }

    private ByteString unlessPassed(ByteString linkChain) {
        boolean passed = disk.log().stream().anyMatch(entry -> entry.chain().equals(linkChain));
        return passed ? ByteString.EMPTY : linkChain;
    }

    void begin(Errand errand) {
        errands.begin(errand);
    }

    Notebook notebook() {
        return notebook.orElseThrow();
    }

    /** The process starts, as a device, or as long as it is none, with the invite. */
    void start() {
        ClientTerms terms = new ClientTerms(
                world.workspace(), world.host(), Sha256.of(world.relayKey().bytes()), principal());
        world.trace(name + " starts");
        notebook.ifPresent(Notebook::close);
        notebook = Optional.of(new Notebook(Identities.actor(keys.id(), 1), disk));
        machine = Optional.of(new ClientMachine(
                terms, world.clientLimits(), disk.localLog(), world.entropy(name + " " + life), Workers.ONE));
        input(new ClientInput.Start());
    }

    void crash() {
        endSession();
        notebook.ifPresent(Notebook::close);
        notebook = Optional.empty();
        disk.crashed();
        errands.forget();
        fuse = -1;
    }

    private void endSession() {
        life++;
        machine = Optional.empty();
        inputs.clear();
        wire.ifPresent(Wire::cut);
        wire = Optional.empty();
    }

    void lightFuse(int effects) {
        fuse = effects;
    }

    /** Starts again if it has stopped, as a person would. */
    void restartIfStopped() {
        if (status() instanceof ClientStatus.Stopped) {
            // By the invite, or as who an earlier attempt may have got into the log.
            resumes = !resumes;
            endSession();
            start();
        }
    }

    /** Makes the documents of a new workspace. */
    void found() {
        wrote(notebook().found());
    }

    /** An edit: durable here, with its place in the outbox, when this returns. Of a forger: something forged. */
    void write() {
        if (world.clientDiskFails()) {
            world.trace(name + " cannot store an edit, and says so");
            return;
        }
        if (forger.isPresent()) {
            for (SealedEnvelope forged : forger.get().forge(disk, world.entropy(name + " forges " + ++seals))) {
                disk.outbox().enqueue(EntryKind.ENTRY_KIND_ENVELOPE, forged.itemId(), forged.bytes());
                world.trace(name + " forges " + forged.itemId());
            }
            input(new ClientInput.OutboxChanged());
        } else {
            wrote(typist.edit(notebook(), name));
        }
    }

    /** An edit of the text, with others perhaps: nothing is sent before {@link #send}. */
    List<ParsedChange> type(List<DocumentIntent> intents) {
        List<Row> changes = notebook().editText(intents);
        changes.forEach(row -> world.invariants().wrote(this, row.name()));
        return changes.stream().map(row -> row.change).toList();
    }

    /** Sends what waits. */
    void send() {
        input(new ClientInput.OutboxChanged());
    }

    Wire wire() {
        return wire.orElseThrow();
    }

    private void wrote(List<Row> changes) {
        for (Row row : changes) {
            world.trace(name + " writes " + row.change);
            world.invariants().wrote(this, row.name());
        }
        input(new ClientInput.OutboxChanged());
    }

    @Override
    public void received(Wire from, ByteString frame) {
        if (wire.equals(Optional.of(from))) {
            input(new ClientInput.Received(from.connection, frame));
        }
    }

    @Override
    public void disconnected(Wire from) {
        if (wire.equals(Optional.of(from))) {
            wire = Optional.empty();
            input(new ClientInput.Disconnected(from.connection, "the line is gone"));
        }
    }

    void input(ClientInput input) {
        inputs.add(input);
        work();
    }

    private void work() {
        if (stepping) {
            return;
        }
        stepping = true;
        while (machine.isPresent() && !inputs.isEmpty()) {
            step(inputs.remove());
        }
        stepping = false;
    }

    private void step(ClientInput input) {
        int now = life;
        for (ClientEffect effect : machine.orElseThrow().step(world.clock().nowMillis(), input)) {
            if (life != now) {
                return;
            }
            if (fuse == 0) {
                world.trace(name + " dies before " + effect.getClass().getSimpleName());
                crash();
                world.restartLater(this);
                return;
            }
            fuse = Math.max(-1, fuse - 1);
            perform(effect);
        }
    }

    private void perform(ClientEffect effect) {
        switch (effect) {
            case ClientEffect.Connect connect -> dial(connect.connection());
            case ClientEffect.Send send -> {
                world.invariants().clientSent(send.frame(), hasJoined && !isIn());
                wire.ifPresent(w -> w.toRelay(send.frame()));
            }
            case ClientEffect.Disconnect disconnect -> {
                wire.ifPresent(Wire::cut);
                wire = Optional.empty();
            }
            case ClientEffect.Deliver deliver -> deliver(deliver);
            case ClientEffect.Acked acked -> {
                world.invariants().acked(acked.receipts(), disk.log().size());
                disk.acked(acked.receipts());
            }
            case ClientEffect.Refused refused -> refused(refused);
            case ClientEffect.Rewind rewind -> {
                world.trace(name + " cuts its log of " + disk.log().size() + " at " + rewind.toPos());
                world.saw(Happening.REWIND);
                disk.rewind(rewind.toPos(), rewind.head());
                inputs.addFirst(new ClientInput.Rewound(disk.localLog()));
            }
            case ClientEffect.ReadChain read -> answer(new ClientInput.ChainRead(read.pos(), disk.chain(read.pos())));
            case ClientEffect.ReadOriginals read -> {
                ClientDisk.Originals originals = disk.originals(read.afterPos());
                answer(new ClientInput.OriginalsRead(read.afterPos(), originals.items(), originals.head()));
            }
            case ClientEffect.ReadOutbox read -> {
                disk.seal(world.entropy(name + " seals " + ++seals));
                answer(new ClientInput.OutboxRead(
                        disk.outbox().read(read.afterOrder(), read.itemsMax(), read.bytesMax())));
            }
            case ClientEffect.PresenceReceived presence -> {}
            case ClientEffect.Heir heir -> {}
            case ClientEffect.SetTimer set -> setTimer(set.atMillis());
            case ClientEffect.Report report -> reported(report.status());
        }
    }

    private void dial(long connection) {
        disk.reconnects();
        inThisLife(world.latencyMillis(), () -> {
            Optional<Wire> accepted = world.relay().accept(this, connection);
            wire = accepted;
            input(
                    accepted.isPresent()
                            ? new ClientInput.Connected(connection)
                            : new ClientInput.ConnectFailed(connection, "nobody there"));
        });
    }

    private void deliver(ClientEffect.Deliver deliver) {
        if (world.clientDiskFails()) {
            world.trace(name + " cannot store what came");
            hangUp();
            return;
        }
        world.invariants().delivered(this, deliver);
        disk.deliver(deliver.entries(), deliver.head());
        if (isHonest() && world.chance().percent(50)) {
            notebook().follow();
            world.invariants().followed(this);
        }
        inputs.add(new ClientInput.Stored(disk.log().size()));
        if (!hasJoined && isIn() && !(way instanceof Way.Founding)) {
            world.trace(name + " is in");
            if (world.isSettled()) {
                world.saw(way instanceof Way.Added ? Happening.CAME_AS_DEVICE : Happening.CAME_BY_INVITE);
            }
            hasJoined = true;
            crash();
            inThisLife(1, this::start);
            return;
        }
        if (disk.hasStale()) {
            world.saw(Happening.SEALED_AGAIN);
        }
        // A record may have brought the key, another key, or the right to write.
        if (deliver.entries().stream().anyMatch(entry -> entry.entry().kind() == EntryKind.ENTRY_KIND_MEMBER)) {
            inputs.add(new ClientInput.OutboxChanged());
        }
        world.delivered(this);
        errands.settle();
    }

    private void refused(ClientEffect.Refused refused) {
        world.trace(name + " is refused: " + refused.code() + " " + refused.message());
        if (errands.refused(refused)) {
            return;
        }
        Optional<OutboxItem> item = disk.outbox().find(refused.item());
        if (item.isEmpty()) {
            return;
        }
        if (isOwnEnvelope(item.get()) && mayBecomeGood(refused.code())) {
            hangUp();
            return;
        }
        boolean conflict = refused.code() == ErrorCode.ERROR_CODE_MEMBERSHIP_CONFLICT;
        Optional<MemberRecord> renewed = conflict
                ? refused.lastRecord()
                        .flatMap(last -> MemberRecord.renew(item.get().item(), last, keys.signing()))
                : Optional.empty();
        if (renewed.map(MemberRecord::id).equals(Optional.of(refused.item()))) {
            // What it has to follow is not known before the next connection.
            hangUp();
        } else if (renewed.isPresent()) {
            world.saw(Happening.RECORD_RENEWED);
            disk.outbox().drop(refused.item());
            enqueue(renewed.get());
        } else {
            world.invariants().refused(this, item.get(), refused);
            disk.outbox().keepAside(refused.item());
            if (!hasJoined() && way instanceof Way.Invited invited) {
                join(invited.ticket());
            }
        }
    }

    private boolean isOwnEnvelope(OutboxItem item) {
        return item.kind() == EntryKind.ENTRY_KIND_ENVELOPE
                && SealedEnvelope.read(item.item()) instanceof SealedEnvelope.Read read
                && read.envelope().device().equals(keys.id());
    }

    // What the own log does not say (yet) is no reason to give anything up: the relay may judge by what is not on its
    // disk.
    private boolean mayBecomeGood(ErrorCode code) {
        return isHonest()
                && (code == ErrorCode.ERROR_CODE_STALE_EPOCH
                        || (code == ErrorCode.ERROR_CODE_NOT_ALLOWED && disk.mayWrite()));
    }

    /** Comes back later, to offer everything again. */
    private void hangUp() {
        endSession();
        inThisLife(1_000, this::start);
    }

    private void reported(ClientStatus status) {
        world.trace(name + ": " + status);
        if (status instanceof ClientStatus.Stopped stopped) {
            world.invariants().stopped(stopped);
            if (stopped.reason() == StopReason.FORK && world.has(Bug.ACCEPTS_A_FORK)) {
                disk.rewind(0, SignedHead.getDefaultInstance());
                restartIfStopped();
            }
        }
        if (!(status instanceof ClientStatus.Live)) {
            return;
        }
        if (!hasJoined() && way instanceof Way.Invited invited) {
            join(invited.ticket());
        }
        world.live(this);
        errands.settle();
    }

    private void join(Ticket ticket) {
        if (errands.isEmpty() && !disk.outbox().has(EntryKind.ENTRY_KIND_MEMBER)) {
            errands.begin(new Errand(
                    "to join",
                    members -> members.knownDevice(keys.id()).isPresent(),
                    registrar -> MemberRecord.join(registrar.members(), keys, ticket.keys, registrar.entropy())));
        }
    }

    void enqueue(MemberRecord record) {
        disk.outbox().enqueue(EntryKind.ENTRY_KIND_MEMBER, record.id(), record.item());
        inputs.add(new ClientInput.OutboxChanged());
        if (!stepping) {
            world.clock().in(0, this::work);
        }
    }

    // As it was when it was asked for: by the time it arrives the store may have moved on. Answers come in the order of
    // the questions
    // (ClientEffect.ReadOutbox), as those of a store that does one thing after the other.
    private void answer(ClientInput input) {
        long now = world.clock().nowMillis();
        answeredMillis = Math.max(answeredMillis, now + world.chance().below(3));
        inThisLife(answeredMillis - now, () -> input(input));
    }

    private void setTimer(long atMillis) {
        int number = ++timer;
        inThisLife(Math.max(0, atMillis - world.clock().nowMillis()), () -> {
            if (number == timer) {
                input(new ClientInput.Tick());
            }
        });
    }

    private void inThisLife(long delayMillis, Runnable action) {
        int now = life;
        world.clock().in(delayMillis, () -> {
            if (life == now) {
                action.run();
            }
        });
    }
}
