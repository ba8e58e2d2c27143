package dev.meridian.model.decision;

import dev.meridian.model.id.MemberId;
import dev.meridian.model.id.StatementId;

/**
 * A statement without effect.
 *
 * @param why one sentence for a person
 */
public record Ignored(StatementId id, long position, MemberId author, String act, String why) {}
