package dev.meridian.client;

import dev.meridian.client.local.Standing;
import dev.meridian.client.store.WorkspaceStore;
import dev.meridian.proto.v1.ErrorCode;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.ItemId;
import dev.meridian.sync.trust.MemberRecord;
import dev.meridian.sync.trust.Membership;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gets a membership record into the log: makes it from who is a member at the head, and again where somebody else's record came first. Owned by the
 * workspace's thread.
 */
final class MemberErrand extends Errand<Long> {
    private static final int ATTEMPTS_MAX = 8;

    private final WorkspaceStore store;
    private final Standing standing;
    private final DeviceId author;
    private final Recorder recorder;
    private @Nullable ItemId pushed;
    private int attempts;

    /** Makes the record. */
    @FunctionalInterface
    interface Recorder {
        /**
         * The record, or empty where the log says already what it would.
         *
         * @throws MeridianException if there can be none
         */
        Optional<MemberRecord> record(Membership members);

        /** What it means for the caller that the relay does not take the record. */
        default MeridianException refusal(ErrorCode code, String message) {
            return new RelayException(RelayException.Reason.REFUSED, "The relay refused: " + message + ".");
        }
    }

    MemberErrand(WorkspaceStore store, Standing standing, DeviceId author, Recorder recorder) {
        this.store = store;
        this.standing = standing;
        this.author = author;
        this.recorder = recorder;
    }

    @Override
    boolean live() {
        if (pushed != null) {
            long pos = store.log().find(pushed, author);
            if (pos > 0) {
                done(pos);
            }
            return false;
        }
        if (!standing.logged().isFounded()) {
            return false; // the genesis is on its way
        }
        try {
            Optional<MemberRecord> record = recorder.record(standing.logged());
            if (record.isEmpty()) {
                done(0L);
                return false;
            }
            pushed = record.get().id();
            store.write(() -> store.outbox()
                    .addMember(record.get().id(), author, record.get().item()));
            return true;
        } catch (MeridianException e) {
            failed(e);
            return false;
        }
    }

    @Override
    void refused(ItemId item, ErrorCode code, String message) {
        if (!item.equals(pushed)) {
            return;
        }
        pushed = null;
        boolean cameSecond =
                code == ErrorCode.ERROR_CODE_MEMBERSHIP_CONFLICT || code == ErrorCode.ERROR_CODE_STALE_EPOCH;
        if (!cameSecond || ++attempts >= ATTEMPTS_MAX) {
            failed(recorder.refusal(code, message));
        }
    }

    /** A relay that is full of edits takes records, so that whoever filled it can be removed. */
    @Override
    void noRoom(ItemId item, RelayException reason) {
        if (item.equals(pushed) || !standing.logged().isFounded()) {
            failed(reason);
        }
    }

    @Override
    boolean makesAnew(ItemId item) {
        return item.equals(pushed);
    }

    /** Nobody has the link's seed, or waits to join: it must not get into the log later. */
    @Override
    void abandoned() {
        ItemId item = pushed;
        if (item != null) {
            store.write(() -> {
                store.outbox().drop(item);
                return true;
            });
        }
    }
}
