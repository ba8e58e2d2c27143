package dev.meridian.sync.client;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.EntryKind;
import dev.meridian.proto.v1.LogItem;
import dev.meridian.proto.v1.SignedHead;
import dev.meridian.sync.id.ItemId;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.log.Chain;
import dev.meridian.sync.trust.Membership;
import dev.meridian.sync.trust.VerifyKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What a client's disk holds: the log with its heads, and the outbox. Every method is one transaction. */
public final class ClientStore {
    private final WorkspaceId workspace;
    private final List<VerifiedEntry> log = new ArrayList<>();
    private final TreeMap<Long, SignedHead> heads = new TreeMap<>();
    private final TreeMap<Long, OutboxItem> outbox = new TreeMap<>();

    private Membership members;
    private Optional<VerifyKey> heir = Optional.empty();
    private long lastOrder;

    public ClientStore(WorkspaceId workspace) {
        this.workspace = workspace;
        this.members = Membership.none(workspace);
    }

    public List<VerifiedEntry> log() {
        return log;
    }

    public int outboxSize() {
        return outbox.size();
    }

    public LocalLog localLog() {
        return log.isEmpty()
                ? LocalLog.empty(workspace)
                : LocalLog.at(heads.lastEntry().getValue(), members, heir);
    }

    public void expect(VerifyKey relayKey) {
        heir = Optional.of(relayKey);
    }

    public Membership members() {
        return members;
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

    public void enqueue(EntryKind kind, ItemId id, ByteString item) {
        lastOrder++;
        outbox.put(lastOrder, new OutboxItem(lastOrder, kind, id, item));
    }

    public Optional<OutboxItem> drop(ItemId id) {
        Optional<OutboxItem> dropped =
                outbox.values().stream().filter(item -> item.id().equals(id)).findFirst();
        dropped.ifPresent(item -> outbox.remove(item.order()));
        return dropped;
    }

    public boolean hasOutbox(EntryKind kind) {
        return outbox.values().stream().anyMatch(item -> item.kind() == kind);
    }

    public void deliver(List<VerifiedEntry> entries, SignedHead head) {
        for (VerifiedEntry entry : entries) {
            if (entry.entry().pos() != log.size() + 1) {
                throw new AssertionError(
                        "after %d comes %d".formatted(log.size(), entry.entry().pos()));
            }
            log.add(entry);
            outbox.values().removeIf(item -> item.item().equals(entry.item()));
        }
        heads.put((long) log.size(), head);
        fold(entries);
    }

    public void rewind(long toPos, SignedHead head) {
        long order = (outbox.isEmpty() ? 0 : outbox.firstKey()) - log.size();
        for (VerifiedEntry cut : log.subList((int) toPos, log.size())) {
            outbox.put(order, new OutboxItem(order, cut.entry().kind(), cut.itemId(), cut.item()));
            order++;
        }
        log.subList((int) toPos, log.size()).clear();
        heads.tailMap(toPos, true).clear();
        if (toPos > 0) {
            heads.put(toPos, head);
        }
        members = Membership.none(workspace);
        fold(log);
    }

    public ByteString chain(long pos) {
        return pos == 0 ? Chain.ZERO : log.get((int) pos - 1).chain();
    }

    /** A piece of the log up to the next kept head. */
    public record Originals(List<LogItem> items, SignedHead head) {}

    public Originals originals(long afterPos) {
        var end = heads.higherEntry(afterPos);
        List<LogItem> items = log.subList((int) afterPos, end.getKey().intValue()).stream()
                .map(entry -> entry.entry().withItem(entry.item()))
                .toList();
        return new Originals(items, end.getValue());
    }

    public List<OutboxItem> readOutbox(long afterOrder, int itemsMax, int bytesMax) {
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
