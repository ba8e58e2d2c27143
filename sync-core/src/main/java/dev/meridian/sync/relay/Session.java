package dev.meridian.sync.relay;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Resume;
import dev.meridian.sync.id.DeviceId;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What a relay knows of one connection. Owned by its machine. */
final class Session {
    /** How far the client has introduced itself. */
    sealed interface Stage {}

    /** Nothing came yet. */
    record Greeting() implements Stage {}

    /** It was challenged with these nonces. */
    record Challenged(ByteString clientNonce, ByteString relayNonce) implements Stage {}

    /** It has proven to hold this key. */
    record In(DeviceId key) implements Stage {}

    final SessionId id;
    final String host;
    Stage stage = new Greeting();
    boolean writable = true;
    /** When it is sent away unless it has got further by then; {@code Long.MAX_VALUE} for a member. */
    long deadlineMillis;
    /** Answers sent while it was not writable, in bytes. */
    long blockedBytes;
    /** The last entry it was sent, once it follows the log. */
    private long cursor = -1;

    private boolean reading;
    /** The ticket of its last restore, and the Resume that waits for it. */
    long restoreTicket;

    Optional<Resume> waitingResume = Optional.empty();
    boolean hasJoined;
    /** Whether something that came from here had no room: what comes after it has none either (REL-36). */
    boolean lacksRoom;
    /** Whether it takes entries without their bodies. */
    boolean readsPruned;
    /** Authors of whom something was refused here: nothing of theirs that comes after it is taken (REL-25). */
    final Set<DeviceId> refusedAuthors = new HashSet<>();

    Session(SessionId id, String host, long deadlineMillis) {
        this.id = id;
        this.host = host;
        this.deadlineMillis = deadlineMillis;
    }

    Optional<DeviceId> key() {
        return stage instanceof In in ? Optional.of(in.key()) : Optional.empty();
    }

    boolean isFollowing() {
        return cursor >= 0;
    }

    /** Whether it has everything up to {@code pos} and can be sent what comes after as it comes. */
    boolean isLiveAt(long pos) {
        return cursor == pos && writable && !reading;
    }

    /** Whether the log must be read for it. */
    boolean needsRead(long durablePos) {
        return isFollowing() && writable && !reading && cursor < durablePos;
    }

    long cursor() {
        return cursor;
    }

    void follow(long afterPos) {
        cursor = afterPos;
    }

    void readBegins() {
        reading = true;
    }

    /** Whether this is the answer that it waits for. */
    boolean readEnds(long afterPos) {
        boolean expected = reading && cursor == afterPos;
        reading = false;
        return expected;
    }
}
