package dev.meridian.server.net;

import dev.meridian.server.metrics.RelayMeters;
import dev.meridian.server.shard.Shards;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import io.netty.handler.ssl.SslHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** From HTTP to WebSocket (RFC 6455, section 4.2): who may, and how the pipeline changes. Safe for every event loop. */
final class SyncUpgrade {
    private final NetLimits limits;
    private final HostNames hosts;
    private final AddressBook addresses;
    private final Shards shards;
    private final Function<EventLoop, LoopConnections> connectionsOf;
    private final RelayMeters meters;
    private final AtomicLong lastNumber = new AtomicLong();
    private final WebSocketDecoderConfig decoding;

    SyncUpgrade(
            NetLimits limits,
            HostNames hosts,
            Shards shards,
            Function<EventLoop, LoopConnections> connectionsOf,
            RelayMeters meters) {
        this.limits = limits;
        this.hosts = hosts;
        this.addresses = new AddressBook(limits, System::nanoTime);
        this.shards = shards;
        this.connectionsOf = connectionsOf;
        this.meters = meters;
        // No extensions: ciphertext does not compress, and deflate costs 113 KB a connection.
        this.decoding = WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(limits.frameBytesMax())
                .allowExtensions(false)
                .closeOnProtocolViolation(false)
                .withUTF8Validator(false)
                .build();
    }

    /** Why this request is not upgraded, if it is not. */
    Optional<HttpAnswer> refusal(Channel channel, FullHttpRequest request) {
        HttpHeaders headers = request.headers();
        String host = headers.get(HttpHeaderNames.HOST, "");
        if (!isWebSocket(request)) {
            return refuse(
                    HttpResponseStatus.UPGRADE_REQUIRED,
                    "/sync speaks WebSocket, version 13",
                    Map.of("Upgrade", "websocket", "Sec-WebSocket-Version", "13"));
        }
        if (dialled(channel, headers).isEmpty()) {
            return refuse(
                    HttpResponseStatus.MISDIRECTED_REQUEST, "this relay is not known by that host name", Map.of());
        }
        if (!hosts.acceptsOrigin(headers.get(HttpHeaderNames.ORIGIN), host)) {
            return refuse(HttpResponseStatus.FORBIDDEN, "pages of another origin may not connect", Map.of());
        }
        return Optional.empty();
    }

    private Optional<String> dialled(Channel channel, HttpHeaders headers) {
        boolean secure = isSecure(channel) || headers.containsValue("X-Forwarded-Proto", "https", true);
        return hosts.dialled(headers.get(HttpHeaderNames.HOST, ""), secure);
    }

    private static boolean isSecure(Channel channel) {
        return channel.pipeline().get(SslHandler.class) != null;
    }

    private static boolean isWebSocket(FullHttpRequest request) {
        HttpHeaders headers = request.headers();
        return request.method().equals(HttpMethod.GET)
                && headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
                && headers.contains(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
                && headers.contains(HttpHeaderNames.SEC_WEBSOCKET_KEY)
                && headers.contains(HttpHeaderNames.SEC_WEBSOCKET_VERSION, "13", false);
    }

    private static Optional<HttpAnswer> refuse(HttpResponseStatus status, String text, Map<String, String> headers) {
        return Optional.of(new HttpAnswer(status, text, headers));
    }

    /** Turns the connection into a WebSocket. */
    void perform(ChannelHandlerContext router, FullHttpRequest request) {
        Channel channel = router.channel();
        String host = dialled(channel, request.headers()).orElseThrow();
        SyncConnection connection =
                new SyncConnection(lastNumber.incrementAndGet(), channel, host, limits, shards, meters);
        meters.connected();
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.remove(HttpDeadline.class);
        // Below the decoder, above TLS: what is counted is what the client wrote.
        InboundGate gate = new InboundGate(connection);
        if (isSecure(channel)) {
            pipeline.addAfter(pipeline.context(SslHandler.class).name(), null, gate);
        } else {
            pipeline.addFirst(gate);
        }
        pipeline.addLast(new WebSocketFrameAggregator(limits.frameBytesMax()), connection);
        pipeline.remove(router.handler());
        Observed.by("upgrade", new WebSocketServerHandshaker13("", null, decoding).handshake(channel, request));
        connection.upgraded();
        LoopConnections all = connectionsOf.apply(channel.eventLoop());
        all.add(connection);
        channel.closeFuture().addListener(closed -> all.remove(connection));
    }

    /** Counts the connection's address, or says why not. To be asked last before {@link #perform}. */
    Optional<HttpAnswer> entry(Channel channel) {
        InetAddress address = ((InetSocketAddress) channel.remoteAddress()).getAddress();
        if (!addresses.enter(address)) {
            return refuse(
                    HttpResponseStatus.TOO_MANY_REQUESTS,
                    "too many connections from this address",
                    Map.of("Retry-After", "10"));
        }
        channel.closeFuture().addListener(closed -> addresses.leave(address));
        return Optional.empty();
    }
}
