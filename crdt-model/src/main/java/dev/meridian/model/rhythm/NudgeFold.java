package dev.meridian.model.rhythm;

import dev.meridian.model.calendar.WorkCalendar;
import dev.meridian.model.calendar.WorkDay;
import dev.meridian.model.id.MemberId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Whom to ask for a reason, and when (RHY-11): on their own working day. */
public final class NudgeFold {

    private NudgeFold() {}

    /** One for each member who owns cards that stood still without a reason, by name. */
    public static List<Nudge> of(Digest digest, Function<MemberId, Optional<WorkCalendar>> calendars) {
        return digest.still().stream()
                .flatMap(line -> line.owners().stream())
                .distinct()
                .filter(owner -> owner.member().isPresent())
                .sorted(Comparator.comparing(Person::name)
                        .thenComparing(
                                owner -> owner.member().map(MemberId::hex).orElse("")))
                .map(owner -> nudge(digest, owner, calendars))
                .filter(nudge -> !nudge.cards().isEmpty())
                .toList();
    }

    private static Nudge nudge(Digest digest, Person owner, Function<MemberId, Optional<WorkCalendar>> calendars) {
        Optional<WorkDay> day =
                owner.member().flatMap(calendars).flatMap(calendar -> calendar.currentOrNextDay(digest.now()));
        return new Nudge(owner, UpdateFold.unexplained(digest, owner), day.map(WorkDay::start));
    }
}
