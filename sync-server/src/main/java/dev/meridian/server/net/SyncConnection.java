package dev.meridian.server.net;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.meridian.proto.v1.ErrorCode;
import dev.meridian.proto.v1.Frame;
import dev.meridian.server.metrics.RelayMeters;
import dev.meridian.server.shard.Connection;
import dev.meridian.server.shard.Shard;
import dev.meridian.server.shard.Shards;
import dev.meridian.sync.id.WorkspaceId;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameEncoder;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket. Owned by its event loop but for the methods of {@link Connection} and {@link #queued}.
 *
 * <p>In: frames are decoded here and offered to the shard of the workspace that the first one, Hello, names. A full mailbox stops
 * the reading. Out: what shards send waits in a task for the event loop, then in the channel; the sum of both decides whether the
 * client keeps up.
 */
final class SyncConnection extends ChannelInboundHandlerAdapter implements Connection {
    private static final Logger LOG = LoggerFactory.getLogger(SyncConnection.class);
    private static final int LINGER_MILLIS = 1_000;

    private record Arrival(Frame frame, int bytes) {}

    private final long number;
    private final Channel channel;
    private final String host;
    private final NetLimits limits;
    private final Shards shards;
    private final RelayMeters meters;
    private final Deque<Arrival> held = new ArrayDeque<>();
    private final ConnectionClock clock;
    private final Backlog backlog;
    private final @Nullable SslHandler tls;

    private @Nullable ChannelHandlerContext belowEncoder;
    private @Nullable Shard shard;
    private boolean loggedIn;
    private boolean unflushed;
    private boolean closing;
    private boolean deaf;
    private boolean stopping;

    /** @param host HOST:PORT that the client dialled */
    SyncConnection(long number, Channel channel, String host, NetLimits limits, Shards shards, RelayMeters meters) {
        this.number = number;
        this.channel = channel;
        this.host = host;
        this.limits = limits;
        this.shards = shards;
        this.meters = meters;
        this.backlog = new Backlog(channel, limits.unsentBytesMax());
        this.tls = channel.pipeline().get(SslHandler.class);
        this.clock = new ConnectionClock(limits, System.nanoTime());
    }

    // ---- what shards call, from their threads

    @Override
    public long number() {
        return number;
    }

    @Override
    public boolean isBackedUp() {
        return backlog.isBackedUp();
    }

    @Override
    public void loggedIn() {
        eventLoop().execute(() -> loggedIn = true);
    }

    @Override
    public void resumeReading() {
        eventLoop().execute(this::offerHeld);
    }

    /** Counts bytes that are on their way to {@link #write}. */
    void queued(int bytes) {
        backlog.add(bytes);
    }

    EventLoop eventLoop() {
        return channel.eventLoop();
    }

    // ---- out

    /** Once the WebSocket handshake has put its encoder into the pipeline. */
    void upgraded() {
        belowEncoder = channel.pipeline().context(WebSocketFrameEncoder.class);
    }

    /** Takes over the reference. True if this is the first write since the last flush: the caller flushes. */
    boolean write(ByteBuf bytes) {
        backlog.takeOff(bytes.readableBytes());
        ChannelHandlerContext out = belowEncoder;
        if (closing || out == null || !channel.isActive()) {
            bytes.release();
            return false;
        }
        meters.sent(bytes.readableBytes());
        // The void promise is the cheap one: a failure comes to exceptionCaught.
        // TLS may join small buffers by writing behind the first, and these bytes are other subscribers' too.
        ChannelFuture unused = out.write(tls == null ? bytes : bytes.asReadOnly(), out.voidPromise());
        boolean first = !unflushed;
        unflushed = true;
        return first;
    }

    void flush() {
        unflushed = false;
        channel.flush();
        reportRelief();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        reportRelief();
    }

    private void reportRelief() {
        if (shard != null && backlog.isRelieved()) {
            shard.relieved(this);
        }
    }

    // ---- in

    /** Whether these bytes, just arrived, may be looked at. */
    boolean admits(int bytes) {
        if (closing || deaf) {
            return false;
        }
        clock.bytesArrived(bytes, System.nanoTime());
        if (!loggedIn && clock.bytesSoFar() > limits.strangerBytesMax()) {
            refuse(
                    ErrorCode.ERROR_CODE_TOO_LARGE,
                    "more than %d bytes before login".formatted(limits.strangerBytesMax()));
            return false;
        }
        return true;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (!closing && !deaf && message instanceof WebSocketFrame frame) {
                received(frame);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void received(WebSocketFrame message) {
        clock.frameComplete();
        switch (message) {
            case BinaryWebSocketFrame binary -> decode(binary.content());
            case PingWebSocketFrame ping ->
                Observed.by(
                        "pong",
                        channel.writeAndFlush(
                                new PongWebSocketFrame(ping.content().retain())));
            case PongWebSocketFrame pong -> LOG.trace("connection {}: alive", number);
            case CloseWebSocketFrame close -> closeWith(Goodbye.clientsWish());
            default -> refuse(ErrorCode.ERROR_CODE_BAD_FRAME, "only binary messages are spoken here");
        }
    }

    private void decode(ByteBuf content) {
        int bytes = content.readableBytes();
        meters.received(bytes);
        Frame frame;
        try {
            frame = Frame.parseFrom(ByteBufUtil.getBytes(content));
        } catch (InvalidProtocolBufferException e) {
            refuse(ErrorCode.ERROR_CODE_BAD_FRAME, "not a frame");
            return;
        }
        if (shard == null && !greeted(frame)) {
            return;
        }
        held.add(new Arrival(frame, bytes));
        if (held.size() == 1) {
            offerHeld();
        }
    }

    /** The first frame names the workspace, and with it the shard. */
    private boolean greeted(Frame frame) {
        if (!frame.hasHello() || !WorkspaceId.fits(frame.getHello().getWs())) {
            refuse(ErrorCode.ERROR_CODE_BAD_FRAME, "the first frame must be Hello with a workspace id of 32 bytes");
            return false;
        }
        WorkspaceId workspace = new WorkspaceId(frame.getHello().getWs());
        Shard found = shards.of(workspace);
        shard = found;
        found.opened(this, workspace, host);
        return true;
    }

    /** Hands over what has arrived; where the mailbox is full, reading stops until the shard says that there is room. */
    private void offerHeld() {
        Shard taker = shard;
        while (taker != null && !closing && !held.isEmpty()) {
            Arrival next = held.element();
            if (!taker.arrived(this, next.frame(), next.bytes())) {
                channel.config().setAutoRead(false);
                return;
            }
            held.remove();
        }
        if (!closing && !stopping && !channel.config().isAutoRead()) {
            clock.listensAgain(System.nanoTime());
            channel.config().setAutoRead(true);
        }
    }

    // ---- the end

    /** The relay is about to stop: what is not read yet is not taken. */
    void stopReading() {
        stopping = true;
        channel.config().setAutoRead(false);
    }

    /** Says goodbye and closes; once. What was written before leaves first, as far as the client takes it within a second. */
    void closeWith(Goodbye goodbye) {
        if (closing) {
            return;
        }
        ChannelHandlerContext out = belowEncoder;
        goodbye.error().filter(error -> out != null).ifPresent(error -> {
            ByteBuf bytes = WebSocketBytes.of(error.toByteString());
            queued(bytes.readableBytes());
            write(bytes);
        });
        closing = true;
        LOG.debug("connection {}: closing: {}", number, goodbye.reason());
        leaveShard();
        channel.pipeline().addFirst(new DiscardInbound());
        channel.config().setAutoRead(true);
        channel.writeAndFlush(new CloseWebSocketFrame(goodbye.status(), closeReason(goodbye.reason())))
                .addListener(written -> endOutput());
        Observed.by(
                "close",
                eventLoop()
                        .schedule(() -> Observed.by("close", channel.close()), LINGER_MILLIS, TimeUnit.MILLISECONDS));
    }

    private void endOutput() {
        SslHandler secure = tls;
        if (secure == null) {
            Observed.by("half-close", ((DuplexChannel) channel).shutdownOutput());
        } else {
            Observed.by("half-close", secure.closeOutbound());
        }
    }

    /** A close frame has room for 123 bytes (RFC 6455, section 5.5). */
    private static String closeReason(String reason) {
        return reason.length() <= 100 ? reason : reason.substring(0, 100);
    }

    private void leaveShard() {
        Optional.ofNullable(shard).ifPresent(left -> left.gone(this));
        shard = null;
        held.clear();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        closing = true;
        leaveShard();
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        switch (cause) {
            case TooLongFrameException tooLong -> refuseTooLarge();
            case CorruptedWebSocketFrameException corrupted -> {
                if (corrupted.closeStatus().equals(WebSocketCloseStatus.MESSAGE_TOO_BIG)) {
                    refuseTooLarge();
                } else {
                    refuse(ErrorCode.ERROR_CODE_BAD_FRAME, "not a WebSocket frame");
                }
            }
            case IOException gone -> lost(gone);
            case PrematureChannelClosureException gone -> lost(gone);
            default -> {
                if (TlsTrouble.is(cause)) {
                    lost(cause);
                } else {
                    LOG.atError()
                            .addKeyValue("connection", number)
                            .setCause(cause)
                            .log("connection {}: closed by a bug", number);
                    Observed.by("close", channel.close());
                }
            }
        }
    }

    private void lost(Throwable gone) {
        LOG.debug("connection {}: {}", number, gone.toString());
        Observed.by("close", channel.close());
    }

    private void refuseTooLarge() {
        refuse(ErrorCode.ERROR_CODE_TOO_LARGE, "a frame may have %d bytes".formatted(limits.frameBytesMax()));
    }

    /** Listens no more. The workspace's machine says why, after its answers to what came before; without one, we do. */
    private void refuse(ErrorCode code, String reason) {
        if (closing || deaf) {
            return;
        }
        deaf = true;
        if (shard != null) {
            shard.garbled(this, code, reason);
        } else {
            closeWith(Goodbye.refusal(code, reason));
        }
    }

    /** Now and then: is the client still there, and has it logged in? */
    void lookAt(long nowNanos) {
        if (closing || !channel.config().isAutoRead()) {
            return;
        }
        switch (clock.verdict(loggedIn, nowNanos)) {
            case FINE -> {}
            case QUIET -> Observed.by("ping", channel.writeAndFlush(new PingWebSocketFrame()));
            case GONE -> closeWith(Goodbye.timedOut("nothing heard for too long"));
            case NOT_LOGGED_IN ->
                closeWith(Goodbye.timedOut("no login within %d ms".formatted(limits.loginMillisMax())));
            case SLOW_FRAME ->
                closeWith(Goodbye.timedOut("a frame took longer than %d ms".formatted(limits.slowFrameMillisMax())));
        }
    }
}
