package dev.meridian.cli.command;

import dev.meridian.cli.exit.CommandFailed;
import dev.meridian.cli.exit.ExitCode;
import dev.meridian.model.zones.WorldClock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;

/** When a meeting began, as a person says it. */
final class MeetingStart {

    static final String DESCRIPTION = "By your clock, 2026-11-26T22:00, or in UTC with a Z behind it.";

    private MeetingStart() {}

    /** @throws CommandFailed where it is neither, or not a whole minute */
    static Instant parse(String text, WorldClock clock) {
        try {
            Instant start = text.endsWith("Z") ? Instant.parse(text) : local(text, clock);
            if (start.truncatedTo(ChronoUnit.MINUTES).equals(start)) {
                return start;
            }
        } catch (DateTimeException e) {
            throw new CommandFailed(ExitCode.USAGE, form(text), e);
        }
        throw new CommandFailed(ExitCode.USAGE, form(text));
    }

    private static Instant local(String text, WorldClock clock) {
        LocalDateTime there = LocalDateTime.parse(text);
        return there.toInstant(clock.reader().rules().getOffset(there));
    }

    private static String form(String text) {
        return "a meeting begins like 2026-11-26T22:00 or 2026-11-26T22:00:00Z, on a whole minute; not \"" + text
                + "\"";
    }
}
