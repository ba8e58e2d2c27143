package dev.meridian.cli.command;

import dev.meridian.cli.output.Answer;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.client.Since;
import dev.meridian.client.Stop;
import dev.meridian.client.Workspace;
import dev.meridian.client.WorkspaceStatus;
import dev.meridian.model.rhythm.Digest;
import dev.meridian.model.rhythm.page.DigestJson;
import dev.meridian.model.rhythm.page.DigestSheet;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code meridian kept}. */
@Command(
        name = "kept",
        header = "List the edits that are on this device alone, one by one.",
        description = {
            "What is not in the log: not sent yet, or never to be, where this device may not write any more.",
            "Needs no network. meridian export writes everything that is here, these edits included."
        })
final class KeptCommand implements Leaf {
    /** After everything that is in the log. */
    private static final Since END = new Since.Position(Long.MAX_VALUE);

    @Mixin
    private final SheetOptions sheet = new SheetOptions();

    @Override
    public Answer answer(Run run) {
        return run.inWorkspace(workspace -> kept(run, workspace));
    }

    private Answer kept(Run run, Workspace workspace) {
        Digest digest =
                workspace.history().digest(END, run.surroundings().clock().instant());
        WorkspaceStatus status = workspace.status();
        return sheet.answer(
                DigestSheet.kept(digest, outlook(status)), DigestJson.of(digest), sheet.zone(run, workspace));
    }

    private static String outlook(WorkspaceStatus status) {
        Optional<Stop> stop = status.stopped();
        if (status.outboxChanges() == 0) {
            return "All that was written here is in the log.";
        }
        String count = StatusCommand.kept(status);
        return stop.map(why -> why.isForGood()
                        ? count + " alone, which nobody else gets: " + why.sentence()
                        : count + "; they do not go out while synchronising is stopped: " + why.sentence())
                .orElseGet(() -> count + "; meridian sync sends them.");
    }
}
