package dev.meridian.cli.command;

import dev.meridian.cli.exit.ExitCode;
import dev.meridian.cli.exit.Failures;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.output.Page;
import dev.meridian.cli.output.Progress;
import dev.meridian.cli.output.Span;
import dev.meridian.cli.output.Style;
import dev.meridian.cli.run.HomePermissions;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.cli.view.AccessReport;
import dev.meridian.client.HomeListing;
import dev.meridian.client.Meridian;
import dev.meridian.client.MeridianException;
import dev.meridian.client.Verification;
import dev.meridian.client.Workspace;
import dev.meridian.client.WorkspaceInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code meridian doctor}. */
@Command(
        name = "doctor",
        header = "Check everything that is kept in this home.",
        description = {
            "With --verify also who has access to each workspace, who let them in and when, with what roles, and",
            "under which key: computed from the signed log, not from what anybody says.",
            "",
            "Who can read it, every link of each log's chain, every signature, every envelope,",
            "and that the boards and documents in use are what the log of changes says."
        })
final class DoctorCommand implements Leaf {

    @Option(names = "--verify", description = "Also list people, devices, roles and how they came about.")
    private boolean verify;

    private record Finding(String where, boolean fine, String sentence) {}

    @Override
    public Answer answer(Run run) {
        List<AccessReport> reports = new ArrayList<>();
        List<Finding> findings = run.inHome(meridian -> examine(run, meridian, reports));
        boolean sound = findings.stream().allMatch(Finding::fine);
        Json.Fields access =
                verify ? Json.object().put("workspaces", Json.array(reports, AccessReport::json)) : Json.object();
        return Answer.of(
                sound ? ExitCode.OK : ExitCode.REFUSED,
                access.put("home", run.home().toString())
                        .put("sound", sound)
                        .put(
                                "findings",
                                Json.array(
                                        findings,
                                        each -> Json.object()
                                                .put("where", each.where())
                                                .put("fine", each.fine())
                                                .put("text", each.sentence()))),
                page -> {
                    print(page, findings, sound);
                    reports.forEach(report -> report.print(page));
                });
    }

    private List<Finding> examine(Run run, Meridian meridian, List<AccessReport> reports) {
        List<Finding> findings = new ArrayList<>();
        try {
            List<String> open = HomePermissions.openToOthers(meridian.home());
            open.forEach(
                    file -> findings.add(new Finding("home", false, file + " can be read by others: chmod go= on it")));
            if (open.isEmpty()) {
                findings.add(new Finding("home", true, "only you can read " + meridian.home()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        HomeListing listing = meridian.listing();
        listing.unreadable().forEach(broken -> findings.add(new Finding("home", false, Failures.sentence(broken))));
        for (WorkspaceInfo info : listing.workspaces()) {
            findings.addAll(examine(run, meridian, info, reports));
        }
        return findings;
    }

    private List<Finding> examine(Run run, Meridian meridian, WorkspaceInfo info, List<AccessReport> reports) {
        List<Finding> findings = new ArrayList<>();
        try (Progress progress = run.progress();
                Workspace workspace = meridian.workspace(info.id().hex())) {
            progress.at("checking " + info.name(), 0, 0);
            Verification found = workspace.verify();
            found.problems().forEach(problem -> findings.add(new Finding(info.name(), false, problem)));
            if (verify) {
                reports.add(new AccessReport(workspace));
            }
            if (found.isSound()) {
                findings.addAll(sound(info.name(), found));
            }
            workspace
                    .status()
                    .stopped()
                    .ifPresent(stop -> findings.add(
                            new Finding(info.name(), false, "synchronising has stopped: " + stop.sentence())));
        } catch (MeridianException e) {
            findings.add(new Finding(info.name(), false, Failures.sentence(e)));
        }
        return findings;
    }

    private static List<Finding> sound(String name, Verification found) {
        return List.of(
                new Finding(
                        name,
                        true,
                        number(found.entries())
                                + " log entries: positions, chain, hashes, signatures and members are right"),
                new Finding(name, true, number(found.envelopes()) + " envelopes open"),
                new Finding(
                        name,
                        true,
                        number(found.documents()) + " boards and documents, rebuilt from " + number(found.changes())
                                + " changes, are the same as those in use"),
                new Finding(
                        name,
                        true,
                        found.unsent() == 0
                                ? "nothing waits to be sent"
                                : number(found.unsent()) + " changes wait to be sent"));
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static void print(Page page, List<Finding> findings, boolean sound) {
        String where = "";
        for (Finding each : findings) {
            if (!each.where().equals(where)) {
                where = each.where();
                page.line(Span.of(where, Style.BOLD));
            }
            page.line(
                    each.fine() ? Span.of("  ok  ", Style.GREEN) : Span.of("  !!  ", Style.BOLD_RED),
                    Span.of(each.sentence()));
        }
        page.line(
                sound
                        ? Span.of("all is well", Style.GREEN)
                        : Span.of("something is wrong; nothing was changed", Style.RED));
    }
}
