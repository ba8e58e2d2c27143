package dev.meridian.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import dev.meridian.client.transport.OddPeer;
import dev.meridian.model.id.CardId;
import dev.meridian.model.value.Position;
import dev.meridian.proto.v1.Challenge;
import dev.meridian.proto.v1.Frame;
import dev.meridian.proto.v1.LogItem;
import dev.meridian.proto.v1.Role;
import dev.meridian.sync.id.Sha256;
import dev.meridian.sync.log.LogEntry;
import dev.meridian.sync.trust.MemberRecord;
import dev.meridian.sync.trust.Registrar;
import dev.meridian.sync.trust.SigningKey;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A workspace goes to a relay with another key, by an owner's word and by nothing else. */
class RelocationTest extends RelayTest {
    private TestRelay next;

    @BeforeEach
    void anotherRelay() throws Exception {
        Files.createDirectories(directory.resolve("next"));
        next = TestRelay.started(directory.resolve("next"));
    }

    @AfterEach
    void stopIt() {
        next.close();
    }

    private static RelayPlace place(TestRelay relay) {
        return RelayPlace.at(relay.uri());
    }

    private static ByteString move(Workspace owner, TestRelay to, boolean lost) {
        return owner.access().moveTo(place(to), lost, SyncProgress.Listener.NONE);
    }

    private static SyncReport follow(Workspace member, TestRelay to) {
        return member.follow(place(to), SyncProgress.Listener.NONE);
    }

    private static List<ByteString> heads(Workspace workspace) {
        return workspace.core().thread().call(() -> {
            List<ByteString> heads = new ArrayList<>();
            for (long pos = 1; pos <= workspace.core().store().log().lastPos(); pos++) {
                ByteString head =
                        workspace.core().store().log().at(pos).orElseThrow().head();
                if (!head.isEmpty()) {
                    heads.add(head);
                }
            }
            return heads;
        });
    }

    private static void assertSame(Workspace one, Workspace other) {
        assertThat(Homes.json(one)).isEqualTo(Homes.json(other));
        assertThat(one.verify().problems()).isEmpty();
        assertThat(other.verify().problems()).isEmpty();
        assertThat(one.status().outboxItems()).isZero();
        assertThat(other.status().outboxItems()).isZero();
        assertThat(one.status().refused()).isEmpty();
        assertThat(other.status().refused()).isEmpty();
    }

    @Test
    void lostRelayIsReplacedByAnOwnerAndEverybodyKeepsWhatTheyHad_GEN11() throws Exception {
        Workspace ada = homes.found(relay);
        BoardHandle ours = ada.createBoard("Roadmap");
        CardId shared = ours.addCard("Both know", Position.ORIGIN);
        ada.sync();
        Workspace ben = homes.join(ada, "ben");
        BoardHandle theirs = ben.board(ours.id());
        CardId bensOnly = theirs.addCard("Ben and the lost relay know", Position.ORIGIN);
        ben.sync();
        long received = ada.status().position();
        List<ByteString> before = heads(ada);
        relay.close();
        ours.setTitle(shared, "Ada's, not sent");
        CardId bens = theirs.addCard("Ben's, not sent", Position.ORIGIN);

        ByteString key = move(ada, next, true);

        assertThat(key).isEqualTo(Sha256.of(next.key().verifyKey().bytes()));
        assertThat(heads(ada))
                .as("receipts of before stay those of the key before")
                .startsWith(before.toArray(ByteString[]::new));
        assertThat(ada.info().relay()).isEqualTo(next.uri());
        assertThat(ada.status().position()).isEqualTo(received + 2);
        follow(ben, next);
        ada.sync();
        ben.sync();
        assertThat(ben.info().relay()).isEqualTo(next.uri());
        assertThat(ours.card(bensOnly)).isPresent();
        assertThat(ours.card(bens)).isPresent();
        assertThat(theirs.card(shared).orElseThrow().title()).isEqualTo("Ada's, not sent");
        assertSame(ada, ben);
    }

