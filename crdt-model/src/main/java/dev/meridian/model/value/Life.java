package dev.meridian.model.value;

import dev.meridian.model.automerge.DeviceId;
import java.util.List;
import java.util.Optional;

/**
 * Whether something is there or in the trash.
 *
 * @param deleted in the trash
 * @param edits how often it was edited, deleted or restored, as far as the longest line of edits goes
 * @param revival where it was deleted by one and edited by another who did not know of it: it is there
 */
public record Life(boolean deleted, long edits, Optional<Revival> revival) {

    public static final Life NEW = new Life(false, 1, Optional.empty());

    /** A note: these devices deleted it while those edited it. Both by rising id. */
    public record Revival(List<DeviceId> deletedBy, List<DeviceId> editedBy) {
        public Revival {
            deletedBy = List.copyOf(deletedBy);
            editedBy = List.copyOf(editedBy);
        }
    }
}
