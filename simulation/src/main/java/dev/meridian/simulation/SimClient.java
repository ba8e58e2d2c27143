package dev.meridian.simulation;

import com.google.protobuf.ByteString;
import dev.meridian.model.automerge.ParsedChange;
import dev.meridian.model.intent.DocumentIntent;
import dev.meridian.proto.v1.EntryKind;
import dev.meridian.proto.v1.ErrorCode;
import dev.meridian.sync.client.ClientEffect;
import dev.meridian.sync.client.ClientInput;
import dev.meridian.sync.client.ClientMachine;
import dev.meridian.sync.client.ClientStatus;
import dev.meridian.sync.client.ClientTerms;
import dev.meridian.sync.client.OutboxItem;
import dev.meridian.sync.client.Principal;
import dev.meridian.sync.client.Workers;
import dev.meridian.sync.id.Sha256;
import dev.meridian.sync.trust.DeviceKeys;
import dev.meridian.sync.trust.EnvelopeOpener;
import dev.meridian.sync.trust.EnvelopeSealer;
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
    private final EnvelopeSealer sealer;
    private final Unpacking unpacking;
    final DeviceKeys keys;
    final ClientDisk disk;
    private final Optional<Forger> forger;
    private final Deque<ClientInput> inputs = new ArrayDeque<>();
    private Optional<ClientMachine> machine = Optional.empty();
    private Optional<Notebook> notebook = Optional.empty();
    private Optional<Wire> wire = Optional.empty();
    private int seals;
    /** Kept on its disk: it once was a member. */
    private boolean hasJoined;

    private int life;
    private int timer;
    private boolean stepping;
    /** Dies after so many more effects; negative: does not. */
    private int fuse = -1;

    SimClient(World world, String name, DeviceKeys keys, boolean forges) {
        this.world = world;
        this.name = name;
        this.keys = keys;
        this.typist = new Typist(Chance.of(world.seed(), name + " types"));
        this.sealer = new EnvelopeSealer(world.workspace(), keys, world.key());
        this.unpacking = new Unpacking(new EnvelopeOpener(world.workspace(), List.of(world.key())), world::has);
        this.disk = new ClientDisk(
                world.workspace(), world::has, author -> !world.honestDevices().contains(author));
        this.forger = forges
                ? Optional.of(new Forger(Chance.of(world.seed(), name + " forges"), keys, sealer))
                : Optional.empty();
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

    boolean hasJoined() {
        return hasJoined || this == world.owner();
    }

    /** Whether there is somebody who could edit something. */
    boolean mayWrite() {
        return isUp() && hasJoined() && notebook.filter(Notebook::isFounded).isPresent();
    }

    boolean isMember() {
        return disk.members().deviceOf(keys.id()).isPresent();
    }

    Notebook notebook() {
        return notebook.orElseThrow();
    }

    /** The process starts, as a device, or as long as it is none, with the invite. */
    void start() {
        Principal principal = hasJoined()
                ? new Principal.Device(keys.signing())
                : new Principal.Guest(world.invite().signing(), world.linkChainFor(this));
        ClientTerms terms = new ClientTerms(
                world.workspace(), world.host(), Sha256.of(world.relayKey().bytes()), principal);
        world.trace(name + " starts");
        notebook = Optional.of(new Notebook(Identities.actor(keys.id(), 1), disk));
        machine = Optional.of(new ClientMachine(
                terms, world.clientLimits(), disk.localLog(), world.entropy(name + " " + life), Workers.ONE));
        input(new ClientInput.Start());
    }

    void crash() {
        life++;
        machine = Optional.empty();
        notebook.ifPresent(Notebook::close);
        notebook = Optional.empty();
        disk.crashed();
        inputs.clear();
        wire.ifPresent(Wire::cut);
        wire = Optional.empty();
        fuse = -1;
    }

    void lightFuse(int effects) {
        fuse = effects;
    }

    /** Starts again if it has stopped, as a person would. */
    void restartIfStopped() {
        if (status() instanceof ClientStatus.Stopped) {
            input(new ClientInput.Start());
        }
    }

    /** Makes the documents of a new workspace. */
    void found() {
        wrote(notebook().found());
    }

    /** An edit: durable here, with its place in the outbox, when this returns. Of a forger: something forged. */
    void write() {
        if (forger.isPresent()) {
            for (SealedEnvelope forged : forger.get().forge(disk, world.entropy(name + " forges " + ++seals))) {
                disk.enqueue(EntryKind.ENTRY_KIND_ENVELOPE, forged.itemId(), forged.bytes());
                world.trace(name + " forges " + forged.itemId());
            }
            input(new ClientInput.OutboxChanged());
        } else {
            wrote(typist.edit(notebook(), name));
        }
    }

    /** An edit of the text, with others perhaps: nothing is sent before {@link #send}. */
    List<ParsedChange> type(List<DocumentIntent> intents) {
        List<ParsedChange> changes = notebook().editText(intents);
        changes.forEach(change -> world.invariants().wrote(this, change.hash()));
        return changes;
    }

    /** Sends what waits. */
    void send() {
        input(new ClientInput.OutboxChanged());
    }

    Wire wire() {
        return wire.orElseThrow();
    }

    private void wrote(List<ParsedChange> changes) {
        for (ParsedChange change : changes) {
            world.trace(name + " writes " + change);
            world.invariants().wrote(this, change.hash());
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
                world.invariants().clientSent(send.frame(), hasJoined && !isMember());
                wire.ifPresent(w -> w.toRelay(send.frame()));
            }
            case ClientEffect.Disconnect disconnect -> {
                wire.ifPresent(Wire::cut);
                wire = Optional.empty();
            }
            case ClientEffect.Deliver deliver -> deliver(deliver);
            case ClientEffect.Acked acked ->
                world.invariants().acked(acked.receipts(), disk.log().size());
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
                disk.seal(sealer, world.entropy(name + " seals " + ++seals));
                answer(new ClientInput.OutboxRead(
                        disk.readOutbox(read.afterOrder(), read.itemsMax(), read.bytesMax())));
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
        world.invariants().delivered(this, deliver);
        disk.deliver(deliver.entries(), deliver.head(), unpacking);
        if (isHonest() && world.chance().percent(50)) {
            notebook().follow();
            world.invariants().followed(this);
        }
        world.seeLink(this);
        inputs.add(new ClientInput.Stored(disk.log().size()));
        if (!hasJoined && isMember() && this != world.owner()) {
            world.trace(name + " has joined");
            hasJoined = true;
            crash();
            inThisLife(1, this::start);
        }
    }

    private void refused(ClientEffect.Refused refused) {
        world.trace(name + " is refused: " + refused.code() + " " + refused.message());
        Optional<OutboxItem> item = disk.drop(refused.item());
        boolean conflict = refused.code() == ErrorCode.ERROR_CODE_MEMBERSHIP_CONFLICT;
        if (item.isEmpty()) {
            return;
        }
        Optional<MemberRecord> renewed = conflict
                ? refused.lastRecord()
                        .flatMap(last -> MemberRecord.renew(item.get().item(), last, keys.signing()))
                : Optional.empty();
        if (renewed.isPresent()) {
            world.saw(Happening.RECORD_RENEWED);
            enqueue(renewed.get());
        } else {
            world.invariants().refused(this, item.get(), refused);
        }
    }

    private void reported(ClientStatus status) {
        world.trace(name + ": " + status);
        if (!(status instanceof ClientStatus.Live)) {
            return;
        }
        if (this == world.owner() && !disk.members().isInvite(world.invite().id())) {
            invite();
        } else if (!hasJoined()) {
            join();
        }
    }

    private void invite() {
        if (!disk.hasOutbox(EntryKind.ENTRY_KIND_MEMBER)) {
            enqueue(world.newInvite(disk.members()));
        }
    }

    private void join() {
        if (!disk.hasOutbox(EntryKind.ENTRY_KIND_MEMBER)) {
            enqueue(MemberRecord.join(disk.members(), keys, world.invite(), world.entropy(name + " joins")));
        }
    }

    private void enqueue(MemberRecord record) {
        disk.enqueue(EntryKind.ENTRY_KIND_MEMBER, record.id(), record.item());
        inputs.add(new ClientInput.OutboxChanged());
    }

    // As it was when it was asked for: by the time it arrives the store may have moved on.
    private void answer(ClientInput input) {
        inThisLife(world.chance().below(3), () -> input(input));
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
