package dev.meridian.server.store;

import com.google.protobuf.ByteString;
import dev.meridian.server.backup.AuditReport;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.log.Chain;
import dev.meridian.sync.log.LogEntry;
import dev.meridian.sync.relay.LogRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * Reads a whole store and computes again what can be computed without a key: that every position is there once, that each entry is of
 * its item or was pruned, that the chain holds from the first entry to the stored end, that time does not fall, and that every item is found again.
 */
final class Audit {
    private static final int FINDINGS_MAX = 20;
    private static final int WORKSPACE_KEY_BYTES = 1 + WorkspaceId.LENGTH;

    private final Tables tables;
    private final List<String> findings = new ArrayList<>();
    private long workspaces;
    private long entries;
    private long pruned;
    private long bytes;
    /** Of the workspace that is being read. */
    private long prunedPos;

    Audit(Tables tables) {
        this.tables = tables;
    }

    AuditReport run() throws RocksDBException {
        try (ReadOptions everything = new ReadOptions().setVerifyChecksums(true).setTotalOrderSeek(true);
                RocksIterator each = tables.db().newIterator(tables.meta(), everything)) {
            for (each.seek(new byte[] {'w'}); each.isValid() && each.key()[0] == 'w'; each.next()) {
                if (each.key().length == WORKSPACE_KEY_BYTES) {
                    byte[] id = Arrays.copyOfRange(each.key(), 1, WORKSPACE_KEY_BYTES);
                    workspaces++;
                    workspace(new WorkspaceId(ByteString.copyFrom(id)), Rows.numberOf(each.value()));
                }
            }
            each.status();
        }
        return new AuditReport(workspaces, entries, pruned, bytes, findings);
    }

    private void workspace(WorkspaceId id, long number) throws RocksDBException {
        byte[] stored = tables.db().get(tables.meta(), Rows.tail(number));
        Rows.Tail tail = stored == null ? Rows.Tail.EMPTY : Rows.tailOf(stored);
        byte[] upto = tables.db().get(tables.meta(), Rows.prunedPos(number));
        prunedPos = upto == null ? 0 : Rows.numberOf(upto);
        ByteString chain = Chain.ZERO;
        long pos = 0;
        long relayMillis = 0;
        try (ReadOptions withinPrefix =
                        new ReadOptions().setVerifyChecksums(true).setPrefixSameAsStart(true);
                RocksIterator each = tables.db().newIterator(tables.log(), withinPrefix)) {
            for (each.seek(Rows.position(number, 0)); each.isValid(); each.next()) {
                pos++;
                LogRecord row = Rows.entryOf(each.value());
                entries++;
                pruned += row.isPruned() ? 1 : 0;
                bytes += row.entry().size() + row.item().size();
                chain = Chain.next(chain, row.entry());
                Optional<LogEntry> entry = LogEntry.parse(row.entry());
                Optional<String> wrong = Rows.positionOf(each.key()) == pos
                        ? fault(number, pos, row, entry, chain, relayMillis)
                        : Optional.of("it is missing");
                if (wrong.isPresent()) {
                    found(id, "position %d: %s".formatted(pos, wrong.get()));
                    return;
                }
                relayMillis = entry.map(LogEntry::relayMillis).orElse(relayMillis);
            }
            each.status();
        }
        if (pos != tail.pos() || !chain.equals(tail.chain())) {
            found(id, "its log ends at position %d, and should at %d".formatted(pos, tail.pos()));
        }
    }

    private Optional<String> fault(
            long number, long pos, LogRecord row, Optional<LogEntry> entry, ByteString chain, long relayMillis)
            throws RocksDBException {
        if (entry.isEmpty() || entry.get().pos() != pos) {
            return Optional.of("it is no entry of that position");
        }
        if (!row.isPruned() && !entry.get().isOf(row.item())) {
            return Optional.of("the item is not the one that was received");
        }
        if (row.isPruned() && pos > prunedPos) {
            return Optional.of("its body is missing, and nothing was pruned there");
        }
        if (!chain.equals(row.chain())) {
            return Optional.of("the chain breaks");
        }
        if (entry.get().relayMillis() < relayMillis) {
            return Optional.of("it was received before the one below it");
        }
        byte[] found = tables.db().get(tables.dedupe(), Rows.item(number, row.dedupe()));
        if (found == null || Rows.numberOf(found) != pos) {
            return Optional.of("its item is not found under its own id");
        }
        if (row.isMember() && tables.db().get(tables.members(), Rows.position(number, pos)) == null) {
            return Optional.of("this membership record has no copy");
        }
        return Optional.empty();
    }

    private void found(WorkspaceId workspace, String what) {
        if (findings.size() < FINDINGS_MAX) {
            findings.add("workspace " + workspace + ": " + what);
        }
    }
}
