package dev.meridian.sync.world;

import com.google.protobuf.ByteString;
import dev.meridian.sync.relay.SessionId;

/** One connection: messages arrive late and in order, or, once it is cut, not at all. */
final class Wire {
    private final World world;
    final SimClient client;
    final long connection;
    final SessionId session;
    private boolean cut;
    private long toRelayMillis;
    private long toClientMillis;

    Wire(World world, SimClient client, long connection, SessionId session) {
        this.world = world;
        this.client = client;
        this.connection = connection;
        this.session = session;
    }

    boolean isCut() {
        return cut;
    }

    void toRelay(ByteString frame) {
        toRelayMillis = Math.max(toRelayMillis, world.clock().nowMillis()) + world.latencyMillis();
        world.clock().at(toRelayMillis, () -> {
            if (!cut) {
                world.relay().received(this, frame);
            }
        });
    }

    void toClient(ByteString frame) {
        toClientMillis = Math.max(toClientMillis, world.clock().nowMillis()) + world.latencyMillis();
        world.clock().at(toClientMillis, () -> {
            if (!cut) {
                client.received(this, frame);
            }
        });
    }

    /** The relay hangs up, after what it sent. */
    void closeByRelay() {
        toClientMillis = Math.max(toClientMillis, world.clock().nowMillis()) + world.latencyMillis();
        world.clock().at(toClientMillis, this::cut);
    }

    /** Both sides hear that it is gone; what was under way is lost. */
    void cut() {
        if (!cut) {
            cut = true;
            world.clock().in(world.latencyMillis(), () -> world.relay().closed(this));
            world.clock().in(world.latencyMillis(), () -> client.disconnected(this));
        }
    }
}
