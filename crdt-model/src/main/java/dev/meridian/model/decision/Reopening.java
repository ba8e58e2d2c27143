package dev.meridian.model.decision;

import dev.meridian.model.id.MemberId;
import dev.meridian.model.id.StatementId;

/**
 * A wish for another round, which one more person has to share.
 *
 * @param objection whether it is an objection that came too late
 */
public record Reopening(StatementId id, MemberId by, String reason, long position, boolean objection) {}
