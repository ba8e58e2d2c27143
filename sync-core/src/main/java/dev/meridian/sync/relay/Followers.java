package dev.meridian.sync.relay;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Append;
import dev.meridian.proto.v1.ErrorCode;
import dev.meridian.proto.v1.Frame;
import dev.meridian.proto.v1.LogItem;
import dev.meridian.proto.v1.SignedHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sends the log to whoever follows it. Owned by its machine.
 *
 * <p>Everybody who follows is a cursor. Those that have everything and take bytes are sent what becomes durable as one frame,
 * encoded once, for all of them; the others are read for, one chunk at a time, until they have caught up (REL-30). So a slow
 * reader costs a cursor, and neither waits for nor holds up anybody.
 */
final class Followers {
    private final RelayLimits limits;
    private final LogTail tail;
    private final Heads heads;
    private final Outgoing out;

    Followers(RelayLimits limits, LogTail tail, Heads heads, Outgoing out) {
        this.limits = limits;
        this.tail = tail;
        this.heads = heads;
        this.out = out;
    }

    /** Confirms that the client's log is the beginning of this one. */
    void confirm(Session session, Optional<SignedHead> headAtCursor) {
        Append.Builder append = Append.newBuilder();
        headAtCursor.ifPresent(append::setHead);
        out.send(session, Frame.newBuilder().setAppend(append).build());
    }

    /** From now on the session is sent everything after a position. */
    void follow(Session session, long afterPos) {
        session.follow(afterPos);
        readIfBehind(session);
    }

    /** Reads the next chunk if the session lags behind and takes bytes. */
    void readIfBehind(Session session) {
        if (session.needsRead(tail.durable().pos())) {
            session.readBegins();
            out.add(new RelayEffect.Read(session.id, session.cursor(), limits.readBytesMax()));
        }
    }

    void readDone(Session session, RelayInput.ReadDone read) {
        if (!session.readEnds(read.afterPos())) {
            return;
        }
        // The store may be ahead of what this machine was told is stored: that much waits.
        long expected = tail.durable().pos() - session.cursor();
        List<LogRecord> records =
                read.records().subList(0, (int) Math.min(read.records().size(), Math.max(0, expected)));
        if (records.isEmpty() && expected > 0) {
            out.turnAway(
                    session, ErrorCode.ERROR_CODE_INTERNAL, "the log could not be read", limits.retryAfterMillis());
            return;
        }
        for (ByteString frame : frames(records)) {
            out.add(new RelayEffect.Send(session.id, frame));
        }
        session.follow(session.cursor() + records.size());
        readIfBehind(session);
    }

    /** Sends what has just become durable to everybody who has what came before. */
    void broadcast(long afterPos, List<LogRecord> records) {
        List<SessionId> live = new ArrayList<>();
        for (Session session : out.sessions().values()) {
            if (session.isLiveAt(afterPos)) {
                live.add(session.id);
                session.follow(afterPos + records.size());
            }
        }
        if (!live.isEmpty()) {
            for (ByteString frame : frames(records)) {
                out.add(new RelayEffect.Broadcast(live, frame));
            }
        }
    }

    /** Passes something on to everybody else who is live and takes bytes; it is not kept for the others. */
    void passOn(Session from, Frame frame) {
        long end = tail.durable().pos();
        List<SessionId> live = out.sessions().values().stream()
                .filter(session -> !session.id.equals(from.id) && session.isLiveAt(end))
                .map(session -> session.id)
                .toList();
        if (!live.isEmpty()) {
            out.add(new RelayEffect.Broadcast(live, frame.toByteString()));
        }
    }

    /** After the log was read anew: those who were sent what is no longer there cannot go on (GEN-4). */
    void realign() {
        for (Session session : List.copyOf(out.sessions().values())) {
            if (session.cursor() > tail.durable().pos()) {
                out.turnAway(
                        session, ErrorCode.ERROR_CODE_READ_ONLY, "the log was reopened", limits.retryAfterMillis());
            } else {
                readIfBehind(session);
            }
        }
    }

    // Every frame ends in a head, so each is whole by itself: it can be verified, stored and restored alone.
    private List<ByteString> frames(List<LogRecord> records) {
        List<ByteString> frames = new ArrayList<>();
        int from = 0;
        while (from < records.size()) {
            int to = chunkEnd(records, from);
            Append.Builder append = Append.newBuilder().setHead(heads.after(records.get(to - 1)));
            for (LogRecord record : records.subList(from, to)) {
                append.addItems(LogItem.newBuilder().setEntry(record.entry()).setItem(record.item()));
            }
            frames.add(Frame.newBuilder().setAppend(append).build().toByteString());
            from = to;
        }
        return frames;
    }

    private int chunkEnd(List<LogRecord> records, int from) {
        int room = limits.frameBytesMax() - RelayLimits.FRAME_ROOM_BYTES;
        int to = from;
        while (to < records.size() && (to == from || records.get(to).frameBytes() <= room)) {
            room -= records.get(to).frameBytes();
            to++;
        }
        return to;
    }
}
