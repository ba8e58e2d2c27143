package dev.meridian.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.meridian.client.local.Delivery;
import dev.meridian.client.store.LogRow;
import dev.meridian.client.store.OutboxRow;
import dev.meridian.client.store.StoreFault;
import dev.meridian.client.store.WorkspaceStore;
import dev.meridian.proto.v1.EntryKind;
import dev.meridian.proto.v1.ErrorCode;
import dev.meridian.proto.v1.LogItem;
import dev.meridian.proto.v1.Receipt;
import dev.meridian.proto.v1.SignedHead;
import dev.meridian.sync.client.ClientEffect;
import dev.meridian.sync.client.ClientInput;
import dev.meridian.sync.client.LocalLog;
import dev.meridian.sync.client.OutboxItem;
import dev.meridian.sync.id.ItemId;
import dev.meridian.sync.log.Chain;
import dev.meridian.sync.log.LogEntry;
import dev.meridian.sync.trust.MemberRecord;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a session's machine asks of the store. Owned by the workspace's thread. */
final class StoreWork {
    private static final Logger LOG = LoggerFactory.getLogger(StoreWork.class);

    private final WorkspaceCore core;
    private final WorkspaceStore store;
    /** How often the log had been cut when the session began, its own cuts counted: another number means another process. */
    private long rewinds;

    StoreWork(WorkspaceCore core) {
        this.core = core;
        this.store = core.store();
        this.rewinds = core.standing().rewinds();
    }

    /** Whether another process has cut the log since. */
    boolean isOutdated() {
        return core.standing().rewinds() != rewinds;
    }

    Delivery deliver(ClientEffect.Deliver deliver) {
        return core.inbox()
                .accept(
                        deliver.entries(),
                        deliver.head(),
                        rewinds,
                        core.library().actor());
    }

    /** An item that the stored log has already comes back with its old position, and will not come by the log again. */
    void acked(ClientEffect.Acked acked) {
        long lastPos = store.log().lastPos();
        for (Receipt receipt : acked.receipts()) {
            if (receipt.getPos() > lastPos) {
                continue;
            }
            Optional<LogRow> found = store.log().at(receipt.getPos());
            if (found.filter(LogRow::isPruned).isPresent()) {
                ackPruned(found.get(), receipt);
                continue;
            }
            Optional<LogRow> row = found.filter(each -> each.itemId().bytes().equals(receipt.getItemId()));
            row.flatMap(LogRow::author)
                    .ifPresent(author -> store.write(() -> {
                        store.outbox().remove(row.get().itemId(), author);
                        return true;
                    }));
        }
    }

    // Of an entry whose body is gone nothing but the hash of it tells that it is this one.
    private void ackPruned(LogRow row, Receipt receipt) {
        if (!ItemId.fits(receipt.getItemId())) {
            return;
        }
        ItemId id = new ItemId(receipt.getItemId());
        LogEntry entry = LogEntry.parse(row.entry()).orElseThrow();
        store.outbox()
                .find(id, core.device())
                .filter(own -> entry.isOf(own.item()))
                .ifPresent(own -> store.write(() -> {
                    store.outbox().remove(own.id(), own.author());
                    return true;
                }));
    }

    /** Whether the relay may take the item another time as it is. */
    static boolean isTemporary(ErrorCode code) {
        return code == ErrorCode.ERROR_CODE_READ_ONLY
                || code == ErrorCode.ERROR_CODE_RATE_LIMITED
                || code == ErrorCode.ERROR_CODE_NO_ROOM
                || code == ErrorCode.ERROR_CODE_INTERNAL;
    }

    /** What became of a refused item. */
    enum Fate {
        /** It is in the outbox again, to follow the record that came first; or who made it does so. */
        MADE_ANEW,
        /** It stays in the outbox: what it has to follow is not known before the next connection. */
        WAITS,
        /** It is out of the outbox, and among what was refused. */
        KEPT_ASIDE,
        /** It was sealed under an epoch that is over: it is sealed again when the next one's key is here. */
        STALE
    }

