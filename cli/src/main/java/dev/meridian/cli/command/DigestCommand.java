package dev.meridian.cli.command;

import dev.meridian.cli.output.Answer;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.client.History;
import dev.meridian.client.Since;
import dev.meridian.client.Workspace;
import dev.meridian.model.rhythm.Digest;
import dev.meridian.model.rhythm.page.DigestJson;
import dev.meridian.model.rhythm.page.DigestSheet;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code meridian digest}. */
@Command(
        name = "digest",
        header = "Tell what changed since you last looked: what moved, what did not, why, and what needs you.",
        description = {
            "Reading it marks nothing as seen; --mark does, for you on all of your devices.",
            "Needs no network: it tells what is here. Run meridian sync before for what others did."
        })
final class DigestCommand implements Leaf {

    @Option(
            names = "--since",
            paramLabel = "WHEN",
            description = "Instead of since you last looked: " + Moment.FORMS + ".")
    private Optional<String> since = Optional.empty();

    @Option(names = "--mark", description = "You have seen all of this: the next digest starts here.")
    private boolean mark;

    @Mixin
    private final SheetOptions sheet = new SheetOptions();

    @Override
    public Answer answer(Run run) {
        return run.inWorkspace(workspace -> digest(run, workspace));
    }

    private Answer digest(Run run, Workspace workspace) {
        ZoneId zone = sheet.zone(run, workspace);
        Instant now = run.surroundings().clock().instant();
        Since from = since.map(text -> new Moment(text).since(now, zone)).orElseGet(Since.LastLook::new);
        History history = workspace.history();
        Digest digest = history.digest(from, now);
        if (mark) {
            history.markLooked(digest.to());
        } else if (since.isEmpty() && history.looked().isEmpty()) {
            run.note("You have not said yet that you looked, so this tells all of it; meridian digest --mark says so.");
        }
        return sheet.answer(DigestSheet.of(digest), DigestJson.of(digest), zone);
    }
}
