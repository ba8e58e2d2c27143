package dev.meridian.cli.command;

import dev.meridian.cli.demo.Demonstration;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.server.RelayStartException;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code meridian demo}. */
@Command(
        name = "demo",
        header = "Show two people who plan offline and merge, on a sample workspace.",
        description = {
            "Starts a relay, founds a sample workspace, lets a second member join, takes the network away while",
            "both change things, brings it back, and shows what became of it. The relay runs until Ctrl-C.",
            "Everything is kept in a fresh temporary directory, or in --home DIR, which must be empty."
        })
final class DemoCommand implements Leaf {

    @Option(
            names = "--port",
            paramLabel = "PORT",
            converter = Conversions.ToPort.class,
            defaultValue = "0",
            description = "Of the relay, on 127.0.0.1 (default: a free one).")
    private int port;

    @Override
    public Answer answer(Run run) throws IOException, RelayStartException {
        return Demonstration.play(run, run.givenHome(), port);
    }
}
