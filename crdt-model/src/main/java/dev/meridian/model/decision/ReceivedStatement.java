package dev.meridian.model.decision;

import dev.meridian.model.automerge.DeviceId;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.id.StatementId;
import java.time.Instant;

/**
 * A statement at its place in the log.
 *
 * @param position in the log
 * @param receivedAt the relay's receipt; never falls from one position to the next
 * @param claimedAt by the author's clock
 * @param seen how far the author's copy of the log reached when it was made
 * @param revision that it speaks of
 */
public record ReceivedStatement(
        StatementId id,
        long position,
        Instant receivedAt,
        MemberId author,
        DeviceId device,
        Instant claimedAt,
        LogEnd seen,
        Revision revision,
        Act act) {}
