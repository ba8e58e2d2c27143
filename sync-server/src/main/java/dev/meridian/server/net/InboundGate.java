package dev.meridian.server.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** Below the WebSocket decoder: lets its connection see every byte that arrives before anything of it is gathered. */
final class InboundGate extends ChannelInboundHandlerAdapter {
    private final SyncConnection connection;

    InboundGate(SyncConnection connection) {
        this.connection = connection;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf bytes && !connection.admits(bytes.readableBytes())) {
            bytes.release();
            return;
        }
        context.fireChannelRead(message);
    }
}
