package dev.meridian.cli.output;

import dev.meridian.cli.exit.ExitCode;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a command found or did: for a script and for a person, whichever asked.
 *
 * @param json nothing where the command has said all while it ran
 * @param page writes the lines for a person; called at most once
 */
public record Answer(ExitCode code, Optional<Json> json, Consumer<Page> page) {

    public static Answer ok(Json json, Consumer<Page> page) {
        return of(ExitCode.OK, json, page);
    }

    public static Answer of(ExitCode code, Json json, Consumer<Page> page) {
        return new Answer(code, Optional.of(json), page);
    }

    /** Nothing more to say. */
    public static Answer silent() {
        return new Answer(ExitCode.OK, Optional.empty(), page -> {});
    }
}
