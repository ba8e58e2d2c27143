package dev.meridian.cli.run;

import dev.meridian.cli.output.Answer;

/** A command that does something (others only have commands below them). A new one is made for every run. */
public interface Leaf {

    /**
     * Does it. What goes wrong is thrown; {@code dev.meridian.cli.exit.Failures} makes a line and an exit code of it.
     *
     * @return what to print
     */
    Answer answer(Run run) throws Exception;
}
