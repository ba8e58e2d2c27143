package dev.meridian.sync.client;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Append;
import dev.meridian.proto.v1.Diverged;
import dev.meridian.proto.v1.Frame;
import dev.meridian.proto.v1.SignedHead;
import dev.meridian.sync.id.ItemId;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.log.Chain;
import dev.meridian.sync.log.LogEntry;
import dev.meridian.sync.log.LogHead;
import dev.meridian.sync.log.SignedHeads;
import dev.meridian.sync.trust.MemberRecord;
import dev.meridian.sync.trust.SealedEnvelope;
import dev.meridian.sync.trust.SigningKey;
import java.util.ArrayList;
import java.util.List;

/** A log as a relay would keep it, and as a lying one would sign it: nothing here is checked. */
final class Ledger {
    record Line(LogEntry entry, ByteString item, ByteString chain, ItemId members) {}

    private final WorkspaceId workspace;
    private final SigningKey relayKey;
    private final List<Line> lines = new ArrayList<>();
    long nextMillis = 1_000;

    Ledger(WorkspaceId workspace, SigningKey relayKey) {
        this.workspace = workspace;
        this.relayKey = relayKey;
    }

    /** The same log up to a position, to go on differently. */
    Ledger upTo(long pos) {
        Ledger other = new Ledger(workspace, relayKey);
        other.lines.addAll(lines.subList(0, (int) pos));
        other.nextMillis = nextMillis + 500;
        return other;
    }

    long end() {
        return lines.size();
    }

    Line line(long pos) {
        return lines.get((int) pos - 1);
    }

    ByteString chain(long pos) {
        return pos == 0 ? Chain.ZERO : line(pos).chain();
    }

    Ledger add(MemberRecord record) {
        return add(LogEntry.member(end() + 1, nextMillis++, record.item()), record.item(), record.id());
    }

    Ledger add(SealedEnvelope envelope) {
        ByteString item = envelope.bytes();
        return add(
                LogEntry.envelope(end() + 1, nextMillis++, item, envelope.document()),
                item,
                line(end()).members());
    }

    Ledger addTick() {
        return add(
                LogEntry.tick(end() + 1, nextMillis++),
                ByteString.EMPTY,
                line(end()).members());
    }

    /** Any entry over any item, counted as any membership. */
    Ledger add(LogEntry entry, ByteString item, ItemId members) {
        lines.add(new Line(entry, item, Chain.next(chain(end()), entry.bytes()), members));
        return this;
    }

    SignedHead head(long gen, long pos) {
        return head(gen, pos, chain(pos));
    }

    SignedHead head(long gen, long pos, ByteString chain) {
        Line line = line(pos);
        return SignedHeads.sign(
                new LogHead(workspace, gen, pos, line.entry().relayMillis(), chain, line.members()), relayKey);
    }

    /** Entries of these positions, both inclusive, and the head at the last. */
    Frame.Builder append(long gen, long fromPos, long toPos) {
        Append.Builder append = Append.newBuilder().setHead(head(gen, toPos));
        for (long pos = fromPos; pos <= toPos; pos++) {
            append.addItems(line(pos).entry().withItem(line(pos).item()));
        }
        return Frame.newBuilder().setAppend(append);
    }

    Frame.Builder confirmation(long gen, long pos) {
        Append.Builder append = Append.newBuilder();
        if (pos > 0) {
            append.setHead(head(gen, pos));
        }
        return Frame.newBuilder().setAppend(append);
    }

    Frame.Builder diverged(long gen, long atPos) {
        Diverged.Builder diverged = Diverged.newBuilder();
        if (atPos > 0) {
            diverged.setAt(head(gen, atPos));
        }
        if (end() > 0) {
            diverged.setHead(head(gen, end()));
        }
        return Frame.newBuilder().setDiverged(diverged);
    }
}
