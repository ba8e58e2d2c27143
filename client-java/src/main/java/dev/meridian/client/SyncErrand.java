package dev.meridian.client;

import dev.meridian.client.local.Delivery;
import dev.meridian.client.store.WorkspaceStore;
import dev.meridian.proto.v1.ErrorCode;
import dev.meridian.sync.client.ClientStatus;
import dev.meridian.sync.id.ItemId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Waits until everything is received and the outbox is empty. Owned by the workspace's thread. */
final class SyncErrand extends Errand<SyncErrand.Counts> {
    private final WorkspaceStore store;
    private final SyncProgress.Listener progress;
    private final BooleanSupplier waitsForTick;
    private final List<SyncReport.RefusedItem> refused = new ArrayList<>();
    private long received;
    private long sent;
    private long changesSent;
    private long restored;

    /** What it saw. */
    record Counts(long received, long sent, long changesSent, long restored, List<SyncReport.RefusedItem> refused) {}

    /** @param waitsForTick whether the relay may still say that a deadline has passed */
    SyncErrand(WorkspaceStore store, SyncProgress.Listener progress, BooleanSupplier waitsForTick) {
        this.store = store;
        this.progress = progress;
        this.waitsForTick = waitsForTick;
    }

    @Override
    boolean live() {
        if (store.outbox().isEmpty() && waitsForTick.getAsBoolean()) {
            return false;
        }
        if (store.outbox().isEmpty()) {
            done(new Counts(received, sent, changesSent, restored, List.copyOf(refused)));
        } else {
            progress.progress(new SyncProgress(
                    SyncProgress.Phase.SENDING, sent, sent + store.outbox().items()));
        }
        return false;
    }

    @Override
    void stored(Delivery.Stored delivery) {
        received += delivery.received();
        sent += delivery.sent();
        changesSent += delivery.changesSent();
        restored += delivery.repaired();
    }

    @Override
    void restored(long entries) {
        restored += entries;
    }

    @Override
    void refused(ItemId item, ErrorCode code, String message) {
        refused.add(new SyncReport.RefusedItem(item, code.name(), message));
    }

    @Override
    void status(ClientStatus status) {
        switch (status) {
            case ClientStatus.Connecting connecting ->
                progress.progress(new SyncProgress(SyncProgress.Phase.CONNECTING, 0, 0));
            case ClientStatus.Repairing repairing ->
                progress.progress(new SyncProgress(SyncProgress.Phase.RESTORING, restored, restored));
            case ClientStatus.CatchingUp catching ->
                progress.progress(new SyncProgress(SyncProgress.Phase.RECEIVING, catching.pos(), catching.headPos()));
            case ClientStatus.Live live -> {}
            case ClientStatus.Offline offline -> {}
            case ClientStatus.Waiting waiting -> {}
            case ClientStatus.Stopped stopped -> {}
        }
    }
}
