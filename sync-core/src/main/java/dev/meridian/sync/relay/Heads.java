package dev.meridian.sync.relay;

import dev.meridian.proto.v1.SignedHead;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.log.LogEntry;
import dev.meridian.sync.log.LogHead;
import dev.meridian.sync.log.SignedHeads;
import java.util.List;
import java.util.Optional;

/** Signs heads of what is durable. Owned by its machine. */
final class Heads {
    private final WorkspaceId workspace;
    private final RelayIdentity identity;
    private final RelayLog log;
    private final LogTail tail;
    // Many clients come back to the same head: it is signed once.
    private Optional<Signature> last = Optional.empty();

    private record Signature(LogHead head, SignedHead signed) {}

    Heads(WorkspaceId workspace, RelayIdentity identity, RelayLog log, LogTail tail) {
        this.workspace = workspace;
        this.identity = identity;
        this.log = log;
        this.tail = tail;
    }

    /** The head at the end of what is durable, unless the log is empty. */
    Optional<SignedHead> end() {
        return tail.durable().pos() == 0 ? Optional.empty() : Optional.of(sign(tail.head()));
    }

    /** The head at a durable position; empty at 0. */
    Optional<SignedHead> at(long pos) throws StoreFault {
        if (pos == 0 || pos == tail.durable().pos()) {
            return pos == 0 ? Optional.empty() : end();
        }
        List<LogRecord> records = log.read(workspace, pos - 1, 1);
        if (records.isEmpty()) {
            throw new StoreFault("the log has no entry at %d".formatted(pos), false);
        }
        return Optional.of(after(records.getFirst()));
    }

    /** The head at a durable record. */
    SignedHead after(LogRecord record) {
        LogEntry entry = record.parsed();
        return sign(tail.headAt(entry.pos(), entry.relayMillis(), record.chain()));
    }

    private SignedHead sign(LogHead head) {
        if (last.isEmpty() || !last.get().head.equals(head)) {
            last = Optional.of(new Signature(head, SignedHeads.sign(head, identity.key())));
        }
        return last.get().signed;
    }
}
