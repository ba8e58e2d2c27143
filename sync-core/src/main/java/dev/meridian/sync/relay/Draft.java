package dev.meridian.sync.relay;

import com.google.protobuf.ByteString;
import dev.meridian.sync.log.Chain;
import dev.meridian.sync.log.LogEntry;
import dev.meridian.sync.trust.Membership;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A batch that is being put together at the end of a log. Lives during one step. */
final class Draft {
    private final LogTail tail;
    private final List<LogTail.Pending> records = new ArrayList<>();
    private final Map<DedupeKey, LogTail.Pending> byKey = new HashMap<>();
    private final List<PruneOrder> orders = new ArrayList<>();
    private LogTail.End end;

    /** A draft at the end of the log, under a generation. */
    Draft(LogTail tail, long gen) {
        LogTail.End assigned = tail.assigned();
        this.tail = tail;
        this.end = new LogTail.End(
                gen, assigned.pos(), assigned.relayMillis(), assigned.chain(), assigned.members(), assigned.bytes());
    }

    /** The log with what is in the draft so far. */
    LogTail.End end() {
        return end;
    }

    /** The item, if it is in this draft or on its way to the disk. */
    Optional<LogTail.Pending> underWay(DedupeKey key) {
        return Optional.ofNullable(byKey.get(key)).or(() -> tail.pending(key));
    }

    /**
     * Adds an entry.
     *
     * @param members who is a member after it
     * @param authors who is to be told when it is durable; grows when others push the same
     */
    void add(LogEntry entry, Item item, Membership members, List<SessionId> authors) {
        ByteString chain = Chain.next(end.chain(), entry.bytes());
        boolean changesMembers = !members.equals(end.members());
        LogRecord record = new LogRecord(entry.bytes(), item.bytes(), item.dedupe(), chain);
        end = new LogTail.End(
                end.gen(), entry.pos(), entry.relayMillis(), chain, members, end.bytes() + record.bytes());
        LogTail.Pending pending =
                new LogTail.Pending(record, entry, item.id(), new ArrayList<>(authors), changesMembers);
        records.add(pending);
        byKey.put(item.dedupe(), pending);
    }

    /** What may be pruned once all of this is durable. */
    void add(PruneOrder order) {
        orders.add(order);
    }

    /** Membership records in the log with what is in the draft so far. */
    int memberRecords() {
        long drafted = records.stream().filter(one -> one.record().isMember()).count();
        return tail.memberRecords() + Math.toIntExact(drafted);
    }

    boolean isEmpty() {
        return records.isEmpty();
    }

    /** Sends it to the disk. */
    RelayEffect.Append assign() {
        return tail.assign(records, orders, end);
    }
}
