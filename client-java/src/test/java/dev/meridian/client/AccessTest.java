package dev.meridian.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.meridian.model.intent.IntentRefused;
import dev.meridian.model.value.Position;
import dev.meridian.proto.v1.Role;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.trust.DeviceLink;
import dev.meridian.sync.trust.InviteLink;
import dev.meridian.sync.trust.Person;
import java.time.Duration;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** Who has access, between real homes and a real relay. */
class AccessTest extends RelayTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final ZoneId ZONE = ZoneId.of("UTC");

    private static DeviceId idOf(Workspace workspace) {
        return workspace.core().device();
    }

    private static void sameForAll(Workspace... workspaces) {
        for (Workspace each : workspaces) {
            each.sync();
        }
        for (Workspace each : workspaces) {
            each.sync();
            assertThat(Homes.json(each)).isEqualTo(Homes.json(workspaces[0]));
            assertThat(each.verify().problems()).isEmpty();
        }
    }

    @Test
    void attack15_removedMemberIsTurnedAwayAndKeepsWhatItHasNotSent() {
        Workspace ada = homes.found(relay);
        BoardHandle board = ada.createBoard("Roadmap");
        ada.sync();
        Workspace ben = homes.join(ada, "ben");
        ben.board(board.id()).addCard("Sent", Position.ORIGIN);
        ben.sync();
        ben.board(board.id()).addCard("Made offline", Position.ORIGIN);

        ada.access().remove(idOf(ben));
        RelayException refused = catchThrowableOfType(RelayException.class, ben::sync);

        assertThat(refused.reason()).isEqualTo(RelayException.Reason.REVOKED);
        assertThat(refused).hasMessageContaining("you were removed from this workspace at 20");
        assertThat(ben.unsentEdits()).singleElement().satisfies(edits -> {
            assertThat(edits.document().hex()).isEqualTo(board.id().hex());
            assertThat(edits.changes()).isEqualTo(1);
        });
        assertThat(ben.board(board.id()).snapshot().cards())
                .as("still here, and can be exported")
                .hasSize(2);
        ada.createBoard("After");
        ada.sync();
        assertThat(ada.board(board.id()).snapshot().cards()).hasSize(1);
        assertThat(ada.verify().problems()).isEmpty();
    }

    @Test
    void attack15_liveSessionOfARemovedMemberEndsAtOnce() {
        Workspace ada = homes.found(relay);
        ada.sync();
        Workspace ben = homes.join(ada, "ben");
        Watch watch = ben.watch();
        ada.access().remove(idOf(ben));

        await().atMost(Duration.ofSeconds(30))
                .until(() -> ben.status().stopped().isPresent());
        RelayException refused = catchThrowableOfType(RelayException.class, ben::sync);

        assertThat(refused.reason()).isEqualTo(RelayException.Reason.REVOKED);
        watch.close();
    }

    @Test
    void editsOfThoseWhoStayAreSealedAgainAndNoneIsLost_MEM17() {
        Workspace ada = homes.found(relay);
        BoardHandle board = ada.createBoard("Roadmap");
        ada.sync();
        Workspace ben = homes.join(ada, "ben");
        Workspace eve = homes.join(ada, "eve");
        ben.board(board.id()).addCard("Sealed before the removal", Position.ORIGIN);
        ben.core().thread().call(() -> {
            ben.core().sealing().sealAll();
            return true;
        });

        ada.access().remove(idOf(eve));
        ada.access().rotate();
        ben.board(board.id()).addCard("And one after", Position.ORIGIN);
        SyncReport report = ben.sync();

        assertThat(report.refused()).isEmpty();
        assertThat(ben.unsentEdits()).isEmpty();
        sameForAll(ada, ben);
        assertThat(ada.board(board.id()).snapshot().cards()).hasSize(2);
        Workspace cleo = homes.join(ada, "cleo");
        sameForAll(ada, ben, cleo);
    }

    @Test
    void editsUnderWayWhileTheKeyChangesAreSealedAgain_MEM17() {
        Workspace ada = homes.found(relay);
        BoardHandle board = ada.createBoard("Roadmap");
        ada.sync();
        Workspace ben = homes.join(ada, "ben");
        Watch watch = ben.watch();
        for (int i = 0; i < 8; i++) {
            ben.board(board.id()).addCard("Card " + i, Position.ORIGIN);
            ada.access().rotate();
        }
        ben.sync();
        watch.close();

        sameForAll(ada, ben);
        assertThat(ada.board(board.id()).snapshot().cards()).hasSize(8);
        assertThat(ada.core().thread().call(() -> ada.core().standing().epoch()))
                .isEqualTo(8);
    }

    @Test
    void secondDeviceIsItsMembersAndReadsWhatWasBefore_MEM11() {
        Workspace ada = homes.found(relay);
        ada.createBoard("Roadmap");
        ada.sync();
        ada.access().rotate();
        DeviceLink link = Meridian.parseDeviceLink(ada.access().deviceLink().format());
        Meridian phone = homes.open("phone");
        String request = phone.requestDevice(link).format();
        RelayException early = catchThrowableOfType(
                RelayException.class, () -> phone.openAdded(link.workspace(), SyncProgress.Listener.NONE));
        assertThat(early).hasMessageContaining("was not added yet");

        assertThat(ada.access().addDevice(request).member()).isEqualTo(idOf(ada));
        Workspace second = phone.openAdded(link.workspace(), SyncProgress.Listener.NONE);
        second.createBoard("From the phone");
        sameForAll(ada, second);
        assertThat(second.me()).isEqualTo(ada.me());
        assertThat(ada.team().unnamed()).isEmpty();

        ada.access().revokeDevice(idOf(second));
        assertThat(catchThrowableOfType(RelayException.class, second::sync))
                .hasMessageContaining("this device was revoked at 20");
        assertThatThrownBy(() -> ada.access().addDevice(request)).hasMessageContaining("is here already, or was");
        assertThatThrownBy(() -> ada.access().addDevice("nonsense")).isInstanceOf(JoinException.class);
    }

    @Test
    void whoHasLostEveryDeviceComesBackByTheirSeed_MEM10() {
        ByteString seed = ByteString.copyFromUtf8("01234567890123456789012345678901");
        Workspace ada = homes.found(relay);
        ada.sync();
        Workspace ben = homes.join(ada, "ben");
        ben.createBoard("Ben's");
        ben.sync();
        ben.access().addRecovery(seed);
        DeviceId lost = idOf(ben);
        ada.access().rotate();

        Workspace again =
                homes.open("new machine").recover(ada.access().deviceLink(), seed, SyncProgress.Listener.NONE);

        assertThat(again.boards()).hasSize(1);
        assertThat(again.me()).isEqualTo(ada.team().member("ben"));
        again.access().revokeDevice(lost);
        assertThat(catchThrowableOfType(RelayException.class, ben::sync).reason())
                .isEqualTo(RelayException.Reason.REVOKED);
        again.createBoard("After all");
        sameForAll(ada, again);
        DeviceLink link = ada.access().deviceLink();
        RelayException stranger = catchThrowableOfType(
                RelayException.class,
                () -> homes.open("stranger")
                        .recover(link, ByteString.copyFrom(new byte[32]), SyncProgress.Listener.NONE));
        assertThat(stranger.reason()).as("other words").isEqualTo(RelayException.Reason.NOT_A_MEMBER);
    }

    @Test
    void whoJoinsWithApprovalReadsNothingBefore_MEM16() {
        Workspace ada = homes.found(relay);
        ada.createBoard("Roadmap");
        InviteLink link = ada.access().invite(Role.ROLE_EDITOR, 2, DAY, true);
        Workspace ben = homes.open("ben").join(link, "ben", ZONE);

        assertThat(ben.isPending()).isTrue();
        assertThat(ben.boards()).isEmpty();
        ada.sync();
        assertThat(ada.access().pending()).extracting(Person::id).containsExactly(idOf(ben));

        ada.access().approve(idOf(ben));
        ben.sync();
        assertThat(ben.isPending()).isFalse();
        assertThat(ben.boards()).hasSize(1);
        sameForAll(ada, ben);
        assertThat(ada.team().member("ben")).isPresent();

        Workspace eve = homes.open("eve").join(link, "eve", ZONE);
        ada.sync();
        ada.access().decline(idOf(eve));
        assertThat(catchThrowableOfType(RelayException.class, eve::sync).reason())
                .isEqualTo(RelayException.Reason.REVOKED);
    }

    @Test
    void attack73_quarantineTakesOutWhatItNamesAndWhatBuildsOnItForEverybody_MEM18() {
        Workspace ada = homes.found(relay);
        BoardHandle board = ada.createBoard("Roadmap");
        board.addCard("Good", Position.ORIGIN);
        ada.sync();
        Workspace ben = homes.join(ada, "ben");
        ben.board(board.id()).addCard("Poison", Position.ORIGIN);
        ben.sync();
        ada.sync();
        long pos = ada.status().position();
        board.addCard("On top of it", Position.ORIGIN);
        ada.sync();
        BoardHandle other = ben.createBoard("Another");
        ben.sync();
        assertThat(board.snapshot().cards()).hasSize(3);

        ada.access().quarantine(pos);
        board.addCard("After it", Position.ORIGIN);
        ben.sync();
        ben.board(board.id()).addCard("Ben goes on", Position.ORIGIN);
        sameForAll(ada, ben);

        assertThat(board.snapshot().cards().values())
                .extracting(card -> card.title())
                .containsExactlyInAnyOrder("Good", "After it", "Ben goes on");
        assertThat(ada.board(other.id()).snapshot().exists()).isTrue();
        sameForAll(ada, ben, homes.join(ada, "cleo"));
        assertThatThrownBy(() -> ben.access().quarantine(pos + 1)).hasMessageContaining("only an owner");
        assertThatThrownBy(() -> ada.access().quarantine(1)).isInstanceOf(UnknownNameException.class);
    }

    @Test
    void attack43_revokedLinkLetsNobodyIn() {
        Workspace ada = homes.found(relay);
        InviteLink link = ada.access().invite(Role.ROLE_EDITOR, 2, DAY, false);
        ada.access().revokeInvite(ada.access().invites().getLast().id());

        JoinException refused = catchThrowableOfType(
                JoinException.class, () -> homes.open("ben").join(link, "ben", ZONE));
        assertThat(refused.reason()).isEqualTo(JoinException.Reason.REVOKED);
    }

    @Test
    void attack61_viewerWritesNothingAnyMoreAfterItBecameOne() {
        Workspace ada = homes.found(relay);
        BoardHandle board = ada.createBoard("Roadmap");
        ada.sync();
        Workspace ben = homes.join(ada, "ben");
        ada.access().setRole(idOf(ben), Role.ROLE_VIEWER);
        ben.sync();

        assertThatThrownBy(() -> ben.board(board.id()).addCard("Not mine to add", Position.ORIGIN))
                .isInstanceOf(IntentRefused.class);
        assertThatThrownBy(() -> ben.access().setRole(idOf(ben), Role.ROLE_OWNER))
                .hasMessageContaining("only an owner changes a role");
        assertThatThrownBy(() -> ada.access().setRole(idOf(ada), Role.ROLE_EDITOR))
                .hasMessageContaining("last owner");
    }

    @Test
    void attack30_twoOwnersRemoveEachOtherAndOneStays() {
        Workspace ada = homes.found(relay);
        ada.sync();
        Workspace ben = homes.join(ada, "ben");
        ada.access().setRole(idOf(ben), Role.ROLE_OWNER);
        ben.sync();

        ada.access().remove(idOf(ben));
        RelayException second =
                catchThrowableOfType(RelayException.class, () -> ben.access().remove(idOf(ada)));

        assertThat(second.reason()).isEqualTo(RelayException.Reason.REVOKED);
        assertThat(ada.access().people())
                .filteredOn(Person::isOwner)
                .extracting(Person::id)
                .containsExactly(idOf(ada));
    }
}
