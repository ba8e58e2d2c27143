package dev.meridian.cli;

import dev.meridian.cli.command.RootCommand;
import dev.meridian.cli.run.Surroundings;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Picocli's view of the commands: how they are parsed, and how their help looks. */
final class CommandTree {

    private static final int USAGE_COLUMNS = 100;

    private CommandTree() {}

    static CommandLine of(RootCommand root, Surroundings surroundings) {
        CommandLine line = new CommandLine(root)
                .setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8))
                .setCaseInsensitiveEnumValuesAllowed(true)
                // A comment may begin with @name.
                .setExpandAtFiles(false)
                .setColorScheme(colours(surroundings))
                .setUsageHelpWidth(USAGE_COLUMNS)
                .setHelpFactory(BriefHelp::new);
        line.getSubcommands().values().forEach(CommandTree::layOut);
        return line;
    }

    private static void layOut(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        boolean ownOptions = spec.options().stream().anyMatch(option -> !option.inherited());
        spec.usageMessage()
                .synopsisHeading("%nUsage: ")
                .synopsisSubcommandLabel("COMMAND")
                .descriptionHeading(spec.usageMessage().description().length == 0 ? "" : "%n")
                .parameterListHeading(spec.positionalParameters().isEmpty() ? "" : "%n")
                .optionListHeading(ownOptions ? "%n" : "")
                .commandListHeading("%nCommands:%n")
                .footer("", "The options of every command (--home, --workspace, --json ...): meridian --help")
                .sortOptions(false);
        command.getSubcommands().values().forEach(CommandTree::layOut);
    }

    static ColorScheme colours(Surroundings surroundings) {
        boolean coloured = surroundings.terminal().out()
                && Optional.ofNullable(surroundings.environment().get("NO_COLOR"))
                        .orElse("")
                        .isEmpty();
        return Help.defaultColorScheme(coloured ? Ansi.ON : Ansi.OFF);
    }

    /** Names of the commands below one, without hidden ones. */
    static List<String> namesBelow(CommandLine command) {
        return command.getSubcommands().values().stream()
                .filter(each -> !each.getCommandSpec().usageMessage().hidden())
                .map(CommandLine::getCommandName)
                .distinct()
                .toList();
    }

    /** Help that shows the global options with the program itself, and only points to them elsewhere. */
    private static final class BriefHelp extends Help {

        BriefHelp(CommandSpec spec, ColorScheme colours) {
            super(spec, colours);
        }

        private boolean isShown(OptionSpec option) {
            return !option.inherited();
        }

        @Override
        protected Text createDetailedSynopsisOptionsText(
                Collection<ArgSpec> done, List<OptionSpec> options, Comparator<OptionSpec> sort, boolean cluster) {
            List<OptionSpec> shown = options.stream().filter(this::isShown).toList();
            return super.createDetailedSynopsisOptionsText(done, shown, sort, cluster);
        }

        @Override
        public String optionListExcludingGroups(
                List<OptionSpec> options, Layout layout, Comparator<OptionSpec> sort, IParamLabelRenderer labels) {
            List<OptionSpec> shown = options.stream().filter(this::isShown).toList();
            return super.optionListExcludingGroups(shown, layout, sort, labels);
        }
    }
}
