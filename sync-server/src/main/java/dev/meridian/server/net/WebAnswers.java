package dev.meridian.server.net;

import dev.meridian.server.web.WebCoding;
import dev.meridian.server.web.WebFile;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;

/** Sends files of the web client (WEB-1 to WEB-4). The connection stays for the next file; who takes too long is let go. Safe for every event loop. */
final class WebAnswers {
    /** For the largest file over a poor line. */
    private static final int FILE_MILLIS_MAX = 120_000;

    private static final String POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self' 'wasm-unsafe-eval'",
            "connect-src 'self'",
            "style-src 'self'",
            "img-src 'self' blob:",
            "worker-src 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'");

    private final int nextMillisMax;

    /**
     * @param nextMillisMax how long a connection may wait for its next request
     */
    WebAnswers(int nextMillisMax) {
        this.nextMillisMax = nextMillisMax;
    }

    void send(ChannelHandlerContext context, FullHttpRequest request, WebFile file) {
        WebCoding coding = file.codingFor(String.join(",", request.headers().getAll(HttpHeaderNames.ACCEPT_ENCODING)));
        String tag = file.entityTag(coding);
        boolean known = isKnown(request, tag);
        ByteBuf content = known
                ? Unpooled.EMPTY_BUFFER
                : Unpooled.wrappedBuffer(file.in(coding).asReadOnlyByteBuffer());
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, known ? HttpResponseStatus.NOT_MODIFIED : HttpResponseStatus.OK, content);
        HttpHeaders headers = response.headers();
        headers.set(HttpHeaderNames.ETAG, tag)
                .set(
                        HttpHeaderNames.CACHE_CONTROL,
                        file.immutable() ? "public, max-age=31536000, immutable" : "no-cache")
                .set(HttpHeaderNames.VARY, HttpHeaderNames.ACCEPT_ENCODING);
        secure(headers);
        if (!known) {
            headers.set(HttpHeaderNames.CONTENT_TYPE, file.type())
                    .set(HttpHeaderNames.CONTENT_LENGTH, content.readableBytes());
            if (coding != WebCoding.PLAIN) {
                headers.set(HttpHeaderNames.CONTENT_ENCODING, coding.token());
            }
        }
        boolean stays = HttpUtil.isKeepAlive(request);
        HttpUtil.setKeepAlive(response, stays);
        within(context.pipeline(), FILE_MILLIS_MAX);
        context.writeAndFlush(response)
                .addListener(stays ? sent -> within(context.pipeline(), nextMillisMax) : ChannelFutureListener.CLOSE);
    }

    private static void secure(HttpHeaders headers) {
        headers.set(HttpHeaderNames.CONTENT_SECURITY_POLICY, POLICY)
                .set("Referrer-Policy", "no-referrer")
                .set("X-Content-Type-Options", "nosniff")
                .set("Cross-Origin-Opener-Policy", "same-origin")
                .set("Cross-Origin-Resource-Policy", "same-origin");
    }

    /** RFC 9110, section 13.1.2, with the weak comparison. */
    private static boolean isKnown(FullHttpRequest request, String tag) {
        for (String each :
                request.headers().get(HttpHeaderNames.IF_NONE_MATCH, "").split(",", -1)) {
            String known = each.strip();
            if (known.equals("*") || known.equals(tag) || known.equals("W/" + tag)) {
                return true;
            }
        }
        return false;
    }

    /** Gives the connection so long from now on. It may have become a WebSocket or have gone meanwhile. */
    private static void within(ChannelPipeline pipeline, int millis) {
        HttpDeadline now = pipeline.get(HttpDeadline.class);
        if (now != null) {
            pipeline.replace(now, null, new HttpDeadline(millis));
        }
    }
}
