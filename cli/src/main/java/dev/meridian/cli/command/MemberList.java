package dev.meridian.cli.command;

import dev.meridian.cli.naming.Access;
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
import dev.meridian.model.id.MemberId;
import dev.meridian.sync.trust.Person;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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
        Access access = new Access(workspace);
        Map<MemberId, Optional<Person>> people = new HashMap<>();
        all.forEach(each -> people.put(each.member().id(), access.personOf(each.member())));
        Function<MemberView, String> role =
                each -> Access.standing(people.getOrDefault(each.member().id(), Optional.empty()));
        return Answer.ok(
                Json.object().put("members", Json.array(all, each -> each.json().put("role", role.apply(each)))),
                page -> print(page, all, role));
    }

    private static void print(Page page, List<MemberView> all, Function<MemberView, String> role) {
        Table table = new Table("")
                .column("")
                .column("role")
                .column("")
                .column("now")
                .flexibleColumn("works")
                .flexibleColumn("days off");
        all.forEach(each -> table.row(
                Span.of(each.member().name() + (each.isMe() ? " (you)" : "")),
                Span.of(role.apply(each)),
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
