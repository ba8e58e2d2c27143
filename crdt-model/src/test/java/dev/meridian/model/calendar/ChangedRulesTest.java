package dev.meridian.model.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.model.calendar.DeadlineRule.WorkingDays;
import dev.meridian.model.id.MemberId;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneOffsetTransitionRule;
import java.time.zone.ZoneOffsetTransitionRule.TimeDefinition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * A zone whose rules changed between two versions of the database: Brazil gave up summer time by decree in April 2019 (tz 2019b). Until then
 * (2018i) it was to begin on 3 November 2019. Both rule sets are given here, since a Java has only one.
 */
class ChangedRulesTest {

    private static final String SAO_PAULO = "America/Sao_Paulo";
    private static final MemberId ANA = new MemberId("0a".repeat(16));
    private static final ZoneOffset WINTER = ZoneOffset.ofHours(-3);
    private static final ZoneOffset SUMMER = ZoneOffset.ofHours(-2);

    /** A database of one zone. */
    private record Database(String version, ZoneRules rules) implements TimeZones {
        @Override
        public Optional<ZoneRules> rules(String name) {
            return name.equals(SAO_PAULO) ? Optional.of(rules) : Optional.empty();
        }
    }

    private static final Database BEFORE = new Database(
            "2018i",
            ZoneRules.of(
                    WINTER,
                    WINTER,
                    List.of(),
                    List.of(
                            ZoneOffsetTransition.of(LocalDateTime.parse("2018-11-04T00:00"), WINTER, SUMMER),
                            ZoneOffsetTransition.of(LocalDateTime.parse("2019-02-17T00:00"), SUMMER, WINTER)),
                    List.of(
                            ZoneOffsetTransitionRule.of(
                                    Month.FEBRUARY,
                                    15,
                                    DayOfWeek.SUNDAY,
                                    LocalTime.MIDNIGHT,
                                    false,
                                    TimeDefinition.WALL,
                                    WINTER,
                                    SUMMER,
                                    WINTER),
                            ZoneOffsetTransitionRule.of(
                                    Month.NOVEMBER,
                                    1,
                                    DayOfWeek.SUNDAY,
                                    LocalTime.MIDNIGHT,
                                    false,
                                    TimeDefinition.WALL,
                                    WINTER,
                                    WINTER,
                                    SUMMER))));
    private static final Database AFTER = new Database("2019b", ZoneRules.of(WINTER));

    private static final Instant OPENED = Instant.parse("2019-11-01T15:00:00Z");

    private static Deadline deadline(Database zones) {
        WorkCalendar calendar = new WorkCalendar(Zone.of(zones, SAO_PAULO).orElseThrow(), WorkWeek.USUAL, DaysOff.NONE);
        return Deadline.of(new WorkingDays(2), OPENED, Map.of(ANA, calendar), zones)
                .deadline()
                .orElseThrow();
    }

    @Test
    void aDatabaseOfLaterRulesMovesADeadlineLater_CAL_10() {
        Deadline stored = deadline(BEFORE);
        assertThat(stored.at()).isEqualTo("2019-11-05T19:00:00Z");

        assertThat(stored.updated(deadline(AFTER)).at()).isEqualTo("2019-11-05T20:00:00Z");
        assertThat(stored.updated(deadline(AFTER)).version()).isEqualTo("2019b");
    }

    @Test
    void butNeverEarlier_CAL_10() {
        Deadline stored = new Deadline(new WorkingDays(2), deadline(AFTER).at(), Optional.of(ANA), "2018i");
        Deadline anew = new Deadline(new WorkingDays(2), deadline(BEFORE).at(), Optional.of(ANA), "2019b");

        assertThat(stored.updated(anew)).isEqualTo(stored);
    }

    @Test
    void theDatabaseOfThisJavaHasAVersionAndAgreesWithTheLaterRules_CAL_10() {
        TimeZones installed = TimeZones.installed();

        assertThat(installed.version()).matches("\\d{4}[a-z]+").isGreaterThan("2019a");
        assertThat(installed.rules(SAO_PAULO).orElseThrow().getOffset(Instant.parse("2019-12-01T00:00:00Z")))
                .isEqualTo(WINTER);
        assertThat(installed.rules("Mars/Olympus")).isEmpty();
    }
}
