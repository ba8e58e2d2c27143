package dev.meridian.model.decision;

import dev.meridian.model.id.MemberId;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where one person stands in a round.
 *
 * @param position of the statement that says so; empty where nothing was said
 * @param acknowledgedAt when the log shows that one of their devices held the revision
 * @param option that they voted for
 */
public record Standing(
        MemberId member,
        Part part,
        Word word,
        OptionalLong position,
        Optional<Instant> acknowledgedAt,
        Optional<String> option) {}
