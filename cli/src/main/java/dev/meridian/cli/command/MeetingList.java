package dev.meridian.cli.command;

import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.output.Page;
import dev.meridian.cli.output.Span;
import dev.meridian.cli.output.Style;
import dev.meridian.cli.output.Table;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.cli.view.Reader;
import dev.meridian.client.Workspace;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.team.Member;
import dev.meridian.model.team.OutOfHours;
import dev.meridian.model.zones.Ledger;
import dev.meridian.model.zones.WorldClock;
import java.util.List;
import java.util.SortedMap;
import picocli.CommandLine.Command;

/** {@code meridian meeting ls}. */
@Command(name = "ls", aliases = "list", header = "Show what meetings of the last year cost whom out of hours.")
final class MeetingList implements Leaf {

    @Override
    public Answer answer(Run run) {
        return run.inWorkspace(workspace -> list(run, workspace));
    }

    private static Answer list(Run run, Workspace workspace) {
        WorldClock clock = Reader.clock(run, workspace);
        List<Member> members = workspace.team().members();
        SortedMap<MemberId, Integer> paid =
                Ledger.of(workspace.team().snapshot(), clock.now()).minutes();
        Json json = Json.array(
                members,
                member -> Json.object()
                        .put("member", member.id().hex())
                        .put("name", member.name())
                        .put("minutes", paid.getOrDefault(member.id(), 0))
                        .put("meetings", Json.array(member.outOfHours(), MeetingList::json)));
        return Answer.ok(Json.object().put("members", json), page -> print(page, members, paid, clock));
    }

    private static Json json(OutOfHours each) {
        return Json.object().put("start", each.meeting().toString()).put("minutes", each.minutes());
    }

    private static void print(Page page, List<Member> members, SortedMap<MemberId, Integer> paid, WorldClock clock) {
        if (members.stream().allMatch(member -> member.outOfHours().isEmpty())) {
            page.line("nobody paid for a meeting yet; record one with: meridian meeting held START MEMBER...");
            return;
        }
        Table table = new Table("").column("").rightColumn("").flexibleColumn("");
        for (Member member : members) {
            List<String> last = member.outOfHours().reversed().stream()
                    .limit(3)
                    .map(each -> clock.show(each.meeting()) + " " + each.minutes() + " min")
                    .toList();
            table.row(
                    Span.of(member.name()),
                    Span.of(paid.getOrDefault(member.id(), 0) + " min"),
                    Span.of(last.isEmpty() ? "" : "last: " + String.join(", ", last), Style.DIM));
        }
        page.table(table);
    }
}
