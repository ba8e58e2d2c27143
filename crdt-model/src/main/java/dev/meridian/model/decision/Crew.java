package dev.meridian.model.decision;

import dev.meridian.model.calendar.DayRange;
import dev.meridian.model.calendar.DaysOff;
import dev.meridian.model.calendar.TimeZones;
import dev.meridian.model.calendar.WorkCalendar;
import dev.meridian.model.id.MemberId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The people of a round and their working days. Owned by its fold; not thread-safe. */
final class Crew {
    /** One of them. */
    static final class Person {
        final MemberId member;
        Part part;
        boolean excused;
        DayLine days;

        private Person(MemberId member, Part part, DayLine days) {
            this.member = member;
            this.part = part;
            this.days = days;
        }

        boolean isRequired() {
            return part == Part.REQUIRED && !excused;
        }
    }

    private final TimeZones zones;
    private final Instant from;
    private final Map<FrozenCalendar, DayLine> lines = new HashMap<>();
    /** By id, so that everybody finds the same order. */
    private final TreeMap<MemberId, Person> people = new TreeMap<>();

    private final Set<MemberId> proposers = new HashSet<>();

    Crew(TimeZones zones, Instant from) {
        this.zones = zones;
        this.from = from;
    }

    /** Adds those who are not there yet; who is there already keeps the stronger part. */
    void join(List<Participant> participants, MemberId proposer) {
        proposers.add(proposer);
        for (Participant each : participants) {
            Person known = people.get(each.member());
            if (known == null) {
                line(each.calendar())
                        .ifPresent(line -> people.put(each.member(), new Person(each.member(), each.part(), line)));
            } else if (each.part().compareTo(known.part) < 0) {
                known.part = each.part();
            }
        }
    }

    private Optional<DayLine> line(FrozenCalendar calendar) {
        DayLine known = lines.get(calendar);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<DayLine> made = calendar.on(zones).map(work -> new DayLine(work, from));
        made.ifPresent(line -> lines.put(calendar, line));
        return made;
    }

    Iterable<Person> people() {
        return people.values();
    }

    Set<MemberId> proposers() {
        return proposers;
    }

    boolean isProposer(MemberId member) {
        return proposers.contains(member);
    }

    Optional<Person> person(MemberId member) {
        return Optional.ofNullable(people.get(member));
    }

    boolean isRequired(MemberId member) {
        return person(member).map(Person::isRequired).orElse(false);
    }

    /** Whether their yes counts. */
    boolean isAsked(MemberId member) {
        return isProposer(member)
                || person(member).map(person -> person.part != Part.INFORMED).orElse(false);
    }

    /** How many there are besides those who propose. */
    int others() {
        int others = 0;
        for (Person each : people.values()) {
            others += isProposer(each.member) ? 0 : 1;
        }
        return others;
    }

    void away(MemberId member, DayRange range) {
        person(member).ifPresent(person -> {
            WorkCalendar before = person.days.calendar();
            List<DayRange> ranges = new ArrayList<>(before.daysOff().ranges());
            ranges.add(range);
            person.days = new DayLine(new WorkCalendar(before.zone(), before.week(), DaysOff.of(ranges)), from);
        });
    }

    /**
     * The latest end of a window over everybody required (DEC-4); over the others where nobody is, and by the clock alone where nobody has
     * working days.
     */
    Due window(Instant start, int days, int hoursMin) {
        Due due = latest(start, days, Person::isRequired)
                .or(() -> latest(start, days, each -> true))
                .orElseGet(() -> new Due(start.plus(Duration.ofDays(days)), Optional.empty()));
        return due.orLater(new Due(start.plus(Duration.ofHours(hoursMin)), Optional.empty()));
    }

    private interface Which {
        boolean holds(Person person);
    }

    private Optional<Due> latest(Instant start, int days, Which which) {
        // People with the same calendar share its days: one answer for all of them.
        Map<DayLine, Optional<Instant>> known = new HashMap<>();
        Due latest = null;
        for (Person each : people.values()) {
            if (!which.holds(each) || isProposer(each.member)) {
                continue;
            }
            Optional<Instant> end = known.computeIfAbsent(each.days, line -> line.nthFrom(start, days));
            // By rising id, so that of several who end at one moment the least is named.
            if (end.isPresent() && (latest == null || end.get().isAfter(latest.at()))) {
                latest = new Due(end.get(), Optional.of(each.member));
            }
        }
        return Optional.ofNullable(latest);
    }
}
