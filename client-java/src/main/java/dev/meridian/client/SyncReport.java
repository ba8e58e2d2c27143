package dev.meridian.client;

import dev.meridian.sync.id.ItemId;
import java.util.List;

/**
 * What one {@link Workspace#sync} did.
 *
 * @param position of the log that this home holds now
 * @param received entries of others
 * @param sent own items that are in the log now
 * @param changesSent own changes within them
 * @param restored entries that the relay had lost and was given back
 * @param refused own items that the relay would not take; they stay here, and are offered again where the log says that this device may write them
 * @param rejected entries of others that are in the log and were not applied
 * @param bytesReceived from the relay, frames and all
 * @param bytesSent to it
 */
public record SyncReport(
        long position,
        long received,
        long sent,
        long changesSent,
        long restored,
        List<RefusedItem> refused,
        List<RejectedEntry> rejected,
        long bytesReceived,
        long bytesSent) {

    public SyncReport {
        refused = List.copyOf(refused);
        rejected = List.copyOf(rejected);
    }

    /**
     * An own item that the relay refused.
     *
     * @param code of the wire's ErrorCode, for a program
     * @param reason for a person
     */
    public record RefusedItem(ItemId item, String code, String reason) {}
}
