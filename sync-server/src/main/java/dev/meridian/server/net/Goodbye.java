package dev.meridian.server.net;

import dev.meridian.proto.v1.Error;
import dev.meridian.proto.v1.ErrorCode;
import dev.meridian.proto.v1.Frame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.util.Optional;

/**
 * How a connection ends.
 *
 * @param error what is said in a frame first, where the shard has not said it
 * @param status of the WebSocket close frame (RFC 6455, section 7.4)
 * @param reason for a person; goes into the close frame and the log
 */
record Goodbye(Optional<Frame> error, WebSocketCloseStatus status, String reason) {
    /** The shard has said why in a frame, and logged it. */
    static Goodbye relaysWish() {
        return new Goodbye(Optional.empty(), WebSocketCloseStatus.NORMAL_CLOSURE, "");
    }

    /** The client closed. */
    static Goodbye clientsWish() {
        return new Goodbye(Optional.empty(), WebSocketCloseStatus.NORMAL_CLOSURE, "closed by the client");
    }

    /** The relay stops. */
    static Goodbye stopping(String reason) {
        return new Goodbye(Optional.empty(), WebSocketCloseStatus.ENDPOINT_UNAVAILABLE, reason);
    }

    /** Nothing came for too long. */
    static Goodbye timedOut(String reason) {
        return new Goodbye(Optional.empty(), WebSocketCloseStatus.POLICY_VIOLATION, reason);
    }

    /** Refused before any machine could say so. */
    static Goodbye refusal(ErrorCode code, String reason) {
        WebSocketCloseStatus status = code == ErrorCode.ERROR_CODE_TOO_LARGE
                ? WebSocketCloseStatus.MESSAGE_TOO_BIG
                : WebSocketCloseStatus.PROTOCOL_ERROR;
        Error error = Error.newBuilder().setCode(code).setMessage(reason).build();
        return new Goodbye(Optional.of(Frame.newBuilder().setError(error).build()), status, reason);
    }
}
