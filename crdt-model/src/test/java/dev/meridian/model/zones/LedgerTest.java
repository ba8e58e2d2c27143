package dev.meridian.model.zones;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.model.calendar.Interval;
import dev.meridian.model.calendar.TimeZones;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.intent.TeamIntent;
import dev.meridian.model.plan.Peer;
import dev.meridian.model.team.MemberCalendars;
import dev.meridian.model.team.Team;
import dev.meridian.model.team.TeamDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private static final MemberId ANN = new MemberId("a0000000000000000000000000000001");
    private static final MemberId BOB = new MemberId("b0000000000000000000000000000001");
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final Peer<Team, TeamIntent> here = new Peer<>(1, TeamDocument::open);
    private final Peer<Team, TeamIntent> there = new Peer<>(2, TeamDocument::open);

    @BeforeEach
    void aTeam() {
        here.apply(
                new TeamIntent.Create("Harbour"),
                new TeamIntent.AddMember(ANN, "Ann", "Europe/Lisbon"),
                new TeamIntent.AddMember(BOB, "Bob", "Asia/Tokyo"));
        Peer.sync(here, there);
    }

    @AfterEach
    void close() {
        here.close();
        there.close();
    }

    /** Half an hour from 09:00Z: Ann works, Bob (18:00) does not. */
    private static Slot slot(Team team, String start, long minutes) {
        Instant at = Instant.parse(start);
        Interval time = new Interval(at, at.plus(Duration.ofMinutes(minutes)));
        Crew crew = new Crew(MemberCalendars.of(team, List.of(ANN, BOB), TimeZones.installed())
                .known());
        return new SlotSearch(crew, Map.of(), time, time.length()).slot(time);
    }

    private static void hold(Peer<Team, TeamIntent> peer, String start, long minutes, Instant now) {
        peer.apply(Ledger.record(peer.snapshot(), slot(peer.snapshot(), start, minutes), now));
    }

    @Test
    void whoPaysForAMeetingIsRememberedAndTwoWhoRecordItCountItOnce_ZONES_5() {
        hold(here, "2026-11-23T09:00:00Z", 30, NOW);
        hold(there, "2026-11-23T09:00:00Z", 30, NOW);
        hold(there, "2026-11-24T08:30:00Z", 30, NOW);
        Peer.sync(here, there);

        assertThat(Ledger.of(here.snapshot(), NOW).minutes())
                .containsEntry(ANN, 30)
                .containsEntry(BOB, 60);
    }

    @Test
    void aMeetingRecordedAgainReplacesWhatItCostAndCanBeForgotten_ZONES_5() {
        hold(here, "2026-11-23T09:00:00Z", 60, NOW);
        hold(here, "2026-11-23T09:00:00Z", 30, NOW);
        assertThat(Ledger.of(here.snapshot(), NOW).minutes()).containsEntry(BOB, 30);

        here.apply(Ledger.forget(here.snapshot(), Instant.parse("2026-11-23T09:00:00Z")));
        assertThat(Ledger.of(here.snapshot(), NOW).minutes()).containsEntry(BOB, 0);
        assertThat(Ledger.forget(here.snapshot(), Instant.parse("2026-11-23T09:00:00Z")))
                .isEmpty();
    }

    @Test
    void whatIsOlderThanFiftyTwoWeeksCountsNoMoreAndGoesWithTheNextMeeting_ZONES_5() {
        hold(here, "2026-11-23T09:00:00Z", 30, NOW);
        Instant later = NOW.plus(Duration.ofDays(365));
        assertThat(Ledger.of(here.snapshot(), later).minutes()).containsEntry(BOB, 0);

        hold(here, "2027-11-22T09:00:00Z", 30, later);
        assertThat(here.snapshot().member(BOB).orElseThrow().outOfHours())
                .extracting(each -> each.meeting().toString())
                .containsExactly("2027-11-22T09:00:00Z");
    }
}
