package dev.meridian.cli.command;

import dev.meridian.cli.run.GlobalOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code meridian}. */
@Command(
        name = "meridian",
        versionProvider = RootCommand.Version.class,
        header = "Meridian: the planning workspace of a team that is never awake at the same time.",
        synopsisHeading = "%nUsage: ",
        sortOptions = false,
        descriptionHeading = "%n",
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Boards and documents live on your own disk, and every command works without a network, but for",
            "workspace create, invite and join, which ask the relay; sync exchanges sealed changes with it."
        },
        optionListHeading = "%nOptions, before or after the command:%n",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nStart here:%n",
        footer = {
            "  meridian demo                                     see two people plan offline and merge",
            "  meridian relay                                    run a relay for a team",
            "  meridian workspace create NAME --relay URL        found a workspace, then: meridian invite",
            "",
            "Exit codes: 0 done, 1 refused, 64 usage, 65 bad input, 66 not found, 69 unavailable, 70 defect,",
            "73 cannot create, 74 input or output, 75 try later, 76 wrong relay or version, 77 not allowed."
        },
        subcommands = {
            DemoCommand.class,
            RelayCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            WorkspaceCommand.class,
            InviteCommand.class,
            JoinCommand.class,
            ImportCommand.class,
            ExportCommand.class,
            ArchiveCommand.class,
            BoardCommand.class,
            CardCommand.class,
            LinkCommand.class,
            UnlinkCommand.class,
            DocCommand.class,
            DecideCommand.class,
            CommentCommand.class,
            BlockerCommand.class,
            MemberCommand.class,
            CycleCommand.class,
            OverlapCommand.class,
            MeetingCommand.class,
            NotifyCommand.class,
            DigestCommand.class,
            UpdateCommand.class,
            AgendaCommand.class,
            PackCommand.class,
            SlipsCommand.class,
            SyncCommand.class,
            StatusCommand.class,
            KeptCommand.class,
            ConflictsCommand.class,
            DeviceCommand.class,
            RecoverCommand.class,
            RotateCommand.class,
            QuarantineCommand.class,
            DoctorCommand.class,
            KeyCommand.class,
            CompletionCommand.class
        })
public final class RootCommand {

    @Mixin
    private final GlobalOptions options = new GlobalOptions();

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            order = 96,
            description = "Print the version.")
    private boolean version;

    public GlobalOptions options() {
        return options;
    }

    boolean version() {
        return version;
    }

    /** Of the jar, as its manifest says. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = RootCommand.class.getPackage().getImplementationVersion();
            return new String[] {"meridian " + (version == null ? "(not packaged)" : version)};
        }
    }
}
