package dev.meridian.server;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Append;
import dev.meridian.proto.v1.Frame;
import dev.meridian.proto.v1.LogItem;
import dev.meridian.proto.v1.Restore;
import dev.meridian.proto.v1.SignedHead;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.log.Chain;
import dev.meridian.sync.log.LogEntry;
import dev.meridian.sync.log.LogHead;
import dev.meridian.sync.log.SignedHeads;
import dev.meridian.sync.trust.VerifyKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A reader of a log: checks positions, chain and signature of all it is sent. Outlives its connections. For one thread. */
final class Follower {
    private final WorkspaceId workspace;
    private final VerifyKey relayKey;
    private final List<LogItem> log = new ArrayList<>();
    private ByteString chain = Chain.ZERO;
    private SignedHead signed = SignedHead.getDefaultInstance();
    private long gen;

    Follower(WorkspaceId workspace, VerifyKey relayKey) {
        this.workspace = workspace;
        this.relayKey = relayKey;
    }

    List<LogItem> log() {
        return log;
    }

    long pos() {
        return log.size();
    }

    /** All it has, under the last head, for a relay that lost it. */
    Restore restore() {
        return Restore.newBuilder().addAllItems(log).setHead(signed).build();
    }

    List<ByteString> items() {
        return log.stream().map(LogItem::getItem).toList();
    }

    /** Asks for what comes after what it has. */
    void resume(RelayClient client) throws IOException {
        client.resume(gen, pos(), chain);
    }

    /** Reads until it has so many entries. */
    void readTo(long pos, RelayClient client) throws IOException {
        while (pos() < pos) {
            accept(client.next(Frame.BodyCase.APPEND).getAppend());
        }
    }

    /** Checks and keeps what came. */
    void accept(Append append) {
        for (LogItem item : append.getItemsList()) {
            LogEntry entry = LogEntry.parse(item.getEntry()).orElseThrow();
            if (entry.pos() != pos() + 1 || !entry.isOf(item.getItem())) {
                throw new AssertionError("entry %d after %d".formatted(entry.pos(), pos()));
            }
            chain = Chain.next(chain, item.getEntry());
            log.add(item);
        }
        if (pos() == 0) {
            return; // an empty log has no head
        }
        LogHead head = SignedHeads.verify(append.getHead(), relayKey, workspace).orElseThrow();
        if (head.pos() != pos() || !head.chain().equals(chain)) {
            throw new AssertionError("head at %d, log at %d".formatted(head.pos(), pos()));
        }
        gen = head.gen();
        signed = append.getHead();
    }
}
