package dev.meridian.server.net;

import com.google.protobuf.ByteString;
import dev.meridian.server.shard.Connection;
import dev.meridian.server.shard.Wire;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Gathers what a shard sends and hands it over as one task for each event loop: a write from a foreign thread costs fifteen
 * times as much. Owned by the shard's thread.
 */
final class EventLoopWire implements Wire {
    private final IdentityHashMap<EventLoop, OutgoingBatch> gathered = new IdentityHashMap<>();

    @Override
    public void send(Connection to, ByteString frame) {
        SyncConnection connection = (SyncConnection) to;
        ByteBuf bytes = WebSocketBytes.of(frame);
        connection.queued(bytes.readableBytes());
        batch(connection).write(connection, bytes);
    }

    @Override
    public void broadcast(List<? extends Connection> to, ByteString frame) {
        if (to.isEmpty()) {
            return;
        }
        ByteBuf bytes = WebSocketBytes.of(frame);
        int length = bytes.readableBytes();
        IdentityHashMap<EventLoop, List<SyncConnection>> byLoop = new IdentityHashMap<>();
        for (Connection each : to) {
            SyncConnection connection = (SyncConnection) each;
            connection.queued(length);
            byLoop.computeIfAbsent(connection.eventLoop(), loop -> new ArrayList<>())
                    .add(connection);
        }
        byLoop.forEach((loop, connections) -> batch(loop).fanOut(connections, bytes.retain()));
        bytes.release();
    }

    @Override
    public void close(Connection connection) {
        SyncConnection closing = (SyncConnection) connection;
        batch(closing).close(closing);
    }

    @Override
    public void flush() {
        gathered.forEach(EventLoop::execute);
        gathered.clear();
    }

    private OutgoingBatch batch(SyncConnection connection) {
        return batch(connection.eventLoop());
    }

    private OutgoingBatch batch(EventLoop loop) {
        return gathered.computeIfAbsent(loop, created -> new OutgoingBatch());
    }
}
