package dev.meridian.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.model.decision.Act;
import dev.meridian.model.decision.Decision;
import dev.meridian.model.decision.DecisionState;
import dev.meridian.model.decision.Outcome;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.intent.TeamIntent;
import dev.meridian.model.value.DraftField;
import dev.meridian.proto.v1.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Four people in four zones, a relay that is down half of the time, and a clock that everybody shares. The window of three working days that
 * opens on Monday, 2 November, at 06:00 UTC ends on Thursday at 11:30 UTC, when Dee in Kolkata goes home; the grace on Friday at 11:30.
 */
@Timeout(300)
class DecisionScenarioTest {
    @TempDir
    Path directory;

    private final VirtualClock clock = new VirtualClock(Instant.parse("2026-11-01T12:00:00Z"));
    private final List<Meridian> homes = new ArrayList<>();
    private final Map<String, Workspace> people = new LinkedHashMap<>();
    /** Outcomes that somebody has shown, by person, decision and round. */
    private final Map<String, Outcome> shown = new HashMap<>();

    private TestRelay relay;

    @BeforeEach
    void gather() throws Exception {
        relay = new TestRelay(directory, clock);
        relay.start();
        Workspace ada = home("ada").createWorkspace("Apollo", relay.uri(), "ada", ZoneId.of("Europe/Zurich"));
        people.put("ada", ada);
        ada.sync();
        join("ben", "Pacific/Auckland", Role.ROLE_EDITOR);
        join("cas", "America/New_York", Role.ROLE_EDITOR);
        join("dee", "Asia/Kolkata", Role.ROLE_EDITOR);
        people.values().forEach(Workspace::sync);
    }

    @AfterEach
    void leave() {
        homes.forEach(Meridian::close);
        relay.close();
    }

    private Meridian home(String name) {
        Meridian home = Meridian.open(directory.resolve(name), Homes.QUICK.withClock(clock));
        homes.add(home);
        return home;
    }

    private Workspace join(String name, String zone, Role role) {
        var link = person("ada").invite(role, 1, Duration.ofDays(7));
        Workspace joined = home(name).join(link, name, ZoneId.of(zone));
        people.put(name, joined);
        person("ada").sync();
        return joined;
    }

    private Workspace person(String name) {
        return Optional.ofNullable(people.get(name)).orElseThrow();
    }

    private DocumentId proposal(String title) {
        Workspace ada = person("ada");
        DocumentId document = ada.createDocument(title, "# " + title + "\n").id();
        DecisionHandle decision = ada.decision(document);
        decision.draft(DraftField.QUESTION, Optional.of(title + "?"));
        decision.draft(DraftField.REQUIRED, Optional.of("ben\ncas\ndee"));
        decision.open();
        return document;
    }

    private String state(String name, DocumentId decision) {
        return person(name).decision(decision).state().state().word();
    }

    /** Syncs, and notes what this person is shown: an outcome that was shown once is shown ever after. */
    private void sync(String... names) {
        for (String name : names) {
            person(name).sync();
            person(name)
                    .decisions()
                    .forEach((id, decision) -> decision.outcomes().forEach(outcome -> {
                        Outcome before = shown.putIfAbsent(name + " " + id + " " + outcome.round(), outcome);
                        if (before != null) {
                            assertThat(outcome).isEqualTo(before);
                        }
                    }));
            shown.keySet().stream().filter(key -> key.startsWith(name + " ")).forEach(key -> {
                String[] parts = key.split(" ", -1);
                assertThat(person(name)
                                .decision(new DocumentId(parts[1]))
                                .state()
                                .outcomes())
                        .anyMatch(outcome -> outcome.round() == Integer.parseInt(parts[2]));
            });
        }
    }

