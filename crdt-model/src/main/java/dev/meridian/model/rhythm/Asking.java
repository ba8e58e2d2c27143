package dev.meridian.model.rhythm;

import dev.meridian.model.id.MemberId;
import java.time.Instant;
import java.util.Optional;

/**
 * Who asks for a page, and when.
 *
 * @param reader empty where nobody in particular asks: then nothing "needs you"
 */
public record Asking(Optional<MemberId> reader, Instant now) {}
