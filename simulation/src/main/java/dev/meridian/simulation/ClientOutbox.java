package dev.meridian.simulation;

import com.google.protobuf.ByteString;
import dev.meridian.model.automerge.ParsedChange;
import dev.meridian.proto.v1.EntryKind;
import dev.meridian.proto.v1.HeadRef;
import dev.meridian.sync.client.OutboxItem;
import dev.meridian.sync.client.VerifiedEntry;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.id.ItemId;
import dev.meridian.sync.trust.ChangeBatch;
import dev.meridian.sync.trust.Entropy;
import dev.meridian.sync.trust.EnvelopeSealer;
import dev.meridian.sync.trust.EpochKey;
import dev.meridian.sync.trust.SealedEnvelope;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What a client's disk holds for the relay: changes that wait to be sealed, items exactly as they are sent, and what the relay did not take. Owned by its
 * {@link ClientDisk}.
 */
final class ClientOutbox {
    private static final int CHANGES_AN_ENVELOPE_MAX = 5;

    private final Predicate<Bug> bugs;
    private final TreeMap<Long, OutboxItem> items = new TreeMap<>();
    private final Deque<Row> unsealed = new ArrayDeque<>();
    /** What is in each envelope of this device's. */
    private final Map<ItemId, List<Row>> sealed = new HashMap<>();
    /** What the relay did not take from who may not write: kept. */
    private final Map<ItemId, List<Row>> aside = new LinkedHashMap<>();
    /** Of the key under which everything here is sealed. */
    private ByteString sealedCommit = ByteString.EMPTY;

    private long lastOrder;

    ClientOutbox(Predicate<Bug> bugs) {
        this.bugs = bugs;
    }

    boolean isEmpty() {
        return items.isEmpty() && unsealed.isEmpty();
    }

    boolean has(EntryKind kind) {
        return items.values().stream().anyMatch(item -> item.kind() == kind);
    }

    /** Whether a change of this device's waits here, or is kept because the relay did not take it. */
    boolean keeps(Named change) {
        return unsealed.stream().anyMatch(row -> row.name().equals(change))
                || items.values().stream().anyMatch(item -> holds(sealed.getOrDefault(item.id(), List.of()), change))
                || aside.values().stream().anyMatch(rows -> holds(rows, change));
    }

    /** Whether a change was sealed in an envelope here. */
    boolean sealedIn(ItemId envelope, Named change) {
        return holds(sealed.getOrDefault(envelope, List.of()), change);
    }

    /** Whether something is kept that the relay did not take. */
    boolean keepsAny() {
        return !aside.isEmpty();
    }

    private static boolean holds(List<Row> rows, Named change) {
        return rows.stream().anyMatch(row -> row.name().equals(change));
    }

    /** Envelopes that were not taken, or not sent. */
    List<ByteString> envelopes() {
        return items.values().stream()
                .filter(item -> item.kind() == EntryKind.ENTRY_KIND_ENVELOPE)
                .map(OutboxItem::item)
                .toList();
    }

    void add(Row change) {
        unsealed.add(change);
    }

    void enqueue(EntryKind kind, ItemId id, ByteString item) {
        lastOrder++;
        items.put(lastOrder, new OutboxItem(lastOrder, kind, id, item));
    }

    /** Puts entries that were cut off the log in front, in their order. */
    void prepend(List<VerifiedEntry> cut) {
        long order = (items.isEmpty() ? 0 : Math.min(0, items.firstKey())) - cut.size();
        for (VerifiedEntry entry : cut) {
            if (entry.entry().kind() != EntryKind.ENTRY_KIND_TICK) {
                items.put(order, new OutboxItem(order, entry.entry().kind(), entry.itemId(), entry.item()));
            }
            order++;
        }
    }

    /** The log has it, or something else of the same author under the same id. */
    void settle(VerifiedEntry entry) {
        items.values()
                .removeIf(each -> each.id().equals(entry.itemId())
                        && (each.item().equals(entry.item()) || authorOf(each).equals(entry.author())));
    }

    private static Optional<DeviceId> authorOf(OutboxItem item) {
        return item.kind() == EntryKind.ENTRY_KIND_ENVELOPE
                        && SealedEnvelope.read(item.item()) instanceof SealedEnvelope.Read read
                ? Optional.of(read.envelope().device())
                : Optional.empty();
    }

    Optional<OutboxItem> drop(ItemId id) {
        Optional<OutboxItem> dropped = find(id);
        dropped.ifPresent(item -> items.remove(item.order()));
        return dropped;
    }

    Optional<OutboxItem> find(ItemId id) {
        return items.values().stream().filter(item -> item.id().equals(id)).findFirst();
    }

    void dropFirst() {
        items.pollFirstEntry();
    }

    void dropUnsealed() {
        unsealed.clear();
    }

    /** The relay does not take it from who may not write. */
    void keepAside(ItemId id) {
        drop(id).ifPresent(item -> aside.put(id, sealed.getOrDefault(id, List.of())));
    }

    /** Whoever may write again sends what was not taken. */
    void takeUpAgain() {
        List<Row> rows = aside.values().stream().flatMap(List::stream).toList();
        aside.clear();
        unsealAll(rows);
    }

    private void unsealAll(List<Row> rows) {
        for (Row row : rows.reversed()) {
            unsealed.addFirst(row);
        }
    }

    /** Whether something is sealed under another key than this. */
    boolean isSealedUnderAnother(EpochKey key) {
        return !sealedCommit.isEmpty() && !sealedCommit.equals(key.commit());
    }

    /** Puts what waits into envelopes, and again what is in envelopes of a key that is not the current one (CLI-27). */
    void seal(EnvelopeSealer sealer, EpochKey key, HeadRef seen, Entropy entropy) {
        if (isSealedUnderAnother(key) && !bugs.test(Bug.FORGETS_TO_SEAL_AGAIN)) {
            List<Row> stale = new ArrayList<>();
            for (OutboxItem item : List.copyOf(items.values())) {
                List<Row> rows = sealed.getOrDefault(item.id(), List.of());
                if (!rows.isEmpty()) {
                    stale.addAll(rows);
                    items.remove(item.order());
                }
            }
            unsealAll(stale);
        }
        sealedCommit = key.commit();
        while (!unsealed.isEmpty()) {
            sealSome(sealer, seen, entropy);
        }
    }

    private void sealSome(EnvelopeSealer sealer, HeadRef seen, Entropy entropy) {
        List<Row> rows = new ArrayList<>();
        DocumentId document = unsealed.element().document;
        while (!unsealed.isEmpty()
                && unsealed.element().document.equals(document)
                && rows.size() < CHANGES_AN_ENVELOPE_MAX) {
            rows.add(unsealed.remove());
        }
        ChangeBatch batch = batch(rows.stream().map(row -> row.change).toList());
        SealedEnvelope envelope = sealer.changes(document, batch, seen, entropy);
        sealed.put(envelope.itemId(), rows);
        enqueue(EntryKind.ENTRY_KIND_ENVELOPE, envelope.itemId(), envelope.bytes());
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

    List<OutboxItem> read(long afterOrder, int itemsMax, int bytesMax) {
        List<OutboxItem> read = new ArrayList<>();
        long bytes = 0;
        for (OutboxItem item : items.tailMap(afterOrder, false).values()) {
            bytes += item.item().size();
            if (read.size() == itemsMax || (bytes > bytesMax && !read.isEmpty())) {
                break;
            }
            read.add(item);
        }
        return read;
    }
}
