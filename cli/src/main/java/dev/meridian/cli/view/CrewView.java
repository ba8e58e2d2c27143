package dev.meridian.cli.view;

import dev.meridian.cli.exit.CommandFailed;
import dev.meridian.cli.exit.ExitCode;
import dev.meridian.cli.naming.Names;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.output.Page;
import dev.meridian.cli.output.Style;
import dev.meridian.client.Workspace;
import dev.meridian.model.calendar.Interval;
import dev.meridian.model.calendar.TimeZones;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.team.Member;
import dev.meridian.model.team.MemberCalendars;
import dev.meridian.model.zones.Crew;
import dev.meridian.model.zones.Slot;
import dev.meridian.model.zones.WorldClock;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Some members whose hours are looked at together, with their names.
 *
 * @param without who has no time zone that this machine knows: they are named, and not counted
 */
public record CrewView(People people, Crew crew, List<MemberId> without) {

    /** The named members, or all. */
    public static CrewView of(Workspace workspace, List<String> names) {
        Names known = new Names(workspace);
        List<MemberId> members = names.isEmpty()
                ? workspace.team().members().stream().map(Member::id).toList()
                : names.stream().map(name -> known.member(name).id()).distinct().toList();
        People people = new People(workspace.team().snapshot());
        MemberCalendars calendars = MemberCalendars.of(people.team(), members, TimeZones.installed());
        if (calendars.known().isEmpty()) {
            throw new CommandFailed(
                    ExitCode.REFUSED,
                    "nobody of these has a time zone to compute with; give it with: meridian member set NAME --zone ZONE");
        }
        return new CrewView(people, new Crew(calendars.known()), List.copyOf(calendars.unknown()));
    }

    public String names() {
        return names(crew.calendars().keySet());
    }

    /** {@code Ann, Bob and Cleo}, by name. */
    public String names(Collection<MemberId> members) {
        List<String> all = members.stream().map(people::name).sorted().toList();
        int last = all.size() - 1;
        return all.size() < 2
                ? String.join("", all)
                : String.join(", ", all.subList(0, last)) + " and " + all.get(last);
    }

    /** {@code Ann 22:00 · Bob Fri 07:00}: when that is for each, as the reader's day goes. */
    public String clocks(Slot slot, WorldClock reader) {
        return crew.calendars().entrySet().stream()
                .map(each -> people.name(each.getKey()) + " "
                        + reader.clock(slot.time().start(), each.getValue().zone()))
                .sorted()
                .collect(Collectors.joining(" · "));
    }

    /** {@code Bob pays 30 min (at night)}. */
    public String pays(Slot slot) {
        if (slot.isFree()) {
            return "everybody at work";
        }
        return slot.outOfHours().entrySet().stream()
                .map(each -> people.name(each.getKey()) + " pays " + each.getValue() + " min"
                        + (slot.atNight().contains(each.getKey()) ? " at night" : ""))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** Says who is not counted. */
    public void warn(Page page) {
        if (!without.isEmpty()) {
            page.prose(
                    "",
                    "not counted: " + names(without) + (without.size() == 1 ? " has" : " have")
                            + " no time zone known here; give it with: meridian member set NAME --zone ZONE",
                    Style.YELLOW);
        }
    }

    public Json json(Slot slot) {
        return json(slot.time())
                .put("free", slot.isFree())
                .put(
                        "pays",
                        Json.array(
                                slot.outOfHours().entrySet(),
                                each -> person(each.getKey())
                                        .put("minutes", each.getValue())
                                        .put("atNight", slot.atNight().contains(each.getKey()))))
                .put("worstTotalMinutes", slot.worstTotal());
    }

    public Json.Fields person(MemberId member) {
        return Json.object().put("member", member.hex()).put("name", people.name(member));
    }

    public static Json.Fields json(Interval stretch) {
        return Json.object()
                .put("start", stretch.start().toString())
                .put("end", stretch.end().toString());
    }
}
