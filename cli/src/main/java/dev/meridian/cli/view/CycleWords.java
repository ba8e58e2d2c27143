package dev.meridian.cli.view;

import dev.meridian.cli.output.Json;
import dev.meridian.model.calendar.Cycle;
import dev.meridian.model.calendar.Period;
import dev.meridian.model.zones.WorldClock;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;

/** Cycles of the team as people say them. */
public final class CycleWords {

    private static final List<String> PLACES = List.of("first", "second", "third", "fourth", "last");
    private static final int WEEK_DAYS = 7;

    private CycleWords() {}

    /** {@code every 2 weeks on Thursday at 10:00 in Zurich, 30 minutes}. */
    public static String of(Cycle cycle) {
        String minutes = cycle.minutes() == 0 ? "" : ", " + cycle.minutes() + " minutes";
        return "every " + period(cycle) + " at " + cycle.clock() + " in " + WorldClock.city(cycle.zone()) + minutes;
    }

    private static String period(Cycle cycle) {
        Period every = cycle.every();
        DayOfWeek weekday = cycle.anchor().getDayOfWeek();
        String day = weekday.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
        String number = every.count() == 1 ? "" : every.count() + " ";
        return switch (every.unit()) {
            case WEEKS -> number + (every.count() == 1 ? "week" : "weeks") + " on " + day;
            case MONTHS ->
                number + (every.count() == 1 ? "month" : "months") + " on the "
                        + PLACES.get((cycle.anchor().getDayOfMonth() - 1) / WEEK_DAYS) + " " + day;
        };
    }

    public static Json.Fields json(Cycle cycle) {
        return Json.object()
                .put("every", cycle.every().toString())
                .put("anchor", cycle.anchor().toString())
                .put("at", cycle.clock())
                .put("minutes", cycle.minutes())
                .put("zone", cycle.zone());
    }
}
