package dev.meridian.client;

import com.google.protobuf.ByteString;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.DocumentId;
import java.util.Optional;

/**
 * An entry of the log, or a change in it, that was not applied: it is kept, and stops nothing else.
 *
 * @param position in the log
 * @param author the device that signed it; {@link #NOBODY} where it cannot be told
 * @param document the one it is of, where it is of one
 * @param reason for a person; no content
 */
public record RejectedEntry(long position, DeviceId author, Optional<DocumentId> document, String reason) {

    /** No device has this id. */
    public static final DeviceId NOBODY = new DeviceId(ByteString.copyFrom(new byte[DeviceId.LENGTH]));
}
