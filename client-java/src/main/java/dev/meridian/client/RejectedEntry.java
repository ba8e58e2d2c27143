package dev.meridian.client;

import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.DocumentId;
import java.util.Optional;

/**
 * An entry of the log, or a change in it, that was not applied: it is kept, and stops nothing else.
 *
 * @param position in the log
 * @param author the device that signed it
 * @param document the one it is of, where it is of one
 * @param reason for a person; no content
 */
public record RejectedEntry(long position, DeviceId author, Optional<DocumentId> document, String reason) {}
