package dev.meridian.cli.exit;

import java.util.List;

/**
 * A failure as a person or a script gets to see it.
 *
 * @param sentence what is wrong, on one line
 * @param more candidates or steps, each a line
 */
public record Failure(ExitCode code, String sentence, List<String> more) {

    public Failure {
        more = List.copyOf(more);
    }

    static Failure of(ExitCode code, String sentence) {
        return new Failure(code, sentence, List.of());
    }
}
