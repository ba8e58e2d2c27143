package dev.meridian.cli.command;

import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.output.Page;
import dev.meridian.cli.output.Span;
import dev.meridian.cli.output.Style;
import dev.meridian.cli.output.Table;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.cli.view.MemberView;
import dev.meridian.client.Workspace;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code meridian member ls}. */
@Command(name = "ls", aliases = "list", header = "List the members: what time it is there, and when they work.")
final class MemberList implements Leaf {

    @Override
    public Answer answer(Run run) {
        Instant now = run.surroundings().clock().instant();
        return run.inWorkspace(workspace -> list(workspace, now));
    }

    private static Answer list(Workspace workspace, Instant now) {
        List<MemberView> all = workspace.team().members().stream()
                .map(member -> new MemberView(member, workspace.me(), now))
                .toList();
        return Answer.ok(Json.object().put("members", Json.array(all, MemberView::json)), page -> print(page, all));
    }

    private static void print(Page page, List<MemberView> all) {
        Table table = new Table("")
                .column("")
                .column("")
                .column("now")
                .flexibleColumn("works")
                .flexibleColumn("days off");
        all.forEach(each -> table.row(
                Span.of(each.member().name() + (each.isMe() ? " (you)" : "")),
                Span.of(each.zone(), each.calendar().isPresent() ? Style.DIM : Style.YELLOW),
                Span.of(each.standing()),
                Span.of(each.hours()),
                Span.of(each.nextDaysOff())));
        page.table(table);
        if (all.stream().anyMatch(each -> each.calendar().isEmpty())) {
            page.blank()
                    .prose(
                            "",
                            "nothing can be computed for somebody without a time zone; give it with:"
                                    + " meridian member set NAME --zone ZONE",
                            Style.DIM);
        }
    }
}
