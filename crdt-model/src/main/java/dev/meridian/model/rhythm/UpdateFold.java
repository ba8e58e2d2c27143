package dev.meridian.model.rhythm;

import dev.meridian.model.calendar.WorkCalendar;
import dev.meridian.model.id.MemberId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Makes a {@link WeeklyUpdate} of a week's digest. */
public final class UpdateFold {

    private UpdateFold() {}

    /**
     * The update of a week.
     *
     * @param week of which the digest is
     * @param calendars when members work: they are asked for reasons then
     */
    public static WeeklyUpdate of(Digest digest, String week, Function<MemberId, Optional<WorkCalendar>> calendars) {
        Map<Person, List<CardLine>> moved = new LinkedHashMap<>();
        Map<Person, List<CardLine>> still = new LinkedHashMap<>();
        List<CardLine> ownerless = new ArrayList<>();
        digest.moved().forEach(line -> share(line, moved, still, ownerless));
        digest.still().forEach(line -> share(line, still, moved, ownerless));
        List<WeeklyUpdate.OfOwner> owners = moved.keySet().stream()
                .sorted(Comparator.comparing(Person::name)
                        .thenComparing(
                                person -> person.member().map(id -> id.hex()).orElse("")))
                .map(owner -> of(owner, moved.getOrDefault(owner, List.of()), still.getOrDefault(owner, List.of())))
                .toList();
        return new WeeklyUpdate(
                digest.workspace(),
                week,
                digest.from(),
                digest.to(),
                digest.now(),
                owners,
                ownerless,
                NudgeFold.of(digest, calendars));
    }

    /** Every owner has an entry in both maps, be it an empty one. */
    private static void share(
            CardLine line,
            Map<Person, List<CardLine>> into,
            Map<Person, List<CardLine>> other,
            List<CardLine> ownerless) {
        if (line.owners().isEmpty()) {
            ownerless.add(line);
        }
        for (Person owner : line.owners()) {
            other.computeIfAbsent(owner, none -> new ArrayList<>());
            into.computeIfAbsent(owner, none -> new ArrayList<>()).add(line);
        }
    }

    private static WeeklyUpdate.OfOwner of(Person owner, List<CardLine> moved, List<CardLine> notMoved) {
        List<CardLine> blocked = notMoved.stream().filter(UpdateFold::isBlocked).toList();
        List<CardLine> still =
                notMoved.stream().filter(line -> !isBlocked(line)).toList();
        int unexplained = (int) still.stream()
                .filter(line -> line.why().filter(Why::given).isEmpty())
                .count();
        return new WeeklyUpdate.OfOwner(owner, moved, still, blocked, unexplained);
    }

    private static boolean isBlocked(CardLine line) {
        return line.why().map(Why::source).filter(UpdateFold::blocks).isPresent();
    }

    private static boolean blocks(Why.Source source) {
        return switch (source) {
            case BLOCKER, ARROW, DECISION -> true;
            case UPDATE, COMMENT, NONE -> false;
        };
    }

    /** Cards of this owner that stood still and whose reason nobody gave. */
    static List<Target.OfCard> unexplained(Digest digest, Person owner) {
        return digest.still().stream()
                .filter(line -> line.owners().contains(owner))
                .filter(line -> line.why().equals(Optional.of(Why.NONE)))
                .map(CardLine::card)
                .toList();
    }
}
