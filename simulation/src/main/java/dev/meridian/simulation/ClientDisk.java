package dev.meridian.simulation;

import com.google.protobuf.ByteString;
import dev.meridian.model.automerge.ParsedChange;
import dev.meridian.proto.v1.EntryKind;
import dev.meridian.proto.v1.HeadRef;
import dev.meridian.proto.v1.LogItem;
import dev.meridian.proto.v1.SignedHead;
import dev.meridian.sync.client.LocalLog;
import dev.meridian.sync.client.OutboxItem;
import dev.meridian.sync.client.VerifiedEntry;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.id.ItemId;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.log.Chain;
import dev.meridian.sync.log.LogHead;
import dev.meridian.sync.trust.ChangeBatch;
import dev.meridian.sync.trust.Entropy;
import dev.meridian.sync.trust.EnvelopeSealer;
import dev.meridian.sync.trust.Membership;
import dev.meridian.sync.trust.SealedEnvelope;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What a client's disk holds: the log with its heads, the changes, and the outbox. Every method is one transaction. */
final class ClientDisk {
    private static final int CHANGES_AN_ENVELOPE_MAX = 5;

    private final WorkspaceId workspace;
    private final Predicate<Bug> bugs;
    private final List<VerifiedEntry> log = new ArrayList<>();
    /** What each entry of the log brought. */
    private final List<List<Named>> contents = new ArrayList<>();

    private final TreeMap<Long, SignedHead> heads = new TreeMap<>();
    private final TreeMap<Long, OutboxItem> outbox = new TreeMap<>();
    private final Map<DocumentId, List<Row>> rows = new HashMap<>();
    private final Set<Named> names = new HashSet<>();
    private final Set<Named> inLog = new HashSet<>();
    private final Deque<Row> unsealed = new ArrayDeque<>();
    private final TreeMap<Long, String> rejected = new TreeMap<>();
    /** Entries that build on what the log does not have yet: after a repair it may come in another order. */
    private final TreeSet<Long> waiting = new TreeSet<>();

    private final Map<Named, String> refusals = new HashMap<>();
    private Membership members;
    private final Predicate<DeviceId> rejectable;
    private long lastOrder;

    /** @param rejectable whose entries may be rejected */
    ClientDisk(WorkspaceId workspace, Predicate<Bug> bugs, Predicate<DeviceId> rejectable) {
        this.rejectable = rejectable;
        this.workspace = workspace;
        this.bugs = bugs;
        this.members = Membership.none(workspace);
    }

    List<VerifiedEntry> log() {
        return log;
    }

    Membership members() {
        return members;
    }

    LocalLog localLog() {
        return log.isEmpty()
                ? LocalLog.empty(workspace)
                : LocalLog.at(heads.lastEntry().getValue(), members);
    }

    HeadRef seen() {
        return localLog().head().map(LogHead::ref).orElse(HeadRef.getDefaultInstance());
    }

    /** Nothing waits to be sent. */
    boolean isSent() {
        return outbox.isEmpty() && unsealed.isEmpty();
    }

    /** All changes of a document in the order in which they came here. */
    List<Row> rows(DocumentId document) {
        return rows.computeIfAbsent(document, none -> new ArrayList<>());
    }

    /** Changes that the log brought, every time it did. */
    List<Named> brought() {
        return contents.stream().flatMap(List::stream).toList();
    }

    /** Entries that are not applied, and why. */
    SortedMap<Long, String> rejected() {
        return rejected;
    }

    /** An edit with its place in the outbox. */
    void add(DocumentId document, List<ParsedChange> changes) {
        for (ParsedChange change : changes) {
            Row row = new Row(document, change, change.actor().device(), Row.State.LOCAL);
            rows(document).add(row);
            names.add(row.name());
            unsealed.add(row);
        }
    }

    void enqueue(EntryKind kind, ItemId id, ByteString item) {
        lastOrder++;
        outbox.put(lastOrder, new OutboxItem(lastOrder, kind, id, item));
    }

    /** The process died. */
    void crashed() {
        if (bugs.test(Bug.EDITS_OUTSIDE_THE_TRANSACTION)) {
            unsealed.clear();
        }
    }

    /** The client connects again. */
    void reconnects() {
        if (bugs.test(Bug.DROPS_AN_OUTBOX_ENTRY) && !outbox.isEmpty()) {
            outbox.pollFirstEntry();
        }
    }

    /** Puts what waits into envelopes, consecutive changes of one document together. */
    void seal(EnvelopeSealer sealer, Entropy entropy) {
        while (!unsealed.isEmpty()) {
            List<ParsedChange> changes = new ArrayList<>();
            DocumentId document = unsealed.element().document;
            while (!unsealed.isEmpty()
                    && unsealed.element().document.equals(document)
                    && changes.size() < CHANGES_AN_ENVELOPE_MAX) {
                changes.add(unsealed.remove().change);
            }
            SealedEnvelope sealed = sealer.changes(document, batch(changes), seen(), entropy);
            enqueue(EntryKind.ENTRY_KIND_ENVELOPE, sealed.itemId(), sealed.bytes());
        }
    }

    static ChangeBatch batch(List<ParsedChange> changes) {
        ParsedChange last = changes.getLast();
        ByteString chunks = ByteString.copyFrom(changes.stream()
                .map(change -> ByteString.copyFrom(change.chunk()))
                .toList());
        return new ChangeBatch(
                Identities.actor(last.actor()),
                changes.getFirst().seq(),
                last.seq(),
                Identities.hash(last.hash()),
                chunks);
    }

