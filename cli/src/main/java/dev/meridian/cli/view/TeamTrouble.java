package dev.meridian.cli.view;

import dev.meridian.cli.output.Json;
import dev.meridian.cli.output.Page;
import dev.meridian.cli.output.Span;
import dev.meridian.cli.output.Style;
import dev.meridian.model.team.Team;
import dev.meridian.model.value.Conflict;
import dev.meridian.model.value.Meta;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Fields of the team document (names, zones, titles of boards and documents) that two people wrote at once. */
public final class TeamTrouble {

    private record Disputed(String kind, String id, String title, Conflict conflict) {}

    private final People people;
    private final List<Disputed> disputed = new ArrayList<>();

    public TeamTrouble(People people) {
        this.people = people;
        Team team = people.team();
        team.members().forEach((id, member) -> add("member", id.hex(), member.name(), member.meta()));
        team.statuses().forEach((id, status) -> add("status", id.hex(), status.name(), status.meta()));
        team.boards().forEach((id, board) -> add("board", id.hex(), board.title(), board.meta()));
        team.documents().forEach((id, document) -> add("document", id.hex(), document.title(), document.meta()));
        disputed.sort(Comparator.comparing(Disputed::kind).thenComparing(Disputed::id));
    }

    private void add(String kind, String id, String title, Meta meta) {
        if (!meta.life().deleted()) {
            meta.conflicts().forEach(conflict -> disputed.add(new Disputed(kind, id, title, conflict)));
        }
    }

    public boolean isNone() {
        return disputed.isEmpty();
    }

    public Json json() {
        return Json.array(
                disputed,
                each -> Json.object()
                        .put("kind", each.kind())
                        .put("id", each.id())
                        .put("title", each.title())
                        .put("field", Trouble.word(each.conflict().field()))
                        .put(
                                "values",
                                Json.array(
                                        each.conflict().candidates(),
                                        candidate -> Json.object()
                                                .put("value", candidate.value())
                                                .put("author", people.json(candidate.author())))));
    }

    public void print(Page page) {
        for (Disputed each : disputed) {
            String values = each.conflict().candidates().stream()
                    .map(candidate ->
                            "\"" + candidate.value().orElse("(none)") + "\" by " + people.name(candidate.author()))
                    .collect(Collectors.joining(", "));
            page.line(
                    Span.of("  ≠ ", Style.YELLOW),
                    Span.of(each.kind() + " " + each.title() + ": "
                            + Trouble.word(each.conflict().field()) + " is " + values));
        }
    }
}
