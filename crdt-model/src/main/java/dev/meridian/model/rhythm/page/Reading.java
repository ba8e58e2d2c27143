package dev.meridian.model.rhythm.page;

import dev.meridian.model.rhythm.Person;
import dev.meridian.model.rhythm.Target;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a reader reads: in which zone, and where links lead.
 *
 * @param links an absolute address of something; empty where it has none
 */
public record Reading(ZoneId zone, Function<Target, Optional<String>> links) {

    private static final DateTimeFormatter FULL = DateTimeFormatter.ofPattern("EEE d MMM yyyy HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

    /** Without links. */
    public static Reading in(ZoneId zone) {
        return new Reading(zone, target -> Optional.empty());
    }

    /**
     * With links into the web client.
     *
     * @param base its address, for example {@code https://plan.example.org/}
     */
    public static Reading in(ZoneId zone, String base) {
        String root = base.endsWith("/") ? base : base + "/";
        return new Reading(zone, target -> switch (target) {
            case Target.OfCard card ->
                Optional.of(root + "#/board/" + card.board().hex() + "/card/"
                        + card.card().hex());
            case Target.OfBoard board ->
                Optional.of(root + "#/board/" + board.board().hex());
            case Target.OfDocument document ->
                Optional.of(root + "#/document/" + document.document().hex());
            case Target.OfOther other -> Optional.empty();
        });
    }

    Optional<String> link(Target target) {
        return links.apply(target);
    }

    /** {@code Tue 24 Mar 2026 09:12 (17:12 for Kenji)}; the author's day too where it is another one. */
    public String moment(Instant at, List<Person> authors) {
        String here = FULL.format(at.atZone(zone));
        Map<String, String> elsewhere = new LinkedHashMap<>();
        for (Person author : authors) {
            author.zone()
                    .filter(ZoneId.getAvailableZoneIds()::contains)
                    .map(ZoneId::of)
                    .ifPresent(theirs -> {
                        if (!sameClock(at, theirs)) {
                            elsewhere.merge(there(at, theirs), author.name(), (one, other) -> one + " and " + other);
                        }
                    });
        }
        if (elsewhere.isEmpty()) {
            return here;
        }
        StringBuilder text = new StringBuilder(here).append(" (");
        elsewhere.forEach((time, names) -> text.append(text.charAt(text.length() - 1) == '(' ? "" : ", ")
                .append(time)
                .append(" for ")
                .append(names));
        return text.append(')').toString();
    }

    private boolean sameClock(Instant at, ZoneId theirs) {
        return zone.getRules().getOffset(at).equals(theirs.getRules().getOffset(at));
    }

    private String there(Instant at, ZoneId theirs) {
        boolean sameDay = at.atZone(theirs).toLocalDate().equals(at.atZone(zone).toLocalDate());
        return (sameDay ? TIME : DAY_AND_TIME).format(at.atZone(theirs));
    }
}
