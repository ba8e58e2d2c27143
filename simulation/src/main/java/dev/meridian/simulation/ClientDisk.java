package dev.meridian.simulation;

import com.google.protobuf.ByteString;
import dev.meridian.model.automerge.ParsedChange;
import dev.meridian.proto.v1.EntryKind;
import dev.meridian.proto.v1.HeadRef;
import dev.meridian.proto.v1.LogItem;
import dev.meridian.proto.v1.Receipt;
import dev.meridian.proto.v1.SignedHead;
import dev.meridian.sync.client.LocalLog;
import dev.meridian.sync.client.VerifiedEntry;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.log.Chain;
import dev.meridian.sync.log.LogHead;
import dev.meridian.sync.trust.DeviceKeys;
import dev.meridian.sync.trust.Entropy;
import dev.meridian.sync.trust.EnvelopeOpener;
import dev.meridian.sync.trust.Membership;
import java.util.ArrayList;
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
    private final WorkspaceId workspace;
    private final DeviceKeys keys;
    private final Predicate<Bug> bugs;
    private final Watcher watcher;
    private final List<VerifiedEntry> log = new ArrayList<>();
    /** What each entry of the log brought. */
    private final List<List<Named>> contents = new ArrayList<>();

    private final TreeMap<Long, SignedHead> heads = new TreeMap<>();
    private final ClientOutbox outbox;
    private final Map<DocumentId, List<Row>> rows = new HashMap<>();
    private final Set<Named> names = new HashSet<>();
    private final Set<Named> inLog = new HashSet<>();
    private final TreeMap<Long, String> rejected = new TreeMap<>();
    /** Entries that build on what the log does not have yet: after a repair it may come in another order. */
    private final TreeSet<Long> waiting = new TreeSet<>();

    private final Map<Named, String> refusals = new HashMap<>();
    /** Who is a member from each record on. */
    private final TreeMap<Long, Membership> members = new TreeMap<>();

    private final Folding folding;
    private final Keyring keyring;
    /** As it was asked for last; empty since the log changed. */
    private Optional<LocalLog> localLog = Optional.empty();

    private long openedPos;

    /** Is told what this disk takes in. */
    interface Watcher {
        /** An entry's changes are taken; who was a member at its position. */
        void took(VerifiedEntry entry, Membership members);

        /** An entry is rejected for what is in it. */
        void rejected(VerifiedEntry entry, String reason);
    }

    ClientDisk(WorkspaceId workspace, DeviceKeys keys, Folding folding, Predicate<Bug> bugs, Watcher watcher) {
        this.workspace = workspace;
        this.keys = keys;
        this.bugs = bugs;
        this.watcher = watcher;
        this.outbox = new ClientOutbox(bugs);
        this.folding = folding;
        this.keyring = new Keyring(workspace, keys);
        members.put(0L, folding.none());
    }

    List<VerifiedEntry> log() {
        return log;
    }

    ClientOutbox outbox() {
        return outbox;
    }

    Keyring keyring() {
        return keyring;
    }

    Membership members() {
        return members.lastEntry().getValue();
    }

    /** Who is a member when the entry at a position is judged. */
    Membership membersBefore(long pos) {
        return members.lowerEntry(pos).getValue();
    }

    LocalLog localLog() {
        if (localLog.isEmpty()) {
            localLog = Optional.of(
                    log.isEmpty()
                            ? LocalLog.empty(workspace)
                            : LocalLog.at(heads.lastEntry().getValue(), members()));
        }
        return localLog.get();
    }

    HeadRef seen() {
        return localLog().head().map(LogHead::ref).orElse(HeadRef.getDefaultInstance());
    }

    /** Nothing waits to be sent. */
    boolean isSent() {
        return outbox.isEmpty();
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
    List<Row> add(DocumentId document, List<ParsedChange> changes) {
        List<Row> added = new ArrayList<>();
        for (ParsedChange change : changes) {
            Row row = new Row(document, change, change.actor().device(), Row.State.LOCAL);
            rows(document).add(row);
            names.add(row.name());
            outbox.add(row);
            added.add(row);
        }
        return added;
    }

    /** The process died. */
    void crashed() {
        if (bugs.test(Bug.EDITS_OUTSIDE_THE_TRANSACTION)) {
            outbox.dropUnsealed();
        }
    }

    /** The client connects again. */
    void reconnects() {
        if (bugs.test(Bug.DROPS_AN_OUTBOX_ENTRY)) {
            outbox.dropFirst();
        }
    }

    /** Puts what waits into envelopes, if this device may act and has the key. */
    void seal(Entropy entropy) {
        keyring.current(members()).ifPresent(key -> outbox.seal(keyring.sealer(key), key, seen(), entropy));
    }

    /** Whether there is something to seal again. */
    boolean hasStale() {
        return keyring.current(members()).filter(outbox::isSealedUnderAnother).isPresent();
    }

    void deliver(List<VerifiedEntry> entries, SignedHead head) {
        localLog = Optional.empty();
        for (VerifiedEntry entry : entries) {
            Violation.unlessEqual(entry.entry().pos(), log.size() + 1L, "the place of a delivered entry");
            log.add(entry);
            contents.add(new ArrayList<>());
            outbox.settle(entry);
            fold(entry);
        }
        heads.put((long) log.size(), head);
        openRest();
    }

    /** What the stored log has already comes back with its old place, and will not come by the log again. */
    void acked(List<Receipt> receipts) {
        for (Receipt receipt : receipts) {
            if (receipt.getPos() >= 1 && receipt.getPos() <= log.size()) {
                VerifiedEntry entry = log.get((int) receipt.getPos() - 1);
                if (entry.itemId().bytes().equals(receipt.getItemId())) {
                    outbox.settle(entry);
                }
            }
        }
    }

    // Whoever waits for approval has no key yet, and opens everything when it comes.
    private void openRest() {
        Optional<EnvelopeOpener> opener = keyring.opener();
        if (opener.isEmpty()) {
            return;
        }
        Unpacking unpacking = new Unpacking(opener.get(), bugs);
        while (openedPos < log.size()) {
            open(log.get((int) openedPos), unpacking);
            openedPos++;
        }
    }

    private void open(VerifiedEntry entry, Unpacking unpacking) {
        long pos = entry.entry().pos();
        if (entry.entry().kind() != EntryKind.ENTRY_KIND_ENVELOPE) {
            return;
        }
        if (entry.rejected().isPresent() && !bugs.test(Bug.SKIPS_THE_AUTHORITY)) {
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
            watcher.rejected(entry, reason);
        });
        if (!unpacked.changes().isEmpty()) {
            watcher.took(entry, membersBefore(pos));
        }
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
        localLog = Optional.empty();
        if (!bugs.test(Bug.FORGETS_WHAT_IT_CUT_OFF)) {
            outbox.prepend(log.subList((int) toPos, log.size()));
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
        openedPos = Math.min(openedPos, toPos);
        members.tailMap(toPos, false).clear();
        keyring.clear();
        members.values().stream().filter(Membership::isFounded).forEach(keyring::take);
    }

    private void fold(VerifiedEntry entry) {
        if (entry.entry().kind() == EntryKind.ENTRY_KIND_MEMBER) {
            folding.after(members(), entry.item(), entry.entry().relayMillis())
                    .ifPresent(next -> become(entry.entry().pos(), next));
        }
    }

    private void become(long pos, Membership next) {
        boolean could = mayWrite();
        members.put(pos, next);
        keyring.take(next);
        if (!could && mayWrite()) {
            outbox.takeUpAgain();
        }
    }

    /** Whether this device writes into boards and documents, as far as it knows. */
    boolean mayWrite() {
        return members().mayWrite(keys.id(), Notebook.TEXT);
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
}
