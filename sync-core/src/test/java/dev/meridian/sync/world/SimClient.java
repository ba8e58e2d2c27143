package dev.meridian.sync.world;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.EntryKind;
import dev.meridian.proto.v1.ErrorCode;
import dev.meridian.proto.v1.HeadRef;
import dev.meridian.sync.client.Backwards;
import dev.meridian.sync.client.ClientEffect;
import dev.meridian.sync.client.ClientInput;
import dev.meridian.sync.client.ClientMachine;
import dev.meridian.sync.client.ClientStatus;
import dev.meridian.sync.client.ClientStore;
import dev.meridian.sync.client.ClientTerms;
import dev.meridian.sync.client.OutboxItem;
import dev.meridian.sync.client.Principal;
import dev.meridian.sync.id.ActorId;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.id.Sha256;
import dev.meridian.sync.log.LogHead;
import dev.meridian.sync.trust.ChangeBatch;
import dev.meridian.sync.trust.DeviceKeys;
import dev.meridian.sync.trust.EnvelopeSealer;
import dev.meridian.sync.trust.MemberRecord;
import dev.meridian.sync.trust.SealedEnvelope;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** A client's process: the shell around one machine, and a store that outlives it. */
final class SimClient {
    private static final DocumentId DOCUMENT = new DocumentId(ByteString.copyFrom(new byte[DocumentId.LENGTH]));

    private final World world;
    final String name;
    final DeviceKeys keys;
    final ClientStore store;
    private final Deque<ClientInput> inputs = new ArrayDeque<>();
    private Optional<ClientMachine> machine = Optional.empty();
    private Optional<Wire> wire = Optional.empty();
    private long writtenSeq;
    /** Kept on its disk, like the sequence number: it once was a member. */
    private boolean hasJoined;

    private int life;
    private int timer;
    private boolean stepping;
    /** Dies after so many more effects; negative: does not. */
    private int fuse = -1;

    SimClient(World world, String name, DeviceKeys keys) {
        this.world = world;
        this.name = name;
        this.keys = keys;
        this.store = new ClientStore(world.workspace());
    }

    boolean isUp() {
        return machine.isPresent();
    }

    ClientStatus status() {
        return machine.map(ClientMachine::status).orElseGet(ClientStatus.Offline::new);
    }

    boolean mayWrite() {
        return hasJoined || this == world.owner();
    }

    boolean isMember() {
        return store.members().deviceOf(keys.id()).isPresent();
    }

    /** The process starts, as a device, or as long as it is none, with the invite. */
    void start() {
        Principal principal = mayWrite()
                ? new Principal.Device(keys.signing())
                : new Principal.Guest(world.invite().signing(), world.linkChainFor(this));
        ClientTerms terms = new ClientTerms(
                world.workspace(), world.host(), Sha256.of(world.relayKey().bytes()), principal);
        machine = Optional.of(new ClientMachine(
                terms, world.clientLimits(), store.localLog(), world.entropy(name + " " + life), new Backwards()));
        input(new ClientInput.Start());
    }

