package dev.meridian.model.formats.archive;

import dev.meridian.model.calendar.Cycle;
import dev.meridian.model.calendar.CycleKind;
import dev.meridian.model.calendar.DayRange;
import dev.meridian.model.calendar.Shift;
import dev.meridian.model.calendar.TimeZones;
import dev.meridian.model.formats.BadInput;
import dev.meridian.model.formats.merge.Sentences;
import dev.meridian.model.formats.merge.Warnings;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.EntryId;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.id.StatusId;
import dev.meridian.model.intent.TeamIntent;
import dev.meridian.model.team.Status;
import dev.meridian.model.team.Team;
import dev.meridian.model.value.StatusCategory;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The team of an archive as intents. */
final class ArchivedTeam {

    private static final String UTC = "Etc/UTC";

    private final Team now;
    private final Node team;
    private final Warnings warnings;
    private final List<TeamIntent> intents = new ArrayList<>();

    ArchivedTeam(Team now, Node team, Warnings warnings) {
        this.now = now;
        this.team = team;
        this.warnings = warnings;
    }

    /** Ids of boards or documents that the team lists and that are not in the trash. */
    static List<String> listed(Node team, String key) throws BadInput {
        List<String> ids = new ArrayList<>();
        for (Node entry : team.list(key)) {
            if (!entry.flag("deleted")) {
                ids.add(entry.id());
            }
        }
        return ids;
    }

    List<TeamIntent> intents() throws BadInput {
        if (!team.text("name").equals(now.name())) {
            intents.add(new TeamIntent.SetName(team.text("name")));
        }
        for (Node member : team.list("members")) {
            member(member);
        }
        statuses();
        for (Map.Entry<String, Node> cycle : team.members("cycles").entrySet()) {
            cycle(cycle.getKey(), cycle.getValue());
        }
        for (Node board : team.list("boards")) {
            if (!board.flag("deleted")) {
                BoardId id = new BoardId(board.id());
                intents.add(new TeamIntent.AddBoard(
                        id, board.text("title"), board.number("order").orElse(0.0)));
                origin(id, board);
            }
        }
        for (Node document : team.list("documents")) {
            if (!document.flag("deleted")) {
                DocumentId id = new DocumentId(document.id());
                intents.add(new TeamIntent.AddDocument(id, document.text("title")));
                origin(id, document);
            }
        }
        warnOfTrash();
        return intents;
    }

    private void warnOfTrash() throws BadInput {
        int trashed = team.list("boards").size()
                + team.list("documents").size()
                - listed(team, "boards").size()
                - listed(team, "documents").size();
        if (trashed > 0) {
            warnings.add(Sentences.counted(trashed, "board or document") + " in the trash of the archive: left there");
        }
    }

    private void member(Node member) throws BadInput {
        MemberId id = new MemberId(member.id());
        if (now.members().containsKey(id)) {
            return;
        }
        String zone = member.text("zone");
        boolean known = TimeZones.installed().rules(zone).isPresent();
        if (!known) {
            warnings.add("the time zone \"" + Sentences.brief(zone) + "\" of " + member.text("name")
                    + " is not known here; it becomes UTC");
        }
        intents.add(new TeamIntent.AddMember(id, member.text("name"), known ? zone : UTC));
        for (String item : member.texts("week")) {
            Shift hours = Shift.parse(item).orElseThrow(() -> member.bad("\"" + item + "\" are no working hours"));
            intents.add(new TeamIntent.AddHours(id, hours));
        }
        for (String item : member.texts("daysOff")) {
            DayRange days = DayRange.parse(item).orElseThrow(() -> member.bad("\"" + item + "\" are no days"));
            intents.add(new TeamIntent.AddDaysOff(id, days));
        }
        for (String at : member.members("outOfHours").keySet()) {
            int minutes = member.object("outOfHours").integer(at);
            intents.add(new TeamIntent.AddOutOfHours(id, instant(member, at), minutes));
        }
        origin(id, member);
    }

    private static Instant instant(Node at, String text) throws BadInput {
        try {
            return Instant.parse(text);
        } catch (DateTimeException none) {
            throw at.bad("\"" + text + "\" is no instant");
        }
    }

    private void statuses() throws BadInput {
        Set<StatusId> kept = new HashSet<>();
        List<TeamIntent> last = new ArrayList<>();
        for (Node status : team.list("statuses")) {
            StatusId id = new StatusId(status.id());
            kept.add(id);
            String word = status.text("category");
            StatusCategory category = StatusCategory.of(word)
                    .orElseThrow(() -> status.bad("\"" + word + "\" is no category of statuses"));
            double order = status.number("order").orElse(0.0);
            status(id, status.text("name"), category, order);
            origin(id, status);
            if (status.flag("deleted")) {
                last.add(new TeamIntent.Delete(id, Set.of()));
            }
        }
        now.statuses().values().stream()
                .filter(status ->
                        !kept.contains(status.id()) && !status.meta().life().deleted())
                .map(Status::id)
                .sorted()
                .forEach(id -> last.add(new TeamIntent.Delete(id, Set.of())));
        intents.addAll(last);
    }

    private void status(StatusId id, String name, StatusCategory category, double order) {
        Optional<Status> there = Optional.ofNullable(now.statuses().get(id));
        if (there.isEmpty()) {
            intents.add(new TeamIntent.AddStatus(id, name, category, order));
            return;
        }
        if (!there.get().name().equals(name)) {
            intents.add(new TeamIntent.SetTitle(id, name));
        }
        if (there.get().category() != category) {
            intents.add(new TeamIntent.SetCategory(id, category));
        }
        if (there.get().order() != order) {
            intents.add(new TeamIntent.SetOrder(id, order));
        }
    }

    private void cycle(String word, Node cycle) throws BadInput {
        Optional<CycleKind> kind = CycleKind.of(word);
        String text = String.join(
                " ",
                cycle.text("every"),
                cycle.text("anchor"),
                cycle.text("at"),
                Integer.toString(cycle.integer("minutes")),
                cycle.text("zone"));
        Cycle read = Cycle.parse(text).orElseThrow(() -> cycle.bad("this is no cycle"));
        if (kind.isPresent()) {
            intents.add(new TeamIntent.SetCycle(kind.get(), Optional.of(read)));
        }
    }

    private void origin(EntryId id, Node entry) throws BadInput {
        entry.origin().ifPresent(source -> intents.add(new TeamIntent.SetSource(id, source)));
        entry.optional("extra").ifPresent(extra -> intents.add(new TeamIntent.SetExtra(id, Optional.of(extra))));
    }
}
