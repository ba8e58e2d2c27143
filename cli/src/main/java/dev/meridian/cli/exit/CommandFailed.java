package dev.meridian.cli.exit;

import java.util.List;

/** A command cannot do what it was asked. Its message is one sentence for a person, without a final stop. */
public final class CommandFailed extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final ExitCode code;
    private final transient List<String> more;

    public CommandFailed(ExitCode code, String sentence) {
        this(code, sentence, List.of());
    }

    /** @param more candidates to choose from, or steps to take, each a line */
    public CommandFailed(ExitCode code, String sentence, List<String> more) {
        super(sentence);
        this.code = code;
        this.more = List.copyOf(more);
    }

    public CommandFailed(ExitCode code, String sentence, Throwable cause) {
        super(sentence, cause);
        this.code = code;
        this.more = List.of();
    }

    public ExitCode code() {
        return code;
    }

    public List<String> more() {
        return more;
    }
}
