package dev.meridian.simulation;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Frame;
import dev.meridian.proto.v1.Hello;
import dev.meridian.sync.client.ClientEffect;
import dev.meridian.sync.client.ClientInput;
import dev.meridian.sync.client.ClientMachine;
import dev.meridian.sync.client.ClientStatus;
import dev.meridian.sync.client.ClientTerms;
import dev.meridian.sync.client.LocalLog;
import dev.meridian.sync.client.Principal;
import dev.meridian.sync.client.Workers;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.Sha256;
import dev.meridian.sync.trust.DeviceKeys;
import java.util.List;
import java.util.Optional;

/** Somebody who is no member: knocks with a proper login of an unknown key, in a version nobody speaks, or with rubbish. */
final class Stranger implements Peer {
    private final World world;
    private final String name;
    private final Chance chance;
    private final DeviceKeys unknown;
    private Optional<ClientMachine> machine = Optional.empty();
    private Optional<Wire> wire = Optional.empty();

    Stranger(World world, int number) {
        this.world = world;
        this.name = "stranger " + number;
        this.chance = Chance.of(world.seed(), name);
        this.unknown = DeviceKeys.generate(world.entropy(name));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public DeviceId identity() {
        return unknown.id();
    }

    void knock() {
        switch (chance.below(4)) {
            case 0 -> say(ByteString.copyFrom(chance.bytes(1 + chance.below(2_000))));
            case 1 -> say(hello(90, 99));
            case 2 -> {
                ByteString hello = hello(1, 1);
                say(hello.substring(0, 1 + chance.below(hello.size() - 1)));
            }
            default -> logIn();
        }
    }

    private ByteString hello(int versionMin, int versionMax) {
        return Frame.newBuilder()
                .setHello(Hello.newBuilder()
                        .setVersionMin(versionMin)
                        .setVersionMax(versionMax)
                        .setWs(world.workspace().bytes())
                        .setClientNonce(ByteString.copyFrom(chance.bytes(32))))
                .build()
                .toByteString();
    }

    private void say(ByteString bytes) {
        world.relay().accept(this, 0).ifPresent(w -> w.toRelay(bytes));
    }

    private void logIn() {
        ClientTerms terms = new ClientTerms(
                world.workspace(),
                world.host(),
                Sha256.of(world.relayKey().bytes()),
                new Principal.Device(unknown.signing()));
        ClientMachine stranger = new ClientMachine(
                terms,
                world.clientLimits(),
                LocalLog.empty(world.workspace()),
                world.entropy(name + " dials"),
                Workers.ONE);
        machine = Optional.of(stranger);
        input(new ClientInput.Start());
    }

    @Override
    public void received(Wire from, ByteString frame) {
        if (wire.equals(Optional.of(from))) {
            input(new ClientInput.Received(from.connection, frame));
        }
    }

    @Override
    public void disconnected(Wire from) {
        world.saw(Happening.STRANGER_TURNED_AWAY);
        machine = Optional.empty();
    }

    private void input(ClientInput input) {
        machine.ifPresent(m -> m.step(world.clock().nowMillis(), input).forEach(this::perform));
    }

    private void perform(ClientEffect effect) {
        switch (effect) {
            case ClientEffect.Connect connect -> {
                wire = world.relay().accept(this, connect.connection());
                if (wire.isPresent()) {
                    world.clock().in(0, () -> input(new ClientInput.Connected(connect.connection())));
                }
            }
            case ClientEffect.Send send -> wire.ifPresent(w -> w.toRelay(send.frame()));
            case ClientEffect.Disconnect disconnect -> wire.ifPresent(Wire::cut);
            case ClientEffect.ReadOutbox read ->
                world.clock().in(0, () -> input(new ClientInput.OutboxRead(List.of())));
            case ClientEffect.Deliver deliver ->
                Violation.unless(deliver.entries().isEmpty(), () -> "%s was given entries of the log".formatted(name));
            case ClientEffect.Report report -> {
                if (report.status() instanceof ClientStatus.Stopped) {
                    world.saw(Happening.STRANGER_TURNED_AWAY);
                    machine = Optional.empty();
                }
            }
            case ClientEffect.SetTimer set -> world.clock().at(set.atMillis(), () -> input(new ClientInput.Tick()));
            case ClientEffect.Rewind rewind -> throw new Violation(name + " has a log to cut");
            case ClientEffect.Heir heir -> {}
            case ClientEffect.Acked acked -> {}
            case ClientEffect.Refused refused -> {}
            case ClientEffect.ReadChain read -> {}
            case ClientEffect.ReadOriginals read -> {}
            case ClientEffect.PresenceReceived presence -> throw new Violation(name + " was told who is here");
        }
    }
}
