package dev.meridian.client.transport;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.EntryKind;
import dev.meridian.proto.v1.LogItem;
import dev.meridian.proto.v1.SignedHead;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.id.ItemId;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.log.Chain;
import dev.meridian.sync.log.LogEntry;
import dev.meridian.sync.log.LogHead;
import dev.meridian.sync.log.SignedHeads;
import dev.meridian.sync.trust.Membership;
import dev.meridian.sync.trust.SealedEnvelope;
import dev.meridian.sync.trust.SigningKey;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A log as a lying relay would have it: any items, numbered and chained, under one generation.
 *
 * @param items in order, those before as a relay gave them, or entries of one's own
 */
public record ForgedLog(WorkspaceId workspace, long gen, List<LogItem> items) {
    public ForgedLog {
        items = List.copyOf(items);
    }

    public int size() {
        return items.size();
    }

    List<LogItem> after(long pos) {
        return items.subList((int) pos, items.size());
    }

    /** The same, up to a position. */
    public ForgedLog upTo(int pos) {
        return new ForgedLog(workspace, gen, items.subList(0, pos));
    }

    /** The same, under another generation. */
    public ForgedLog under(long other) {
        return new ForgedLog(workspace, other, items);
    }

    /** The same items, in another order (positions from 1), numbered anew, each of which keeps its time unless that fell. */
    public ForgedLog inOrder(List<Integer> positions) {
        ForgedLog log = new ForgedLog(workspace, gen, List.of());
        for (int pos : positions) {
            LogItem item = items.get(pos - 1);
            LogEntry entry = parsed(item);
            log = log.with(entry.kind(), item.getItem(), Math.max(entry.relayMillis(), log.endMillis()));
        }
        return log;
    }

    /** Every position but one, in order. */
    public ForgedLog without(int pos) {
        return inOrder(IntStream.rangeClosed(1, size())
                .filter(each -> each != pos)
                .boxed()
                .toList());
    }

    /** With one more item at the end, at the time of the last. */
    public ForgedLog with(EntryKind kind, ByteString item) {
        return with(kind, item, endMillis());
    }

    /** With one more item at the end. */
    public ForgedLog with(EntryKind kind, ByteString item, long millis) {
        long pos = size() + 1L;
        LogEntry entry = kind == EntryKind.ENTRY_KIND_MEMBER
                ? LogEntry.member(pos, millis, item)
                : LogEntry.envelope(pos, millis, item, document(item));
        List<LogItem> more = new ArrayList<>(items);
        more.add(entry.withItem(item));
        return new ForgedLog(workspace, gen, more);
    }

    private static DocumentId document(ByteString item) {
        return ((SealedEnvelope.Read) SealedEnvelope.read(item)).envelope().document();
    }

    /** The time of the last entry. */
    public long endMillis() {
        return items.isEmpty() ? 0 : parsed(items.getLast()).relayMillis();
    }

    private static LogEntry parsed(LogItem item) {
        return LogEntry.parse(item.getEntry()).orElseThrow();
    }

    ByteString chain(long pos) {
        ByteString chain = Chain.ZERO;
        for (LogItem item : items.subList(0, (int) pos)) {
            chain = Chain.next(chain, item.getEntry());
        }
        return chain;
    }

    /** Signed as the relay would: the last membership record that holds. */
    public SignedHead head(SigningKey key, long pos) {
        Membership members = Membership.none(workspace);
        for (LogItem item : items.subList(0, (int) pos)) {
            LogEntry entry = parsed(item);
            if (entry.kind() == EntryKind.ENTRY_KIND_MEMBER
                    && members.apply(item.getItem(), entry.relayMillis()) instanceof Membership.Accepted accepted) {
                members = accepted.next();
            }
        }
        ItemId last = members.lastRecord();
        return SignedHeads.sign(
                new LogHead(
                        workspace, gen, pos, parsed(items.get((int) pos - 1)).relayMillis(), chain(pos), last),
                key);
    }
}
