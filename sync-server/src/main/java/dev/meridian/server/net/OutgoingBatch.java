package dev.meridian.server.net;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/**
 * What one event loop has to write for one shard, in order. Filled by the shard's thread, then run by the event loop. Every
 * connection it touches is flushed once.
 */
final class OutgoingBatch implements Runnable {
    /** One thing to do. */
    private sealed interface Step {}

    private record Write(SyncConnection to, ByteBuf bytes) implements Step {}

    private record FanOut(List<SyncConnection> to, ByteBuf bytes) implements Step {}

    private record Close(SyncConnection connection) implements Step {}

    private final List<Step> steps = new ArrayList<>();
    private final List<SyncConnection> touched = new ArrayList<>();

    /** Takes over the reference to the bytes. */
    void write(SyncConnection to, ByteBuf bytes) {
        steps.add(new Write(to, bytes));
    }

    /** Takes over one reference to the bytes, whatever the number of connections. */
    void fanOut(List<SyncConnection> to, ByteBuf bytes) {
        steps.add(new FanOut(to, bytes));
    }

    void close(SyncConnection connection) {
        steps.add(new Close(connection));
    }

    @Override
    public void run() {
        for (Step step : steps) {
            switch (step) {
                case Write write -> write(write.bytes(), write.to());
                case FanOut fanOut -> {
                    for (SyncConnection to : fanOut.to()) {
                        write(fanOut.bytes().retainedDuplicate(), to);
                    }
                    fanOut.bytes().release();
                }
                case Close close -> close.connection().closeWith(Goodbye.relaysWish());
            }
        }
        for (SyncConnection connection : touched) {
            connection.flush();
        }
    }

    private void write(ByteBuf bytes, SyncConnection to) {
        if (to.write(bytes)) {
            touched.add(to);
        }
    }
}