    @Test
    void everybodyShowsTheSameAndNothingIsTakenBack() throws Exception {
        clock.set("2026-11-02T06:00:00Z");
        DocumentId plane = proposal("Move the store");
        DocumentId late = proposal("Rename the product");
        sync("ada", "ben", "cas", "dee", "ada");
        Decision opened = person("ada").decision(plane).state();
        assertThat(opened.round().orElseThrow().due().at()).isEqualTo(Instant.parse("2026-11-05T11:30:00Z"));
        assertThat(opened.round().orElseThrow().due().setBy())
                .isEqualTo(person("ada").team().member("dee"));
        relay.stop();

        clock.set("2026-11-05T10:00:00Z");
        person("cas").decision(plane).object("It loses the history.");
        person("ben").decision(late).object("Nobody will find us.");
        assertThat(person("cas").decision(plane).unsent()).hasSize(1);
        assertThat(state("cas", plane)).isEqualTo("open");

        clock.set("2026-11-05T12:00:00Z");
        relay.start();
        sync("ada");
        assertThat(state("ada", plane)).isEqualTo("provisional");
        assertThat(state("ada", late)).isEqualTo("provisional");
        relay.stop();

        clock.set("2026-11-06T09:00:00Z");
        relay.start();
        sync("cas", "ada");
        assertThat(state("ada", plane)).isEqualTo("objected");
        assertThat(state("cas", late)).isEqualTo("provisional");
        relay.stop();

        clock.set("2026-11-06T12:00:00Z");
        assertThat(state("ada", late)).isEqualTo("provisional");
        assertThat(person("ada").decision(late).state().waitsForSync()).isTrue();
        relay.start();
        sync("ben", "ada");
        assertThat(state("ada", late)).isEqualTo("accepted");
        assertThat(person("ada").decision(late).state().reopenings()).hasSize(1);
        relay.stop();

        clock.set("2026-11-09T06:00:00Z");
        assertThat(state("dee", plane)).isEqualTo("open");
        assertThat(person("dee").decision(plane).state().waitsForSync()).isTrue();
        relay.start();
        sync("dee", "ada", "ben", "cas", "dee", "ada", "ben", "cas");
        theyAllShowTheSame(plane, late);
    }

    private void theyAllShowTheSame(DocumentId plane, DocumentId late) {
        Decision reference = person("ada").decision(late).state();
        String recorded = person("ada").document(late).snapshot().outcomes().toString();
        assertThat(recorded).contains("accepted");
        String exported = person("dee").decision(late).export(1).orElseThrow();
        for (String name : people.keySet()) {
            assertThat(state(name, plane)).isEqualTo("objected");
            Decision theirs = person(name).decision(late).state();
            assertThat(theirs.state())
                    .isInstanceOf(DecisionState.Accepted.class)
                    .isEqualTo(reference.state());
            assertThat(theirs.outcomes().getFirst().certificate().json(late).print())
                    .isEqualTo(reference
                            .outcomes()
                            .getFirst()
                            .certificate()
                            .json(late)
                            .print());
            assertThat(person(name).document(late).snapshot().outcomes().toString())
                    .isEqualTo(recorded);
            assertThat(person(name).decision(late).verify().problems()).isEmpty();
            assertThat(person(name).decision(late).verify(exported).problems()).isEmpty();
            assertThat(person(name).verify().problems()).isEmpty();
        }
        String forged = exported.replace("\"accepted\"", "\"rejected\"");
        assertThat(person("ben").decision(late).verify(forged).holds()).isFalse();
        checkedWithoutALog(exported);
    }

