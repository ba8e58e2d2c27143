package dev.meridian.sync.relay;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Ack;
import dev.meridian.proto.v1.Error;
import dev.meridian.proto.v1.ErrorCode;
import dev.meridian.proto.v1.Frame;
import dev.meridian.proto.v1.GoAway;
import dev.meridian.proto.v1.Receipt;
import dev.meridian.sync.id.ItemId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sessions of a machine and the effects of its current step. Owned by its machine. */
final class Outgoing {
    private static final int RECEIPTS_A_FRAME = 1_000;

    private final RelayLimits limits;
    private final Map<SessionId, Session> sessions = new LinkedHashMap<>();
    private final Mending mending = new Mending();
    private List<RelayEffect> effects = new ArrayList<>();

    Outgoing(RelayLimits limits) {
        this.limits = limits;
    }

    Map<SessionId, Session> sessions() {
        return sessions;
    }

    Mending mending() {
        return mending;
    }

    Optional<Session> session(SessionId id) {
        return Optional.ofNullable(sessions.get(id));
    }

    void add(RelayEffect effect) {
        effects.add(effect);
    }

    List<RelayEffect> take() {
        List<RelayEffect> taken = List.copyOf(effects);
        effects = new ArrayList<>();
        return taken;
    }

    /**
     * Sends an answer. Who asks and does not read is sent away when the answers reach the size of one read: they would fill the
     * relay's memory (REL-33).
     */
    void send(Session session, Frame frame) {
        ByteString bytes = frame.toByteString();
        if (!session.writable) {
            session.blockedBytes += bytes.size();
            if (session.blockedBytes > limits.readBytesMax()) {
                close(session, "does not read its answers");
                return;
            }
        }
        effects.add(new RelayEffect.Send(session.id, bytes));
    }

    void ack(Session session, List<Receipt> receipts) {
        for (int from = 0; from < receipts.size(); from += RECEIPTS_A_FRAME) {
            List<Receipt> some = receipts.subList(from, Math.min(from + RECEIPTS_A_FRAME, receipts.size()));
            send(
                    session,
                    Frame.newBuilder()
                            .setAck(Ack.newBuilder().addAllReceipts(some))
                            .build());
        }
    }

    /** Refuses one item; the session goes on. */
    void refuse(Session session, ItemId item, ErrorCode code, String message) {
        Error.Builder error =
                Error.newBuilder().setCode(code).setMessage(message).setItemId(item.bytes());
        send(session, Frame.newBuilder().setError(error).build());
    }

    /** Says why, and closes. */
    void turnAway(Session session, ErrorCode code, String message) {
        turnAway(session, code, message, 0);
    }

    /** Says why and when to come back, and closes. */
    void turnAway(Session session, ErrorCode code, String message, int retryAfterMillis) {
        turnAway(
                session,
                Error.newBuilder()
                        .setCode(code)
                        .setMessage(message)
                        .setRetryAfterMs(retryAfterMillis)
                        .build());
    }

    /** Says this, and closes. */
    void turnAway(Session session, Error error) {
        effects.add(new RelayEffect.Send(
                session.id, Frame.newBuilder().setError(error).build().toByteString()));
        close(session, error.getMessage());
    }

    /** Says that the relay stops, and closes. */
    void dismiss(Session session, String reason, int retryAfterMillis) {
        GoAway.Builder goAway = GoAway.newBuilder().setReason(reason).setRetryAfterMs(retryAfterMillis);
        effects.add(new RelayEffect.Send(
                session.id, Frame.newBuilder().setGoAway(goAway).build().toByteString()));
        close(session, reason);
    }

    void close(Session session, String reason) {
        effects.add(new RelayEffect.Close(session.id, reason));
        forget(session);
    }

    void forget(Session session) {
        sessions.remove(session.id);
        mending.gone(session);
    }

    boolean has(Session session) {
        return sessions.containsKey(session.id);
    }
}
