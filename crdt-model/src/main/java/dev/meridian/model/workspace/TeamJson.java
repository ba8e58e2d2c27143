package dev.meridian.model.workspace;

import dev.meridian.model.calendar.Cycle;
import dev.meridian.model.json.Json;
import dev.meridian.model.team.BoardEntry;
import dev.meridian.model.team.DocumentEntry;
import dev.meridian.model.team.Member;
import dev.meridian.model.team.Status;
import dev.meridian.model.team.Team;
import dev.meridian.model.value.Frontier;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The team document as JSON (docs/schema.md): everything by rising id. */
public final class TeamJson {

    private TeamJson() {}

    /** By itself, without a look at the boards and documents: one that was edited since it was deleted counts as deleted. */
    public static Json of(Team team) {
        return of(new WorkspaceState(team, new TreeMap<>(), new TreeMap<>()));
    }

    static Json of(WorkspaceState state) {
        Team team = state.team();
        return new Fields()
                .put("schema", Json.of(team.schema()))
                .put("name", team.name())
                .object("cycles", cycles(team))
                .put(
                        "members",
                        Json.array(team.members().values().stream()
                                .sorted(Comparator.comparing(Member::id))
                                .map(TeamJson::member)
                                .toList()))
                .put(
                        "statuses",
                        Json.array(team.statuses().values().stream()
                                .sorted(Comparator.comparing(Status::id))
                                .map(TeamJson::status)
                                .toList()))
                .put(
                        "boards",
                        Json.array(team.boards().values().stream()
                                .sorted(Comparator.comparing(BoardEntry::id))
                                .map(entry -> board(entry, state.isDeleted(entry)))
                                .toList()))
                .put(
                        "documents",
                        Json.array(team.documents().values().stream()
                                .sorted(Comparator.comparing(DocumentEntry::id))
                                .map(entry -> document(entry, state.isDeleted(entry)))
                                .toList()))
                .unknown(team.unknown())
                .json();
    }

    private static Json member(Member member) {
        return new Fields()
                .put("id", member.id().hex())
                .put("name", member.name())
                .put("zone", member.zone())
                .list("week", strings(member.week()))
                .list("daysOff", strings(member.daysOff()))
                .object("outOfHours", outOfHours(member))
                .put("devices", Fields.devices(member.devices()))
                .put("looked", member.looked().map(Frontier::toString))
                .meta(member.meta(), member.meta().life().deleted())
                .json();
    }

    /** As stored, rising as text. */
    private static List<Json.Str> strings(Collection<?> items) {
        return items.stream().map(Object::toString).sorted().map(Json::of).toList();
    }

    private static SortedMap<String, Json> outOfHours(Member member) {
        TreeMap<String, Json> minutes = new TreeMap<>();
        member.outOfHours().forEach(each -> minutes.put(each.meeting().toString(), Json.of((long) each.minutes())));
        return minutes;
    }

    private static SortedMap<String, Json> cycles(Team team) {
        TreeMap<String, Json> cycles = new TreeMap<>();
        team.cycles().forEach((kind, cycle) -> cycles.put(kind.word(), cycle(cycle)));
        return cycles;
    }

    private static Json cycle(Cycle cycle) {
        return new Fields()
                .put("every", cycle.every().toString())
                .put("anchor", cycle.anchor().toString())
                .put("at", cycle.clock())
                .put("minutes", Json.of((long) cycle.minutes()))
                .put("zone", cycle.zone())
                .json();
    }

    private static Json status(Status status) {
        return new Fields()
                .put("id", status.id().hex())
                .put("name", status.name())
                .put("category", status.category().word())
                .put("order", Json.of(status.order()))
                .meta(status.meta(), status.meta().life().deleted())
                .json();
    }

    private static Json board(BoardEntry entry, boolean deleted) {
        return new Fields()
                .put("id", entry.id().hex())
                .put("title", entry.title())
                .put("order", Json.of(entry.order()))
                .flag("editedSinceDeletion", entry.meta().life().deleted() && !deleted)
                .meta(entry.meta(), deleted)
                .json();
    }

    private static Json document(DocumentEntry entry, boolean deleted) {
        return new Fields()
                .put("id", entry.id().hex())
                .put("title", entry.title())
                .flag("editedSinceDeletion", entry.meta().life().deleted() && !deleted)
                .meta(entry.meta(), deleted)
                .json();
    }
}