    /** By somebody who has nothing but the file. */
    private void checkedWithoutALog(String exported) {
        DecisionVerification alone = CertificateCheck.check(exported);
        assertThat(alone.problems()).isEmpty();
        assertThat(alone.statements()).isGreaterThanOrEqualTo(4);
        assertThat(alone.outcomes()).singleElement().asString().startsWith("round 1: accepted, certificate ");
        assertThat(alone.outcomes())
                .isEqualTo(
                        person("ada").decision(only(exported)).verify(exported).outcomes());
        assertThat(alone.notChecked()).anyMatch(each -> each.startsWith("What each person said"));
        String otherTime = exported.replaceFirst("(\"acts\": \\[[^]]*?\"received\": \"2026-11-0)2", "$13");
        assertThat(otherTime).isNotEqualTo(exported);
        assertThat(CertificateCheck.check(otherTime).problems())
                .singleElement()
                .asString()
                .endsWith("is not in the log that the relay signed, or was received at another time.");
        String otherWorkspace = exported.replaceFirst("\"workspace\": \"[0-9a-f]{4}", "\"workspace\": \"0000");
        assertThat(CertificateCheck.check(otherWorkspace).holds()).isFalse();
        assertThat(CertificateCheck.check(exported.replace("\"item\": \"C", "\"item\": \"D"))
                        .holds())
                .isFalse();
        assertThatThrownBy(() -> CertificateCheck.check("{}")).hasMessage("This is no certificate of a decision.");
    }

    private static DocumentId only(String exported) {
        return new DocumentId(exported.replaceFirst("(?s).*\"decision\": \"([0-9a-f]{32})\".*", "$1"));
    }

    @Test
    void silenceOfPeopleWhoNeverSyncedIsNoConsent_DEC_21() {
        clock.set("2026-11-02T06:00:00Z");
        DocumentId decision = proposal("Silence");
        sync("ada", "ben", "cas");
        clock.set("2026-11-05T12:00:00Z");
        sync("ada");
        Decision put = person("ada").decision(decision).state();
        assertThat(put.state().word()).isEqualTo("open");
        assertThat(put.round().orElseThrow().extensions()).isEqualTo(1);
    }

    @Test
    void aViewerTakesNoPart_DEC_10() {
        clock.set("2026-11-02T06:00:00Z");
        DocumentId decision = proposal("Viewers");
        sync("ada");
        Workspace eve = join("eve", "UTC", Role.ROLE_VIEWER);
        eve.sync();
        assertThatThrownBy(() -> eve.decision(decision).say(new Act.Consent()))
                .isInstanceOf(DecisionException.class)
                .hasMessageStartingWith("A viewer takes no part in decisions");
    }

    @Test
    void whatCannotBeOpenedIsRefusedInOneLine_DEC_2() {
        clock.set("2026-11-02T06:00:00Z");
        Workspace ada = person("ada");
        DocumentId document = ada.createDocument("Refusals", "").id();
        DecisionHandle decision = ada.decision(document);
        assertThatThrownBy(decision::consent).hasMessage("The decision is not open yet: open it first.");
        assertThatThrownBy(decision::open).hasMessageStartingWith("Nobody besides you is required");
        decision.draft(DraftField.REQUIRED, Optional.of("zoe"));
        assertThatThrownBy(decision::open).hasMessage("There is no member called \"zoe\".");
        decision.draft(DraftField.REQUIRED, Optional.of("ben"));
        decision.draft(DraftField.DEADLINE, Optional.of("2026-10-30"));
        assertThatThrownBy(decision::open).hasMessage("The deadline 2026-10-30 is in the past.");
        decision.draft(DraftField.DEADLINE, Optional.empty());
        decision.open();
        assertThatThrownBy(decision::open)
                .hasMessage("This would have no effect: the decision is open already.")
                .isInstanceOf(DecisionException.class);
    }

    @Test
    void whoHasLeftTheTeamIsNotRequired_DEC_2() {
        clock.set("2026-11-02T06:00:00Z");
        Workspace ada = person("ada");
        var ghost = new dev.meridian.model.id.MemberId(ada.newId());
        DocumentId document = ada.createDocument("Zones", "").id();
        ada.team().apply(new TeamIntent.AddMember(ghost, "Gil", "UTC"));
        DecisionHandle decision = ada.decision(document);
        decision.draft(DraftField.REQUIRED, Optional.of("Gil"));
        assertThatThrownBy(decision::open).hasMessageStartingWith("Gil has left the team");
    }
}
