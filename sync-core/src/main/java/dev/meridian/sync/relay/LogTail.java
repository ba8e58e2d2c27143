package dev.meridian.sync.relay;

import com.google.protobuf.ByteString;
import dev.meridian.sync.id.ItemId;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.log.Chain;
import dev.meridian.sync.log.LogEntry;
import dev.meridian.sync.log.LogHead;
import dev.meridian.sync.trust.Membership;
import dev.meridian.sync.trust.Succession;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The end of a log: up to where it is durable, and what has a position already and is on its way to the disk. Owned by its
 * machine.
 *
 * <p>Positions are given out when a batch is sent to the disk, not when it arrives there, so that many batches can be under
 * way (REL-10). Nobody hears of a position before it is durable (REL-11), so a failure may give it out again.
 */
final class LogTail {
    /**
     * The log after an entry.
     *
     * @param bytes of all entries and items up to it
     */
    record End(long gen, long pos, long relayMillis, ByteString chain, Membership members, long bytes) {}

    /**
     * A record under way, and who is to be told.
     *
     * @param changesMembers whether it is a membership record that holds
     */
    record Pending(LogRecord record, LogEntry entry, ItemId id, List<SessionId> authors, boolean changesMembers) {}

    private record Batch(long ticket, List<Pending> pending, List<PruneOrder> orders, End after, long bytes) {}

    private final WorkspaceId workspace;
    private final Generations generations;
    private final Deque<Batch> inFlight = new ArrayDeque<>();
    private final Map<DedupeKey, Pending> pending = new HashMap<>();
    private final TreeMap<Long, ItemId> memberRecords = new TreeMap<>();
    /** Where the records stand that name another relay key. */
    private final TreeSet<Long> successions = new TreeSet<>();

    private End durable;
    private End assigned;
    private long inFlightBytes;
    private long lastTicket;
    /** Whether this machine has begun a generation of its own since it read the log. */
    private boolean generationBegun;
    /** What is durable may be pruned so. */
    private final List<PruneOrder> due = new ArrayList<>();

    private final Set<PruneOrder> underWay = new HashSet<>();
    private long prunedPos;
    private long droppedBytes;

    LogTail(WorkspaceId workspace, Generations generations) {
        this.workspace = workspace;
        this.generations = generations;
        this.durable = new End(0, 0, 0, Chain.ZERO, Membership.none(workspace), 0);
        this.assigned = durable;
    }

    /**
     * Starts again from what is stored; everything under way is forgotten.
     *
     * @throws StoreFault if the stored records do not make a workspace
     */
    void recover(Optional<LogState> state) throws StoreFault {
        inFlight.clear();
        pending.clear();
        memberRecords.clear();
        successions.clear();
        inFlightBytes = 0;
        generationBegun = false;
        due.clear();
        underWay.clear();
        droppedBytes = 0;
        LogState.Pruned pruned = state.map(LogState::pruned).orElse(LogState.Pruned.NOTHING);
        due.addAll(pruned.orders());
        prunedPos = pruned.uptoPos();
        Membership members = Membership.none(workspace);
        for (LogRecord record : state.map(LogState::members).orElse(List.of())) {
            LogEntry entry = record.parsed();
            switch (members.apply(record.item(), entry.relayMillis())) {
                case Membership.Accepted accepted -> {
                    members = accepted.next();
                    remember(entry.pos(), accepted.record(), record.item());
                }
                // Taken back after a loss, by this relay's signature: it keeps its place, here as at every client
                // (GEN-10).
                case Membership.Refused refused -> {
                    if (!members.isFounded()) {
                        throw notOfAMember(entry);
                    }
                }
                case Membership.UpgradeNeeded upgrade -> throw notOfAMember(entry);
            }
        }
        Membership folded = members;
        durable = state.map(s -> new End(s.gen(), s.pos(), s.relayMillis(), s.chain(), folded, s.bytes()))
                .orElse(new End(0, 0, 0, Chain.ZERO, folded, 0));
        assigned = durable;
    }

    private static StoreFault notOfAMember(LogEntry entry) {
        return new StoreFault("the stored record at %d is not one of a member".formatted(entry.pos()), false);
    }

    private void remember(long pos, ItemId id, ByteString item) {
        memberRecords.put(pos, id);
        if (Succession.baseOf(item).isPresent()) {
            successions.add(pos);
        }
    }

    End durable() {
        return durable;
    }

    End assigned() {
        return assigned;
    }

    long inFlightBytes() {
        return inFlightBytes;
    }

    boolean isQuiet() {
        return inFlight.isEmpty();
    }