    Optional<OutboxItem> drop(ItemId id) {
        Optional<OutboxItem> dropped =
                outbox.values().stream().filter(item -> item.id().equals(id)).findFirst();
        dropped.ifPresent(item -> outbox.remove(item.order()));
        return dropped;
    }

    boolean hasOutbox(EntryKind kind) {
        return outbox.values().stream().anyMatch(item -> item.kind() == kind);
    }

    void deliver(List<VerifiedEntry> entries, SignedHead head, Unpacking unpacking) {
        for (VerifiedEntry entry : entries) {
            Violation.unlessEqual(entry.entry().pos(), log.size() + 1L, "the place of a delivered entry");
            log.add(entry);
            outbox.values().removeIf(item -> item.item().equals(entry.item()));
            open(entry, unpacking);
        }
        heads.put((long) log.size(), head);
        fold(entries);
    }

    private void open(VerifiedEntry entry, Unpacking unpacking) {
        long pos = entry.entry().pos();
        contents.add(new ArrayList<>());
        if (entry.entry().kind() != EntryKind.ENTRY_KIND_ENVELOPE) {
            return;
        }
        if (entry.rejected().isPresent()) {
            rejected.put(pos, entry.rejected().get());
            return;
        }
        // Whatever it brings may be what others wait for, and what those bring again.
        waiting.add(pos);
        int before;
        do {
            before = waiting.size();
            for (long each : List.copyOf(waiting)) {
                take(log.get((int) each - 1), unpacking);
            }
        } while (waiting.size() < before);
    }

    private void take(VerifiedEntry entry, Unpacking unpacking) {
        long pos = entry.entry().pos();
        Unpacking.Contents unpacked = unpacking.unpack(entry.item(), inLog);
        if (unpacked.missing().isPresent()) {
            return;
        }
        waiting.remove(pos);
        unpacked.rejected().ifPresent(reason -> {
            rejected.put(pos, reason);
            Violation.unless(
                    entry.author().filter(rejectable).isPresent(),
                    () -> "entry %d of %s is honest and rejected: %s".formatted(pos, entry.author(), reason));
        });
        for (ParsedChange change : unpacked.changes()) {
            boolean trusting = bugs.test(Bug.SKIPS_THE_GATE);
            Row row = new Row(
                    unpacked.document(),
                    change,
                    trusting
                            ? change.actor().device()
                            : Identities.device(entry.author().orElseThrow()),
                    Row.State.RECEIVED);
            if (names.add(row.name())) {
                rows(unpacked.document()).add(row);
            } else {
                refusedBefore(row.name()).ifPresent(reason -> rejected.put(pos, reason));
            }
            inLog.add(row.name());
            contents.get((int) pos - 1).add(row.name());
        }
    }

    /** Entries that build on what the log does not have yet. */
    List<Long> waiting() {
        return List.copyOf(waiting);
    }

    private Optional<String> refusedBefore(Named name) {
        return Optional.ofNullable(refusals.get(name));
    }

    /** A document's judgement of a change that the log brought. */
    void refuse(Row row, String reason) {
        row.state = Row.State.REFUSED;
        refusals.put(row.name(), reason);
        for (int i = 0; i < contents.size(); i++) {
            if (contents.get(i).contains(row.name())) {
                rejected.putIfAbsent(i + 1L, reason);
            }
        }
    }

    void rewind(long toPos, SignedHead head) {
        long order = (outbox.isEmpty() ? 0 : outbox.firstKey()) - log.size();
        for (VerifiedEntry cut : log.subList((int) toPos, log.size())) {
            if (!bugs.test(Bug.FORGETS_WHAT_IT_CUT_OFF)) {
                outbox.put(order, new OutboxItem(order, cut.entry().kind(), cut.itemId(), cut.item()));
            }
            order++;
        }
        log.subList((int) toPos, log.size()).clear();
        contents.subList((int) toPos, contents.size()).clear();
        rejected.tailMap(toPos, false).clear();
        waiting.tailSet(toPos, false).clear();
        inLog.clear();
        contents.forEach(inLog::addAll);
        heads.tailMap(toPos, true).clear();
        if (toPos > 0) {
            heads.put(toPos, head);
        }
        members = Membership.none(workspace);
        fold(log);
    }

    // Refolded where the log was cut.
    private void fold(List<VerifiedEntry> entries) {
        for (VerifiedEntry entry : entries) {
            boolean record = entry.entry().kind() == EntryKind.ENTRY_KIND_MEMBER;
            if (record
                    && members.apply(entry.item(), entry.entry().relayMillis())
                            instanceof Membership.Accepted accepted) {
                members = accepted.next();
            }
        }
    }

    ByteString chain(long pos) {
        return pos == 0 ? Chain.ZERO : log.get((int) pos - 1).chain();
    }

    /** A piece of the log up to the next kept head. */
    record Originals(List<LogItem> items, SignedHead head) {}

    Originals originals(long afterPos) {
        var end = heads.higherEntry(afterPos);
        List<LogItem> items = log.subList((int) afterPos, end.getKey().intValue()).stream()
                .map(entry -> entry.entry().withItem(entry.item()))
                .toList();
        return new Originals(items, end.getValue());
    }

    List<OutboxItem> readOutbox(long afterOrder, int itemsMax, int bytesMax) {
        List<OutboxItem> items = new ArrayList<>();
        long bytes = 0;
        for (OutboxItem item : outbox.tailMap(afterOrder, false).values()) {
            bytes += item.item().size();
            if (items.size() == itemsMax || (bytes > bytesMax && !items.isEmpty())) {
                break;
            }
            items.add(item);
        }
        return items;
    }
}