    @Test
    void relayAtTheSameAddressWithAnotherKeyIsTakenByEverybodyOnceAnOwnerNamedIt_LOGIN2() throws Exception {
        Workspace ada = homes.found(relay);
        BoardHandle ours = ada.createBoard("Roadmap");
        ada.sync();
        Workspace ben = homes.join(ada, "ben");
        CardId bens = ben.board(ours.id()).addCard("Ben's, not sent", Position.ORIGIN);
        relay.wipe();
        Files.delete(directory.resolve("relay.key"));
        relay.start();

        RelayException unknown = catchThrowableOfType(RelayException.class, ben::sync);
        assertThat(unknown.reason()).isEqualTo(RelayException.Reason.WRONG_RELAY);
        assertThat(unknown).hasMessageContaining("no owner of the workspace has named it");
        assertThat(unknown).hasMessageContaining("an owner has to move the workspace");
        assertThat(ben.unsentEdits()).isNotEmpty();

        move(ada, relay, true);
        ben.sync();
        ada.sync();

        assertThat(ours.card(bens)).isPresent();
        assertSame(ada, ben);
        Workspace eve = homes.join(ada, "eve");
        ben.sync();
        assertThat(Homes.json(eve)).isEqualTo(Homes.json(ben));
        assertThat(eve.verify().problems()).isEmpty();
    }

    @Test
    void livingRelayTellsItsMembersWhereToGo_GEN12() throws Exception {
        Workspace ada = homes.found(relay);
        BoardHandle ours = ada.createBoard("Roadmap");
        ada.sync();
        Workspace ben = homes.join(ada, "ben");
        CardId bens = ben.board(ours.id()).addCard("Ben's, not sent", Position.ORIGIN);

        move(ada, next, false);
        ben.sync();
        ada.sync();

        assertThat(ben.info().relay()).isEqualTo(next.uri());
        assertThat(ours.card(bens)).isPresent();
        assertSame(ada, ben);
        relay.close();
        ours.addCard("After", Position.ORIGIN);
        ada.sync();
        ben.sync();
        assertSame(ada, ben);
    }

    @Test
    void livingRelayThatDoesNotAnswerIsNotLeftUnlessItIsSaidToBeLost_GEN12() throws Exception {
        Workspace ada = homes.found(relay);
        ada.sync();
        relay.stop();

        RelayException away = catchThrowableOfType(RelayException.class, () -> move(ada, next, false));

        assertThat(away).hasMessageContaining("gone for good");
        assertThat(ada.info().relay()).isEqualTo(relay.uri());
        relay.start();
        ada.createBoard("Still here");
        assertThat(ada.sync().sent()).isPositive();
    }

    @Test
    void whoIsNoOwnerMovesNothing_MEM19() throws Exception {
        Workspace ada = homes.found(relay);
        ada.sync();
        Workspace ben = homes.join(ada, "ben");

        for (boolean lost : new boolean[] {false, true}) {
            RelayException refused = catchThrowableOfType(RelayException.class, () -> move(ben, next, lost));
            assertThat(refused).hasMessage("Only an owner moves a workspace to another relay.");
        }
        assertThat(ben.info().relay()).isEqualTo(relay.uri());
        ben.sync();
    }

    @Test
    void aWorkspaceMovesTwiceAndWhoSleptThroughBothFollows_LOGIN2() throws Exception {
        Workspace ada = homes.found(relay);
        BoardHandle ours = ada.createBoard("Roadmap");
        ada.sync();
        Workspace ben = homes.join(ada, "ben");
        CardId bens = ben.board(ours.id()).addCard("Ben's, not sent", Position.ORIGIN);
        relay.close();
        move(ada, next, true);
        Workspace eve = homes.join(ada, "eve");
        ada.invite(Role.ROLE_EDITOR, 1, Duration.ofDays(1));
        next.close();
        Files.createDirectories(directory.resolve("third"));
        try (TestRelay third = TestRelay.started(directory.resolve("third"))) {
            move(ada, third, true);
            follow(ben, third);
            follow(eve, third);
            ada.sync();
            eve.sync();

            assertThat(ours.card(bens)).isPresent();
            assertSame(ada, ben);
            assertSame(ada, eve);
        }
    }

