package dev.meridian.server.net;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Closes a connection that is still speaking HTTP after its time. Removed by the upgrade. Owned by its event loop. */
final class HttpDeadline extends ChannelInboundHandlerAdapter {
    private final int millis;
    private @Nullable Future<?> closing;

    HttpDeadline(int millis) {
        this.millis = millis;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        closing =
                context.executor().schedule(() -> Observed.by("close", context.close()), millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (closing != null) {
            closing.cancel(false);
        }
    }
}