    /**
     * Takes an item out of the outbox, or makes it anew.
     *
     * @param byErrand whether an errand does that
     */
    Fate refused(ClientEffect.Refused refused, boolean byErrand) {
        if (refused.code() == ErrorCode.ERROR_CODE_STALE_EPOCH && byErrand) {
            return store.write(() -> drop(refused));
        }
        if (refused.code() == ErrorCode.ERROR_CODE_STALE_EPOCH && isOwnEnvelope(refused)) {
            core.sealing().isStale();
            return Fate.STALE;
        }
        if (refused.code() != ErrorCode.ERROR_CODE_MEMBERSHIP_CONFLICT) {
            store.write(() -> {
                store.outbox().refuse(refused.item(), refused.code().name(), refused.message());
                store.statements().drop(refused.item());
                return true;
            });
            return Fate.KEPT_ASIDE;
        }
        if (isEnvelope(refused)) {
            return Fate.WAITS; // An answer that makes no sense loses no edit.
        }
        return store.write(() -> byErrand ? drop(refused) : renew(refused));
    }

    private boolean isEnvelope(ClientEffect.Refused refused) {
        return store.outbox()
                .find(refused.item(), core.device())
                .filter(row -> row.kind() == EntryKind.ENTRY_KIND_ENVELOPE)
                .isPresent();
    }

    private boolean isOwnEnvelope(ClientEffect.Refused refused) {
        Optional<OutboxRow> row = store.outbox().find(refused.item(), core.device());
        // Where it is gone, it was sealed again already.
        return row.map(own -> own.kind() == EntryKind.ENTRY_KIND_ENVELOPE)
                .orElseGet(() -> !store.outbox().holds(refused.item()));
    }

    private Fate drop(ClientEffect.Refused refused) {
        store.outbox().drop(refused.item());
        return Fate.MADE_ANEW;
    }

    // GEN-9: after a loss, a record of this device's own that came second is signed again, to follow the one that came
    // first.
    // Another author's record is that author's to renew.
    private Fate renew(ClientEffect.Refused refused) {
        Optional<OutboxRow> row = store.outbox().find(refused.item(), core.device());
        Optional<MemberRecord> renewed = row.flatMap(own -> refused.lastRecord()
                .flatMap(
                        last -> MemberRecord.renew(own.item(), last, core.keys().signing())));
        if (renewed.isEmpty()) {
            return drop(refused);
        }
        if (renewed.get().id().equals(refused.item())) {
            return Fate.WAITS;
        }
        store.outbox().drop(refused.item());
        store.outbox()
                .addMember(renewed.get().id(), core.device(), renewed.get().item());
        LOG.info("workspace {}: a membership record came second; made anew", core.id());
        return Fate.MADE_ANEW;
    }

    /** Where the log stands after the cut; empty if another process has cut it otherwise. */
    Optional<LocalLog> rewind(ClientEffect.Rewind rewind) {
        boolean done = store.write(() -> {
            if (isOutdated()) {
                return false;
            }
            long cut = store.rewind(rewind.toPos(), rewind.head().toByteString());
            LOG.info(
                    "workspace {}: the relay lost {} entries after {}; sending them again",
                    core.id(),
                    cut,
                    rewind.toPos());
            return true;
        });
        if (!done) {
            return Optional.empty();
        }
        core.standing().follow();
        rewinds = core.standing().rewinds();
        return Optional.of(core.standing().log());
    }

    ClientInput.ChainRead chain(long pos) {
        ByteString chain =
                pos == 0 ? Chain.ZERO : store.log().at(pos).map(LogRow::chain).orElse(ByteString.EMPTY);
        return new ClientInput.ChainRead(pos, chain);
    }

    /** Empty if another process has cut them off. */
    Optional<ClientInput.OriginalsRead> originals(long afterPos) {
        List<LogRow> rows = store.log().originalsAfter(afterPos);
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        List<LogItem> items = rows.stream()
                .map(row -> LogItem.newBuilder()
                        .setEntry(row.entry())
                        .setItem(row.item())
                        .build())
                .toList();
        return Optional.of(new ClientInput.OriginalsRead(afterPos, items, head(rows.getLast())));
    }

    private static SignedHead head(LogRow row) {
        try {
            return SignedHead.parseFrom(row.head());
        } catch (InvalidProtocolBufferException e) {
            throw new StoreFault(
                    StoreFault.Kind.CORRUPT, "The stored head of position " + row.pos() + " is damaged.", e);
        }
    }

    ClientInput.OutboxRead outbox(ClientEffect.ReadOutbox read) {
        core.sealing().sealAll();
        List<OutboxRow> rows = store.outbox().after(read.afterOrder(), read.itemsMax(), read.bytesMax());
        return new ClientInput.OutboxRead(rows.stream()
                .map(row -> new OutboxItem(row.order(), row.kind(), row.id(), row.item()))
                .toList());
    }
}
