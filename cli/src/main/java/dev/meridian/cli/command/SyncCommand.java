package dev.meridian.cli.command;

import dev.meridian.cli.exit.CommandFailed;
import dev.meridian.cli.exit.ExitCode;
import dev.meridian.cli.exit.Failures;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.output.Page;
import dev.meridian.cli.output.Progress;
import dev.meridian.cli.output.Span;
import dev.meridian.cli.output.Style;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.cli.view.BoardView;
import dev.meridian.cli.view.People;
import dev.meridian.cli.view.Standing;
import dev.meridian.client.RelayException;
import dev.meridian.client.SyncReport;
import dev.meridian.client.Workspace;
import dev.meridian.client.WorkspaceStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code meridian sync}. */
@Command(
        name = "sync",
        header = "Exchange changes with the relay.",
        description = {
            "Receives everything, sends everything, and waits until it is in the log.",
            "With --watch, stays connected, tells what comes in, and sends what other commands write."
        })
final class SyncCommand implements Leaf {

    @Option(names = "--watch", description = "Stay connected until Ctrl-C.")
    private boolean watch;

    @Override
    public Answer answer(Run run) {
        return run.inWorkspace(
                workspace -> watch ? new WatchLoop(run, workspace).untilStopped() : once(run, workspace));
    }

    private static Answer once(Run run, Workspace workspace) {
        SyncReport report;
        try (Progress progress = run.progress()) {
            report = workspace.sync(new SyncProgressLine(progress));
        } catch (RelayException e) {
            throw unsent(workspace, e);
        }
        Standing standing = new Standing(new People(workspace.team().snapshot()));
        WorkspaceStatus status = workspace.status();
        boolean clean = report.refused().isEmpty() && report.rejected().isEmpty();
        Json json = json(report, standing).put("conflicts", status.conflicts()).put("cycles", status.cycles());
        return Answer.of(clean ? ExitCode.OK : ExitCode.REFUSED, json, page -> print(page, report, status, standing));
    }

    // What a person wants to know then: that nothing is lost.
    private static CommandFailed unsent(Workspace workspace, RelayException e) {
        WorkspaceStatus status = workspace.status();
        return new CommandFailed(Failures.of(e).code(), Failures.sentence(e) + "; " + StatusCommand.kept(status), e);
    }

    private static Json.Fields json(SyncReport report, Standing standing) {
        return Json.object()
                .put("position", report.position())
                .put("received", report.received())
                .put("sent", report.sent())
                .put("changesSent", report.changesSent())
                .put("restored", report.restored())
                .put("bytesReceived", report.bytesReceived())
                .put("bytesSent", report.bytesSent())
                .put("refused", Json.array(report.refused(), standing::json))
                .put("rejected", Json.array(report.rejected(), standing::json));
    }

    private static void print(Page page, SyncReport report, WorkspaceStatus status, Standing standing) {
        List<String> done = new ArrayList<>();
        if (report.received() > 0) {
            done.add("received " + entries(report.received()) + " (" + bytes(report.bytesReceived()) + ")");
        }
        if (report.sent() > 0) {
            done.add(
                    "sent " + BoardView.count(report.changesSent(), "change") + " (" + bytes(report.bytesSent()) + ")");
        }
        if (report.restored() > 0) {
            done.add("gave back " + entries(report.restored()) + " that the relay had lost");
        }
        String what = done.isEmpty() ? "nothing new on either side" : String.join(", ", done);
        page.line(Span.of("in step with " + status.relay(), Style.GREEN), Span.of(": " + what));
        report.refused()
                .forEach(item -> page.line(Span.of("  refused  ", Style.RED), Span.of(standing.sentence(item))));
        report.rejected()
                .forEach(entry -> page.line(Span.of("  left out ", Style.RED), Span.of(standing.sentence(entry))));
        String asks = asks(status);
        if (!asks.isEmpty()) {
            page.line(Span.of("  " + asks + "; see meridian conflicts", Style.YELLOW));
        }
    }

    private static String asks(WorkspaceStatus status) {
        List<String> all = new ArrayList<>();
        if (status.conflicts() > 0) {
            all.add(BoardView.count(status.conflicts(), "field") + " written by two at once");
        }
        if (status.cycles() > 0) {
            all.add(BoardView.count(status.cycles(), "circle") + " of arrows");
        }
        return String.join(", ", all);
    }

    private static String entries(long number) {
        return number == 1 ? "1 entry" : String.format(Locale.ROOT, "%,d entries", number);
    }

    private static String bytes(long number) {
        return number < 10_000
                ? number + " bytes"
                : number < 10_000_000
                        ? String.format(Locale.ROOT, "%,d kB", number / 1_000)
                        : String.format(Locale.ROOT, "%,d MB", number / 1_000_000);
    }
}
