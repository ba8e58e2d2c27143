package dev.meridian.cli.command;

import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code meridian completion}. */
@Command(
        name = "completion",
        header = "Print a completion script for bash or zsh.",
        description = {
            "  bash:  source <(meridian completion)",
            "  zsh:   autoload -U +X bashcompinit && bashcompinit; source <(meridian completion)"
        })
final class CompletionCommand implements Leaf {

    @Override
    public Answer answer(Run run) {
        String script = AutoComplete.bash("meridian", new CommandLine(new RootCommand()));
        return Answer.ok(Json.object().put("script", script), page -> page.text(script));
    }
}