    @Test
    void ownerWhoCameAfterTheFirstMoveMakesTheSecond_GEN11() throws Exception {
        Workspace ada = homes.found(relay);
        BoardHandle ours = ada.createBoard("Roadmap");
        for (int card = 0; card < 20; card++) {
            ours.addCard("Card " + card, Position.ORIGIN);
            ada.sync();
        }
        relay.close();
        move(ada, next, true);
        var link = ada.invite(Role.ROLE_OWNER, 1, Duration.ofDays(7));
        Workspace olga = homes.open("olga").join(link, "Olga", Homes.AUCKLAND);
        ada.sync();
        next.close();
        Files.createDirectories(directory.resolve("third"));
        try (TestRelay third = TestRelay.started(directory.resolve("third"))) {
            move(olga, third, true);
            follow(ada, third);
            olga.sync();

            assertSame(ada, olga);
        }
    }

    @Test
    void aMemberWhoHadMoreThanTheOwnerBringsItsMembershipToo_GEN9() throws Exception {
        Workspace ada = homes.found(relay);
        BoardHandle ours = ada.createBoard("Roadmap");
        var link = ada.invite(Role.ROLE_EDITOR, 2, Duration.ofDays(7));
        ada.sync();
        Workspace ben = homes.open("ben").join(link, "Ben", Homes.AUCKLAND);
        CardId bens = ben.board(ours.id()).addCard("Ben's", Position.ORIGIN);
        ben.sync();
        relay.close();

        move(ada, next, true);
        follow(ben, next);
        ada.sync();
        ben.sync();

        assertThat(ours.card(bens)).isPresent();
        assertSame(ada, ben);
    }

    @Test
    void attack14_relayThatNobodyNamedGetsNoLoginAndNothingElse_LOGIN2() throws Exception {
        Workspace ada = homes.found(relay);
        BoardHandle ours = ada.createBoard("Roadmap");
        ada.sync();
        Workspace ben = homes.join(ada, "ben");
        ben.board(ours.id()).addCard("Ben's, not sent", Position.ORIGIN);
        relay.close();
        SigningKey hostile = SigningKey.generate(bytes -> new java.util.Random(7).nextBytes(bytes));
        LogItem byAnEditor = record(ben, hostile);
        List<Frame> said = Collections.synchronizedList(new ArrayList<>());
        for (Optional<LogItem> shown : List.of(Optional.<LogItem>empty(), Optional.of(byAnEditor))) {
            try (OddPeer peer = new OddPeer(relay.port(), true, (out, socket) -> {
                InputStream in = socket.getInputStream();
                while (true) {
                    Frame frame = Frame.parseFrom(OddPeer.next(in));
                    said.add(frame);
                    Challenge.Builder challenge = Challenge.newBuilder()
                            .setVersion(1)
                            .setRelayKey(hostile.verifyKey().bytes())
                            .setRelayNonce(Sha256.of(frame.toByteString()));
                    shown.ifPresent(challenge::addSuccession);
                    OddPeer.binary(
                            out,
                            Frame.newBuilder().setChallenge(challenge).build().toByteArray());
                }
            })) {
                assertThat(peer.address().port()).isEqualTo(relay.port());
                RelayException refused = catchThrowableOfType(RelayException.class, ben::sync);
                assertThat(refused.reason()).isEqualTo(RelayException.Reason.WRONG_RELAY);
            }
        }

        assertThat(said).isNotEmpty().allMatch(Frame::hasHello);
        assertThat(ben.unsentEdits()).isNotEmpty();
    }

    /** An editor's own record that names a relay: no owner's word. */
    private static LogItem record(Workspace member, SigningKey relay) {
        WorkspaceCore core = member.core();
        return core.thread().call(() -> {
            Registrar registrar = new Registrar(core.standing().logged(), core.keys(), 0, core.entropy());
            MemberRecord forged = registrar.newGeneration(
                    relay.verifyKey(), core.standing().log().signed(), "");
            LogEntry entry = LogEntry.member(core.standing().log().pos() + 1, 0, forged.item());
            return entry.withItem(forged.item());
        });
    }
}
