package dev.meridian.client;

import dev.meridian.sync.id.DeviceId;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * How a workspace stands in this home.
 *
 * @param connection to the relay, of this process
 * @param position of the log that this home holds
 * @param generation of the log: another one after the relay was restarted, or restored from its clients; 0 while the log is empty
 * @param outboxChanges changes that are not seen in the log yet
 * @param outboxItems sealed or membership items that are not seen in the log yet
 * @param refused own items that the relay would not take
 * @param rejected entries in the log that were not applied
 * @param conflicts fields that show more than one value, on all boards and in the team document
 * @param cycles of dependencies, on all boards
 * @param stopped why synchronising has stopped, where it has
 */
public record WorkspaceStatus(
        Connection connection,
        DeviceId device,
        URI relay,
        long position,
        long generation,
        long outboxChanges,
        long outboxItems,
        List<SyncReport.RefusedItem> refused,
        List<RejectedEntry> rejected,
        int conflicts,
        int cycles,
        Optional<Stop> stopped) {

    public WorkspaceStatus {
        refused = List.copyOf(refused);
        rejected = List.copyOf(rejected);
    }

    /** Of this process; another one on the same home may have its own. */
    public enum Connection {
        /** Not trying. */
        OFFLINE,
        CONNECTING,
        CATCHING_UP,
        /** At the head of the log. */
        LIVE,
        /** Tried, and waiting to try again. */
        WAITING,
        STOPPED
    }
}