    /**
     * Where the durable records stand by which somebody who knows a membership record learns of the relay's present key: all after that record
     * up to the last that names a key; where the record is not known here, those that name one. Empty where there is nothing to learn.
     */
    List<Long> successionAfter(ItemId known) {
        Optional<Long> from = memberRecords.headMap(durable.pos, true).entrySet().stream()
                .filter(each -> each.getValue().equals(known))
                .map(Map.Entry::getKey)
                .findFirst();
        Optional<Long> to = Optional.ofNullable(successions.floor(durable.pos));
        if (from.isEmpty() || to.isEmpty()) {
            return successions();
        }
        return from.get() < to.get()
                ? List.copyOf(
                        memberRecords.subMap(from.get(), false, to.get(), true).keySet())
                : List.of();
    }

    /** Where the durable records stand that name another relay key. */
    List<Long> successions() {
        return List.copyOf(successions.headSet(durable.pos, true));
    }

    /** Membership records that have a position. */
    int memberRecords() {
        return memberRecords.size();
    }

    long lastTicket() {
        return lastTicket;
    }

    /** Whether the batch of this ticket is still under way. */
    boolean isInFlight(long ticket) {
        return inFlight.stream().anyMatch(batch -> batch.ticket == ticket);
    }

    Optional<Pending> pending(DedupeKey key) {
        return Optional.ofNullable(pending.get(key));
    }

    /** The next entry's time: the clock, but never earlier than the entry before (REL-12). */
    static long entryMillis(End end, long nowMillis) {
        return Math.max(nowMillis, end.relayMillis());
    }

    /**
     * Sends records to the disk.
     *
     * @param batch right after {@link #assigned}, in order; empty where only the generation rises
     * @param orders what may be pruned once they are durable
     * @param after the log with them
     */
    RelayEffect.Append assign(List<Pending> batch, List<PruneOrder> orders, End after) {
        AppendBatch append = new AppendBatch(
                workspace,
                after.gen,
                assigned.pos,
                batch.stream().map(Pending::record).toList(),
                orders);
        long bytes = 0;
        for (Pending one : batch) {
            bytes += one.record.frameBytes();
            pending.put(one.record.dedupe(), one);
            if (one.changesMembers) {
                remember(one.entry.pos(), one.id, one.record.item());
            }
            prunedPos = one.record.isPruned() ? Math.max(prunedPos, one.entry.pos()) : prunedPos;
        }
        lastTicket++;
        inFlight.add(new Batch(lastTicket, List.copyOf(batch), List.copyOf(orders), after, bytes));
        inFlightBytes += bytes;
        assigned = after;
        generationBegun = true;
        return new RelayEffect.Append(lastTicket, append);
    }

    /** The generation of the next entries: this machine's own, begun with its first append (GEN-2). */
    long nextGeneration(long nowMillis) {
        return generationBegun ? assigned.gen : generations.above(assigned.gen, nowMillis);
    }

    /** The generation after a restore, or after the relay was shown one that it had forgotten (GEN-3). */
    long generationAbove(long shownGen, long nowMillis) {
        return generations.above(Math.max(assigned.gen, shownGen), nowMillis);
    }

    /** Takes everything up to this ticket as durable: what has become so, in order. */
    List<Pending> stored(long ticket) {
        List<Pending> stored = new ArrayList<>();
        while (!inFlight.isEmpty() && inFlight.element().ticket <= ticket) {
            Batch batch = inFlight.remove();
            batch.pending.forEach(one -> pending.remove(one.record.dedupe()));
            stored.addAll(batch.pending);
            due.addAll(batch.orders);
            inFlightBytes -= batch.bytes;
            durable = batch.after;
        }
        return stored;
    }

    /** What is to be pruned now; from here on bodies may be missing up to {@link #prunedPos}. */
    List<PruneOrder> takeDue() {
        List<PruneOrder> taken = List.copyOf(due);
        due.clear();
        underWay.addAll(taken);
        for (PruneOrder order : taken) {
            prunedPos = Math.max(prunedPos, order.uptoPos());
        }
        return taken;
    }

    /** Takes note of what a prune dropped, unless the log was read anew since. */
    void pruned(PruneOrder order, long bytes) {
        if (underWay.remove(order)) {
            droppedBytes += bytes;
        }
    }

    /** Bytes that were dropped since the log was read: {@link End#bytes} still counts them. */
    long droppedBytes() {
        return droppedBytes;
    }

    /** After this position no body is missing. */
    long prunedPos() {
        return prunedPos;
    }

    /** Everyone who waits for something that is under way. */
    List<SessionId> waiting() {
        return inFlight.stream()
                .flatMap(batch -> batch.pending.stream())
                .flatMap(one -> one.authors.stream())
                .distinct()
                .toList();
    }

    /** The head at an entry that is durable. */
    LogHead headAt(long pos, long relayMillis, ByteString chain) {
        ItemId members = memberRecords.floorEntry(pos).getValue();
        return new LogHead(workspace, durable.gen, pos, relayMillis, chain, members);
    }

    /** The head at the last durable entry, of which there is one. */
    LogHead head() {
        return headAt(durable.pos, durable.relayMillis, durable.chain);
    }
}
