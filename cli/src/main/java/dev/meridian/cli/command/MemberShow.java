package dev.meridian.cli.command;

import dev.meridian.cli.naming.Access;
import dev.meridian.cli.naming.Names;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Page;
import dev.meridian.cli.output.Span;
import dev.meridian.cli.output.Style;
import dev.meridian.cli.output.Table;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.cli.view.MemberView;
import dev.meridian.client.Workspace;
import dev.meridian.model.team.Member;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code meridian member show}. */
@Command(name = "show", header = "Show a member: zone, working hours, days off.")
final class MemberShow implements Leaf {

    @Parameters(
            paramLabel = "MEMBER",
            description = "By part of the name, or the beginning of the id; me for yourself.")
    private String name = "";

    @Override
    public Answer answer(Run run) {
        Instant now = run.surroundings().clock().instant();
        return run.inWorkspace(workspace -> {
            Member member = new Names(workspace).member(name);
            return of(workspace, member, now);
        });
    }

    static Answer of(Workspace workspace, Member member, Instant now) {
        MemberView view = new MemberView(member, workspace.me(), now);
        String role = Access.standing(new Access(workspace).personOf(member));
        return Answer.ok(view.json().put("role", role), page -> print(page, view, role));
    }

    private static void print(Page page, MemberView view, String role) {
        page.line(
                Span.of(view.member().name(), Style.BOLD_CYAN),
                Span.of("  " + view.member().id().hex(), Style.DIM));
        Table table = new Table("  ").column("").column("");
        table.row(Span.of("role", Style.DIM), Span.of(role));
        table.row(Span.of("zone", Style.DIM), Span.of(view.zone()));
        if (view.calendar().isPresent()) {
            table.row(Span.of("now", Style.DIM), Span.of(view.standing()));
        }
        table.row(Span.of("works", Style.DIM), Span.of(view.hours()));
        table.row(
                Span.of("off", Style.DIM),
                Span.of(view.daysOff().isEmpty() ? "no days" : String.join(", ", view.daysOff())));
        page.table(table);
    }
}
