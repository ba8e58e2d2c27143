package dev.meridian.server.net;

import dev.meridian.server.shard.Readiness;
import dev.meridian.server.web.WebFiles;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a relay answers over HTTP: its health, the files of the web client, and the way into the WebSocket. Owned by its event loop. */
final class HttpRouter extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(HttpRouter.class);

    private final Supplier<CompletableFuture<Readiness>> readiness;
    private final SyncUpgrade upgrade;
    private final WebFiles files;
    private final WebAnswers web;

    HttpRouter(Supplier<CompletableFuture<Readiness>> readiness, SyncUpgrade upgrade, WebFiles files, WebAnswers web) {
        this.readiness = readiness;
        this.upgrade = upgrade;
        this.files = files;
        this.web = web;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        if (request.decoderResult().isFailure()) {
            answer(context, new HttpAnswer(HttpResponseStatus.BAD_REQUEST, "not an HTTP request that fits here"));
            return;
        }
        String path = new QueryStringDecoder(request.uri()).path();
        if (path.equals("/sync")) {
            upgrade.refusal(context.channel(), request)
                    .or(() -> upgrade.entry(context.channel()))
                    .ifPresentOrElse(refused -> answer(context, refused), () -> upgrade.perform(context, request));
        } else if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
            answer(context, new HttpAnswer(HttpResponseStatus.METHOD_NOT_ALLOWED, "GET only"));
        } else if (path.equals("/readyz")) {
            // The answer never fails: it is a state of the store, not the outcome of a request.
            CompletableFuture<Void> unused =
                    readiness.get().thenAcceptAsync(now -> answer(context, ready(now)), context.executor());
        } else if (path.equals("/healthz")) {
            answer(context, new HttpAnswer(HttpResponseStatus.OK, "ok"));
        } else {
            files.at(path)
                    .ifPresentOrElse(file -> web.send(context, request, file), () -> answer(context, nothingHere()));
        }
    }

    private HttpAnswer nothingHere() {
        String why = files.isEmpty() ? "it was built without the web client" : "the web client is at /";
        return new HttpAnswer(
                HttpResponseStatus.NOT_FOUND,
                "This is a Meridian relay. Clients connect to /sync; there is no page here: " + why + ".");
    }

    private static HttpAnswer ready(Readiness readiness) {
        return readiness.ready()
                ? new HttpAnswer(HttpResponseStatus.OK, "ready")
                : new HttpAnswer(HttpResponseStatus.SERVICE_UNAVAILABLE, "not ready: " + readiness.reason());
    }

    /** Answers in plain text and closes. */
    private static void answer(ChannelHandlerContext context, HttpAnswer answer) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                answer.status(),
                Unpooled.copiedBuffer(answer.text() + "\n", StandardCharsets.UTF_8));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
                .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes())
                .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
                .set("X-Content-Type-Options", "nosniff")
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        answer.headers().forEach(response.headers()::set);
        context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof IOException || TlsTrouble.is(cause)) {
            LOG.debug("http: {}", cause.toString());
        } else {
            LOG.error("http: closed by a bug", cause);
        }
        Observed.by("close", context.close());
    }
}