    void crash() {
        life++;
        machine = Optional.empty();
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

    /** An edit: durable here, with its outbox entry, when this returns. */
    void write() {
        writtenSeq++;
        ActorId actor = ActorId.of(keys.id(), ByteString.copyFrom(new byte[ActorId.NONCE_LENGTH]));
        ByteString change = ByteString.copyFromUtf8(name + " " + writtenSeq);
        ChangeBatch batch = new ChangeBatch(actor, writtenSeq, writtenSeq, Sha256.of(change), change);
        HeadRef seen = store.localLog().head().map(LogHead::ref).orElse(HeadRef.getDefaultInstance());
        SealedEnvelope sealed = new EnvelopeSealer(world.workspace(), keys, world.key())
                .changes(DOCUMENT, batch, seen, world.entropy(name + " seals " + writtenSeq));
        store.enqueue(EntryKind.ENTRY_KIND_ENVELOPE, sealed.itemId(), sealed.bytes());
        world.watch().wrote(this, sealed.itemId());
        input(new ClientInput.OutboxChanged());
    }

    void received(Wire from, ByteString frame) {
        if (wire.equals(Optional.of(from))) {
            input(new ClientInput.Received(from.connection, frame));
        }
    }

    void disconnected(Wire from) {
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
                world.watch().clientSent(send.frame(), hasJoined && !isMember());
                wire.ifPresent(w -> w.toRelay(send.frame()));
            }
            case ClientEffect.Disconnect disconnect -> {
                wire.ifPresent(Wire::cut);
                wire = Optional.empty();
            }
            case ClientEffect.Deliver deliver -> deliver(deliver);
            case ClientEffect.Acked acked ->
                world.watch().acked(acked.receipts(), store.log().size());
            case ClientEffect.Refused refused -> refused(refused);
            case ClientEffect.Rewind rewind -> {
                world.trace(name + " cuts its log of " + store.log().size() + " at " + rewind.toPos());
                world.watch().saw(Watch.Happening.REWIND);
                store.rewind(rewind.toPos(), rewind.head());
                inputs.addFirst(new ClientInput.Rewound(store.localLog()));
            }
            case ClientEffect.ReadChain read -> answer(new ClientInput.ChainRead(read.pos(), store.chain(read.pos())));
            case ClientEffect.ReadOriginals read -> {
                ClientStore.Originals originals = store.originals(read.afterPos());
                answer(new ClientInput.OriginalsRead(read.afterPos(), originals.items(), originals.head()));
            }
            case ClientEffect.ReadOutbox read ->
                answer(new ClientInput.OutboxRead(
                        store.readOutbox(read.afterOrder(), read.itemsMax(), read.bytesMax())));
            case ClientEffect.PresenceReceived presence -> {}
            case ClientEffect.SetTimer set -> setTimer(set.atMillis());
            case ClientEffect.Report report -> reported(report.status());
        }
    }

    private void dial(long connection) {
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
        world.watch().delivered(this, deliver);
        store.deliver(deliver.entries(), deliver.head());
        world.seeLink(this);
        inputs.add(new ClientInput.Stored(store.log().size()));
        if (!hasJoined && isMember() && this != world.owner()) {
            world.trace(name + " has joined");
            hasJoined = true;
            crash();
            inThisLife(1, this::start);
        }
    }

    private void refused(ClientEffect.Refused refused) {
        world.trace(name + " is refused: " + refused.code() + " " + refused.message());
        Optional<OutboxItem> item = store.drop(refused.item());
        boolean conflict = refused.code() == ErrorCode.ERROR_CODE_MEMBERSHIP_CONFLICT;
        if (item.isEmpty()) {
            return;
        }
        Optional<MemberRecord> renewed = conflict
                ? refused.lastRecord()
                        .flatMap(last -> MemberRecord.renew(item.get().item(), last, keys.signing()))
                : Optional.empty();
        if (renewed.isPresent()) {
            world.watch().saw(Watch.Happening.RECORD_RENEWED);
            enqueue(renewed.get());
        } else if (world.watch().isWrittenBy(this, refused.item())) {
            world.watch().refused(this, refused);
        }
    }

    private void reported(ClientStatus status) {
        world.trace(name + ": " + status);
        if (!(status instanceof ClientStatus.Live)) {
            return;
        }
        if (this == world.owner() && !store.members().isInvite(world.invite().id())) {
            world.owner().invite();
        } else if (!mayWrite()) {
            join();
        }
    }

    private void invite() {
        if (!store.hasOutbox(EntryKind.ENTRY_KIND_MEMBER)) {
            MemberRecord record = world.newInvite(store.members());
            enqueue(record);
        }
    }

    private void join() {
        if (!store.hasOutbox(EntryKind.ENTRY_KIND_MEMBER)) {
            MemberRecord record =
                    MemberRecord.join(store.members(), keys, world.invite(), world.entropy(name + " joins"));
            enqueue(record);
        }
    }

    private void enqueue(MemberRecord record) {
        store.enqueue(EntryKind.ENTRY_KIND_MEMBER, record.id(), record.item());
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
