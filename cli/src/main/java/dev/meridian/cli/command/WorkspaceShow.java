package dev.meridian.cli.command;

import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.output.Page;
import dev.meridian.cli.output.Span;
import dev.meridian.cli.output.Style;
import dev.meridian.cli.output.Table;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.client.Workspace;
import dev.meridian.client.WorkspaceInfo;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.team.Member;
import dev.meridian.model.team.Status;
import dev.meridian.proto.v1.Role;
import dev.meridian.sync.id.DeviceId;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code meridian workspace show}. */
@Command(
        name = "show",
        header = "Show a workspace: where it is kept, its members and what time it is there, its statuses.")
final class WorkspaceShow implements Leaf {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ROOT);

    @Override
    public Answer answer(Run run) {
        return run.inWorkspace(workspace -> show(run, workspace));
    }

    private static Answer show(Run run, Workspace workspace) {
        WorkspaceInfo info = workspace.info();
        Optional<MemberId> me = workspace.me();
        List<Member> members = workspace.team().members();
        Map<DeviceId, Role> unnamed = workspace.team().unnamed();
        List<Status> statuses = workspace.team().statuses();
        Clock clock = run.surroundings().clock();
        return Answer.ok(
                Json.object()
                        .put("id", info.id().hex())
                        .put("name", info.name())
                        .put("relay", info.relay().toString())
                        .put("file", info.file().toString())
                        .put("members", Json.array(members, member -> json(member, me)))
                        .put("unnamed", Json.array(List.copyOf(unnamed.entrySet()), WorkspaceShow::json))
                        .put("statuses", Json.array(statuses, WorkspaceShow::json))
                        .put("boards", workspace.boards().size())
                        .put("documents", workspace.documents().size()),
                page -> {
                    print(page, info);
                    printMembers(page, members, me, clock);
                    printUnnamed(page, unnamed);
                    printStatuses(page, statuses);
                });
    }

    private static Json json(Member member, Optional<MemberId> me) {
        return Json.object()
                .put("id", member.id().hex())
                .put("name", member.name())
                .put("zone", member.zone())
                .put("me", me.equals(Optional.of(member.id())));
    }

    private static Json json(Map.Entry<DeviceId, Role> unnamed) {
        return Json.object()
                .put("device", unnamed.getKey().hex())
                .put("role", InviteCommand.InviteRole.word(unnamed.getValue()));
    }

    private static Json json(Status status) {
        return Json.object()
                .put("id", status.id().hex())
                .put("name", status.name())
                .put("category", status.category().word());
    }

    private static void print(Page page, WorkspaceInfo info) {
        page.line(
                Span.of(info.name(), Style.BOLD_CYAN), Span.of("  " + info.id().hex(), Style.DIM));
        page.line("  relay " + info.relay());
        page.line("  kept in " + info.file());
    }

    private static void printMembers(Page page, List<Member> members, Optional<MemberId> me, Clock clock) {
        page.heading("Members");
        Table table = new Table("  ").column("").column("").column("").column("");
        members.forEach(member -> table.row(
                Span.of(member.name()),
                Span.of(member.zone().isEmpty() ? "no time zone" : member.zone(), Style.DIM),
                Span.of(timeThere(clock, member.zone())),
                Span.of(me.equals(Optional.of(member.id())) ? "you" : "", Style.CYAN)));
        page.table(table);
    }

    private static void printUnnamed(Page page, Map<DeviceId, Role> unnamed) {
        if (unnamed.isEmpty()) {
            return;
        }
        page.heading("Let in, and not among the members yet (meridian member enter DEVICE --name N --zone Z)");
        Table table = new Table("  ").column("").column("");
        unnamed.forEach((device, role) -> table.row(
                Span.of(device.hex().substring(0, MemberEnter.DIGITS_SHOWN)),
                Span.of(InviteCommand.InviteRole.word(role), Style.DIM)));
        page.table(table);
    }

    private static void printStatuses(Page page, List<Status> statuses) {
        page.heading("Statuses");
        Table list = new Table("  ").column("").column("");
        statuses.forEach(status ->
                list.row(Span.of(status.name()), Span.of(status.category().word(), Style.DIM)));
        page.table(list);
    }

    private static String timeThere(Clock clock, String zone) {
        try {
            return TIME.format(clock.instant().atZone(ZoneId.of(zone)));
        } catch (DateTimeException e) {
            return ""; // a zone that a newer machine knows and this one does not
        }
    }
}
