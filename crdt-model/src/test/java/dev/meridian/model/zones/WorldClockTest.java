package dev.meridian.model.zones;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.model.calendar.Interval;
import dev.meridian.model.calendar.TimeZones;
import dev.meridian.model.calendar.Zone;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WorldClockTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private final WorldClock zurich = new WorldClock(zone("Europe/Zurich"), NOW);

    private static Zone zone(String name) {
        return Zone.of(TimeZones.installed(), name).orElseThrow();
    }

    @Test
    void aMomentIsShownByTheReadersClockWithTheAuthorsAlongside_ZONES_1() {
        Instant moment = Instant.parse("2026-11-26T09:00:00Z");

        assertThat(zurich.show(moment)).isEqualTo("Thu 26 Nov 10:00");
        assertThat(zurich.show(moment, zone("America/New_York"))).isEqualTo("Thu 26 Nov 10:00 (04:00 in New York)");
        assertThat(zurich.show(moment, zone("Pacific/Honolulu"))).isEqualTo("Thu 26 Nov 10:00 (Wed 23:00 in Honolulu)");
    }

    @Test
    void whereBothClocksShowTheSameItIsSaidOnce_ZONES_1() {
        assertThat(zurich.show(Instant.parse("2026-11-26T09:00:00Z"), zone("Europe/Madrid")))
                .isEqualTo("Thu 26 Nov 10:00");
    }

    @Test
    void anotherYearIsNamedAndAnotherDayToo_ZONES_1() {
        Instant start = Instant.parse("2026-12-31T22:30:00Z");

        assertThat(zurich.show(Instant.parse("2027-01-04T08:00:00Z"))).isEqualTo("Mon 4 Jan 2027 09:00");
        assertThat(zurich.show(new Interval(start, start.plusSeconds(900)))).isEqualTo("Thu 31 Dec 23:30-23:45");
        assertThat(zurich.show(new Interval(start, start.plusSeconds(3600)))).isEqualTo("Thu 31 Dec 23:30-Fri 00:30");
    }

    @Test
    void aZoneGoesByItsCity() {
        assertThat(WorldClock.city("America/Argentina/Buenos_Aires")).isEqualTo("Buenos Aires");
        assertThat(WorldClock.city("UTC")).isEqualTo("UTC");
    }
}
