package dev.meridian.simulation;

import com.google.protobuf.ByteString;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.relay.SessionId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.zip.CRC32;

/** One connection: messages arrive late and in order, or, once it is cut or stalls, not at all. */
final class Wire {
    private final World world;
    final Peer peer;
    final long connection;
    final SessionId session;
    /** As whom the peer dialled; it may come as another later, while this connection still stands. */
    final DeviceId identity;

    private boolean cut;
    private boolean stallsToRelay;
    private boolean stallsToPeer;
    private boolean holds;
    private final Deque<ByteString> held = new ArrayDeque<>();
    private long toRelayMillis;
    private long toPeerMillis;

    Wire(World world, Peer peer, long connection, SessionId session) {
        this.world = world;
        this.peer = peer;
        this.connection = connection;
        this.session = session;
        this.identity = peer.identity();
    }

    void toRelay(ByteString frame) {
        toRelayMillis = Math.max(toRelayMillis, world.clock().nowMillis()) + world.latencyMillis();
        world.clock().at(toRelayMillis, () -> {
            if (!cut && !stallsToRelay) {
                world.trace(peer.name() + " > " + sum(frame));
                world.relay().received(this, frame);
            }
        });
    }

    void toPeer(ByteString frame) {
        toPeerMillis = Math.max(toPeerMillis, world.clock().nowMillis()) + world.latencyMillis();
        world.clock().at(toPeerMillis, () -> {
            if (!cut && !stallsToPeer) {
                if (holds) {
                    held.add(frame);
                } else {
                    arrive(frame);
                }
            }
        });
    }

    private void arrive(ByteString frame) {
        world.trace(peer.name() + " < " + sum(frame));
        peer.received(this, frame);
    }

    /** From now on what comes to the peer waits to be let through. */
    void hold() {
        holds = true;
    }

    /** Lets the next held message through; whether there was one. */
    boolean letOneThrough() {
        if (held.isEmpty()) {
            return false;
        }
        arrive(held.remove());
        return true;
    }

    /** The relay hangs up, after what it sent. */
    void closeByRelay() {
        toPeerMillis = Math.max(toPeerMillis, world.clock().nowMillis()) + world.latencyMillis();
        world.clock().at(toPeerMillis, this::cut);
    }

    /** One direction delivers nothing any more; after a while the connection is given up. */
    void stall(boolean toRelay, long millis) {
        if (toRelay) {
            stallsToRelay = true;
        } else {
            stallsToPeer = true;
        }
        world.clock().in(millis, this::cut);
    }

    /** Both sides hear that it is gone; what was under way is lost. */
    void cut() {
        if (!cut) {
            cut = true;
            world.clock().in(world.latencyMillis(), () -> world.relay().closed(this));
            world.clock().in(world.latencyMillis(), () -> peer.disconnected(this));
        }
    }

    private static String sum(ByteString frame) {
        CRC32 crc = new CRC32();
        crc.update(frame.asReadOnlyByteBuffer());
        return frame.size() + " bytes " + Long.toHexString(crc.getValue());
    }
}
