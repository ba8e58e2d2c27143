package dev.meridian.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import dev.meridian.client.store.LogRow;
import dev.meridian.client.transport.CrookedRelay;
import dev.meridian.client.transport.CrookedRelay.Conduct;
import dev.meridian.client.transport.ForgedLog;
import dev.meridian.model.id.CardId;
import dev.meridian.model.value.Position;
import dev.meridian.proto.v1.EntryKind;
import dev.meridian.proto.v1.Envelope;
import dev.meridian.proto.v1.LogItem;
import dev.meridian.proto.v1.SignedHead;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.log.LogHead;
import dev.meridian.sync.log.SignedHeads;
import dev.meridian.sync.trust.DeviceKeys;
import dev.meridian.sync.trust.Entropy;
import dev.meridian.sync.trust.Genesis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Three honest people, and in the place of their relay one that has its key and everything it had, and lies: it injects, reorders, withholds,
 * rewinds, forks, lies about time, and takes nothing. Each time people go on working, and agree when an honest relay is back.
 */
class MaliciousRelayTest extends RelayTest {
    private static final MeridianOptions IMPATIENT =
            Homes.QUICK.withTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(3));
    private static final long YEAR_MILLIS = Duration.ofDays(365).toMillis();

    private Workspace ada;
    private Workspace ben;
    private Workspace eve;
    private BoardHandle board;

    @BeforeEach
    void gather() {
        ada = homes.found(relay);
        board = ada.createBoard("Roadmap");
        ada.sync();
        ben = homes.join(ada, "ben");
        eve = homes.join(ada, "eve");
        for (Workspace each : List.of(ada, ben, eve)) {
            card(each, "First of " + deviceOf(each));
            each.sync();
        }
        everybodySyncs();
    }

    private CardId card(Workspace who, String title) {
        return who.board(board.id()).addCard(title, Position.ORIGIN);
    }

    private static DeviceId deviceOf(Workspace who) {
        return who.core().device();
    }

    private void everybodySyncs() {
        for (int i = 0; i < 2; i++) {
            ada.sync();
            ben.sync();
            eve.sync();
        }
    }

    /** All that a client has received, as its relay would show it. */
    private static ForgedLog logOf(Workspace who) {
        WorkspaceCore core = who.core();
        return core.thread().call(() -> {
            long last = core.store().log().lastPos();
            List<LogItem> items = LongStream.rangeClosed(1, last)
                    .mapToObj(pos -> item(core.store().log().at(pos).orElseThrow()))
                    .toList();
            return new ForgedLog(core.id(), core.standing().log().gen(), items);
        });
    }

    private static LogItem item(LogRow row) {
        return LogItem.newBuilder().setEntry(row.entry()).setItem(row.item()).build();
    }

    /** Stops the honest relay and puts a crooked one into its place, which begins with what Ada has. */
    private CrookedRelay crooked() throws Exception {
        relay.stop();
        return new CrookedRelay(relay.port(), relay.key(), logOf(ada));
    }

    /** Everybody works on, the honest relay comes back, and in the end all have all of it. */
    private void anHonestRelayBringsEverybodyTogether() throws Exception {
        int before = board.snapshot().cards().size();
        card(ada, "Ada goes on");
        card(ben, "Ben goes on");
        card(eve, "Eve goes on");
        relay.start();
        // What it appends from now on is of a later generation than all that was signed before.
        ada.sync();
        everybodySyncs();
        assertThat(board.snapshot().cards().size()).isGreaterThanOrEqualTo(before + 3);
        for (Workspace each : List.of(ada, ben, eve)) {
            assertThat(Homes.json(each)).isEqualTo(Homes.json(ada));
            assertThat(each.status().outboxItems()).isZero();
            assertThat(each.status().stopped()).isEmpty();
            assertThat(each.verify().problems()).isEmpty();
        }
    }

    private static ForgedLog withEnvelope(ForgedLog log, ByteString envelope) {
        return log.with(EntryKind.ENTRY_KIND_ENVELOPE, envelope);
    }

    /** The last envelope in a log, with its author's signature broken. */
    private static ByteString forged(ForgedLog log) throws Exception {
        Envelope envelope = Envelope.parseFrom(log.items().getLast().getItem());
        byte[] signature = envelope.getHeader().getSig().toByteArray();
        signature[0] ^= 1;
        return envelope.toBuilder()
                .setHeader(envelope.getHeader().toBuilder().setSig(ByteString.copyFrom(signature)))
                .build()
                .toByteString();
    }

    @Test
    void whatItInjectsIsSkippedByAllAndNamesTheDeviceThatItIsBlamedOn_CLI6() throws Exception {
        try (CrookedRelay crooked = crooked()) {
            ForgedLog log = logOf(ada);
            DeviceId blamed = deviceOf(eve); // the last to write
            // Something old once more, too.
            crooked.show(withEnvelope(
                    withEnvelope(log, forged(log)), log.items().getLast().getItem()));
            card(ada, "While it lies");
            everybodySyncs();

            for (Workspace each : List.of(ada, ben, eve)) {
                List<RejectedEntry> rejected = each.status().rejected();
                assertThat(rejected).hasSize(1);
                assertThat(rejected.getFirst().author()).isEqualTo(blamed);
                assertThat(rejected.getFirst().reason()).contains("signature");
                assertThat(rejected).isEqualTo(ada.status().rejected());
                assertThat(Homes.json(each)).isEqualTo(Homes.json(ada));
                assertThat(each.verify().problems()).isEmpty();
                assertThat(each.access().people()).hasSize(3);
            }
            assertThat(board.snapshot().cards()).hasSize(4);
        }
        anHonestRelayBringsEverybodyTogether();
    }

    @Test
    void aRecordThatItMadeUpMakesNobodyAMember_CLI6() throws Exception {
        Random random = new Random(5);
        Entropy entropy = random::nextBytes;
        ByteString foreign = Genesis.create(
                        DeviceKeys.generate(entropy), relay.key().verifyKey(), entropy)
                .record()
                .item();
        try (CrookedRelay crooked = crooked()) {
            crooked.show(logOf(ada).with(EntryKind.ENTRY_KIND_MEMBER, foreign));
            card(ada, "While it lies");
            everybodySyncs();
            for (Workspace each : List.of(ada, ben, eve)) {
                assertThat(each.access().people()).hasSize(3);
                assertThat(each.status().rejected()).hasSize(1);
                assertThat(Homes.json(each)).isEqualTo(Homes.json(ada));
            }
        }
        anHonestRelayBringsEverybodyTogether();
    }

    @Test
    void whoIsShownTheLogInAnotherOrderAgreesAndHasTheProofLater_GEN7() throws Exception {
        int known = logOf(eve).size();
        IntStream.range(0, 3).forEach(i -> {
            card(ada, "Ada " + i);
            ada.sync();
            card(ben, "Ben " + i);
            ben.sync();
        });
        ada.sync();
        try (CrookedRelay crooked = crooked()) {
            ForgedLog log = logOf(ada);
            List<Integer> order =
                    new ArrayList<>(IntStream.rangeClosed(1, known).boxed().toList());
            IntStream.iterate(log.size(), pos -> pos > known, pos -> pos - 1).forEach(order::add);
            crooked.show(deviceOf(eve), log.inOrder(order));
            eve.sync();
            assertThat(Homes.json(eve))
                    .as("edits in any order are the same edits")
                    .isEqualTo(Homes.json(ada));
            assertThat(eve.status().rejected()).isEmpty();

            crooked.show(log);
            isStoppedWithProof(eve);
            ada.sync();
        }
        anHonestRelayBringsEverybodyTogether();
    }

    private void isStoppedWithProof(Workspace who) throws Exception {
        StoppedException stopped = catchThrowableOfType(StoppedException.class, who::sync);
        assertThat(stopped)
                .hasMessageContaining("another log")
                .hasMessageContaining("you can go on working")
                .hasMessageContaining("kept as proof");
        assertThat(who.status().stopped()).isPresent();
        List<LogHead> heads = new ArrayList<>();
        for (SignedHead head : who.evidence()) {
            heads.add(
                    SignedHeads.verify(head, relay.key().verifyKey(), who.id()).orElseThrow());
        }
        assertThat(heads).as("signed by the relay's key, for anybody to check").hasSize(2);
        assertThat(heads.get(0).gen()).isEqualTo(heads.get(1).gen());
        assertThat(heads.get(0).chain()).isNotEqualTo(heads.get(1).chain());
        card(who, "Work goes on");
    }

    @Test
    void whatItAcknowledgesAndWithholdsStaysInTheOutbox_CLI21() throws Exception {
        ben.close();
        try (CrookedRelay crooked = crooked();
                Meridian home = Meridian.open(directory.resolve("ben"), IMPATIENT)) {
            crooked.conduct(Conduct.SWALLOWS);
            Workspace impatient = home.workspace("Apollo");
            card(impatient, "Swallowed");

            RelayException failure = catchThrowableOfType(RelayException.class, impatient::sync);

            assertThat(failure)
                    .hasMessageContaining("does not show it in the log")
                    .hasMessageContaining("What is not sent stays here");
            assertThat(failure.isTemporary()).isTrue();
            assertThat(impatient.status().outboxItems()).isPositive();
        }
        ben = homes.open("ben").workspace("Apollo");
        anHonestRelayBringsEverybodyTogether();
        assertThat(board.snapshot().cards().values())
                .extracting(each -> each.title())
                .contains("Swallowed");
    }

    @Test
    void whoIsKeptInThePastGoesOnAndCatchesUp() throws Exception {
        ForgedLog past = logOf(ben);
        card(ada, "Ben does not see this");
        ada.sync();
        try (CrookedRelay crooked = crooked()) {
            crooked.show(deviceOf(ben), past);
            ben.sync();
            assertThat(ben.board(board.id()).snapshot().cards()).hasSize(3);
            crooked.show(logOf(ada));
            ben.sync();
            assertThat(ben.board(board.id()).snapshot().cards()).hasSize(4);
        }
        anHonestRelayBringsEverybodyTogether();
    }

    @Test
    void aLogThatLostItsEndAndIsNotTakenBackStopsEverybody_GEN7() throws Exception {
        try (CrookedRelay crooked = crooked()) {
            ForgedLog log = logOf(ada);
            crooked.show(log.upTo(log.size() - 3));
            for (Workspace each : List.of(ada, ben, eve)) {
                StoppedException stopped = catchThrowableOfType(StoppedException.class, each::sync);
                assertThat(stopped).hasMessageContaining("restore a later backup");
                assertThat(each.status().stopped()).isPresent();
            }
        }
        anHonestRelayBringsEverybodyTogether();
    }

    @Test
    void twoLogsForTwoPeopleAreProvenWhenTheyMeet_GEN7() throws Exception {
        try (CrookedRelay crooked = crooked()) {
            ForgedLog common = logOf(ada);
            crooked.show(deviceOf(ada), common);
            crooked.show(deviceOf(ben), common);
            card(ada, "In Ada's world");
            ada.sync();
            card(ben, "In Ben's world");
            ben.sync();
            assertThat(ada.board(board.id()).snapshot().cards()).hasSize(4);

            crooked.show(deviceOf(ben), crooked.shownTo(deviceOf(ada)));
            isStoppedWithProof(ben);
            ada.sync();
        }
        anHonestRelayBringsEverybodyTogether();
        assertThat(board.snapshot().cards().values())
                .extracting(each -> each.title())
                .contains("In Ada's world", "In Ben's world");
    }

    @Test
    void timeThatGoesBackIsNotTakenIn_CLI2() throws Exception {
        try (CrookedRelay crooked = crooked()) {
            ForgedLog log = logOf(ada);
            ByteString last = log.items().getLast().getItem();
            crooked.show(log.with(EntryKind.ENTRY_KIND_ENVELOPE, last, log.endMillis() - 1));
            StoppedException stopped = catchThrowableOfType(StoppedException.class, ada::sync);
            assertThat(stopped).hasMessageContaining("time").hasMessageContaining("ask who runs the relay");
            assertThat(logOf(ada).size()).isEqualTo(log.size());
        }
        anHonestRelayBringsEverybodyTogether();
    }

    @Test
    void timeThatRunsAheadLosesNothing_DEC34() throws Exception {
        try (CrookedRelay crooked = crooked()) {
            ForgedLog log = logOf(ada);
            ByteString last = log.items().getLast().getItem();
            crooked.show(log.with(EntryKind.ENTRY_KIND_ENVELOPE, last, log.endMillis() + YEAR_MILLIS));
            card(ada, "In a year");
            everybodySyncs();
            assertThat(Homes.json(ben)).isEqualTo(Homes.json(ada));
        }
        anHonestRelayBringsEverybodyTogether();
    }

    @Test
    void anEntryThatIsLeftOutIsMissedByAllThatBuildsOnIt_STORE5() throws Exception {
        int known = logOf(ben).size();
        card(ada, "Left out");
        ada.sync();
        card(ada, "Builds on it");
        ada.sync();
        try (CrookedRelay crooked = crooked()) {
            crooked.show(deviceOf(ben), logOf(ada).without(known + 1));
            ben.sync();
            assertThat(ben.status().rejected()).singleElement().satisfies(entry -> {
                assertThat(entry.author()).isEqualTo(deviceOf(ada));
                assertThat(entry.reason()).contains("which the log does not have before it");
            });
            assertThat(ben.board(board.id()).snapshot().cards()).hasSize(3);
        }
        anHonestRelayBringsEverybodyTogether();
        assertThat(ben.status().rejected()).isEmpty();
    }

    @Test
    void aRelayThatTakesNothingIsGivenUpWithASentence_CLI39() throws Exception {
        ben.close();
        try (CrookedRelay crooked = crooked();
                Meridian home = Meridian.open(directory.resolve("ben"), IMPATIENT)) {
            Workspace impatient = home.workspace("Apollo");
            card(impatient, "Waits");
            for (Conduct each : List.of(Conduct.SAYS_TOO_FAST, Conduct.SAYS_CONFLICT)) {
                crooked.conduct(each);
                RelayException failure = catchThrowableOfType(RelayException.class, impatient::sync);
                assertThat(failure).as(each.name()).isNotNull();
                assertThat(failure.isTemporary()).as(failure.getMessage()).isTrue();
            }
            assertThat(impatient.unsentEdits()).isNotEmpty();
        }
        ben = homes.open("ben").workspace("Apollo");
        anHonestRelayBringsEverybodyTogether();
    }

    @Test
    void whatItSaysIsNotAllowedIsOfferedAgainAndNotLost_CLI40() throws Exception {
        try (CrookedRelay crooked = crooked()) {
            crooked.conduct(Conduct.SAYS_NOT_ALLOWED);
            card(ben, "Refused by a liar");
            SyncReport report = ben.sync();
            assertThat(report.refused())
                    .singleElement()
                    .satisfies(item -> assertThat(item.reason()).contains("only members write"));
            assertThat(ben.unsentEdits()).hasSize(1);
        }
        anHonestRelayBringsEverybodyTogether();
        assertThat(board.snapshot().cards().values())
                .extracting(each -> each.title())
                .contains("Refused by a liar");
        assertThat(ben.unsentEdits()).isEmpty();
        assertThat(ben.status().refused()).isEmpty();
    }
}
