package dev.meridian.client.store;

import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.DocumentId;
import java.util.Optional;

/**
 * An entry of the log, or a change in it, that was not applied.
 *
 * @param author empty where the item names none
 * @param reason for a person; no content
 */
public record RejectedRow(long pos, Optional<DeviceId> author, Optional<DocumentId> document, String reason) {}
