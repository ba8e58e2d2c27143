package dev.meridian.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.meridian.model.id.MemberId;
import dev.meridian.model.value.Position;
import dev.meridian.proto.v1.Role;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.trust.InviteLink;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Relays that are not there, not the right one, or not willing. */
class RelayTroubleTest extends RelayTest {

    @Test
    void foundingWithoutARelaySaysSo() throws Exception {
        Meridian home = homes.open("ada");
        URI nobody = URI.create("http://127.0.0.1:" + freePort());

        RelayException failure = catchThrowableOfType(
                RelayException.class, () -> home.createWorkspace("Apollo", nobody, "Ada", Homes.ZURICH));

        assertThat(failure.reason()).isEqualTo(RelayException.Reason.UNREACHABLE);
        assertThat(failure)
                .hasMessage("The relay cannot be reached: 127.0.0.1:" + nobody.getPort() + ": connection refused.");
        assertThat(home.workspaces()).isEmpty();
    }

    @Test
    void foundingNeedsTheRelayOnceAndNothingElse() {
        Meridian home = homes.open("ada");
        Workspace ada = home.createWorkspace("Apollo", relay.uri(), "Ada", Homes.ZURICH);
        relay.stop();

        BoardHandle board = ada.createBoard("Roadmap");
        board.addCard("Launch", Position.ORIGIN);

        RelayException failure = catchThrowableOfType(RelayException.class, ada::sync);
        assertThat(failure.reason()).isEqualTo(RelayException.Reason.UNREACHABLE);
        assertThat(ada.status().outboxChanges()).isEqualTo(4);
        assertThat(ada.status().position()).isZero();
    }

    @Test
    void whatIsNotARelayIsToldFromOneThatIsNotThere() throws Exception {
        Meridian home = homes.open("ada");
        try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread answering = Thread.ofPlatform().daemon().start(() -> answerHttp(mute));
            URI other = URI.create("http://127.0.0.1:" + mute.getLocalPort());

            RelayException failure = catchThrowableOfType(
                    RelayException.class, () -> home.createWorkspace("Apollo", other, "Ada", Homes.ZURICH));

            assertThat(failure).hasMessageContaining("not a relay").hasMessageContaining("404");
            assertThat(answering.isDaemon()).isTrue();
        }
    }

    private static void answerHttp(ServerSocket server) {
        try (var socket = server.accept()) {
            int unused = socket.getInputStream().read();
            socket.getOutputStream()
                    .write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                            .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void anotherRelayAtTheSameAddressIsRefusedAndEditingGoesOn() throws Exception {
        Workspace ada = homes.found(relay);
        BoardHandle board = ada.createBoard("Roadmap");
        ada.sync();
        relay.wipe();
        try (var files = Files.list(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file); // the relay's key
            }
        }
        relay.start();

        RelayException failure = catchThrowableOfType(RelayException.class, ada::sync);

        assertThat(failure.reason()).isEqualTo(RelayException.Reason.WRONG_RELAY);
        assertThat(ada.status().stopped()).isPresent();
        board.addCard("Still here", Position.ORIGIN);
        assertThat(board.snapshot().cards()).hasSize(1);
    }

    @Test
    void aLinkIsGoodForAsManyAsItSays() {
        Workspace ada = homes.found(relay);
        InviteLink link = ada.invite(Role.ROLE_EDITOR, 1, Duration.ofDays(1));
        homes.open("ben").join(link, "Ben", Homes.AUCKLAND);

        JoinException failure = catchThrowableOfType(
                JoinException.class, () -> homes.open("eve").join(link, "Eve", Homes.ZURICH));

        assertThat(failure.reason()).isEqualTo(JoinException.Reason.USED_UP);
        assertThat(homes.open("eve").workspaces()).isEmpty();
    }

    @Test
    void aLinkOfAnotherHistoryIsRefused() {
        Workspace ada = homes.found(relay);
        InviteLink link = ada.invite(Role.ROLE_EDITOR, 1, Duration.ofDays(1));
        InviteLink bent = new InviteLink(
                link.secure(),
                link.host(),
                link.port(),
                link.workspace(),
                link.relayKeyHash(),
                dev.meridian.sync.id.Sha256.of(link.chain()),
                link.seed());

        JoinException failure = catchThrowableOfType(
                JoinException.class, () -> homes.open("ben").join(bent, "Ben", Homes.AUCKLAND));

        assertThat(failure.reason()).isEqualTo(JoinException.Reason.NOT_VALID);
        Workspace ben = homes.open("ben").join(link, "Ben", Homes.AUCKLAND);
        assertThat(ben.me()).isPresent();
    }

    @Test
    void aLinkThatIsOverBeforeItBeginsIsNotMade() {
        Workspace ada = homes.found(relay);

        RelayException failure = catchThrowableOfType(
                RelayException.class, () -> ada.invite(Role.ROLE_EDITOR, 1, Duration.ofMinutes(-1)));

        assertThat(failure.reason()).isEqualTo(RelayException.Reason.REFUSED);
        assertThat(ada.status().outboxItems()).isZero();
    }

    @Test
    void anExpiredLinkIsRefused() {
        Workspace ada = homes.found(relay);
        Duration validFor = Duration.ofSeconds(4);
        InviteLink link = ada.invite(Role.ROLE_EDITOR, 1, validFor);
        Meridian home = homes.open("ben");

        await().pollDelay(validFor.plusSeconds(1))
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(
                                catchThrowableOfType(JoinException.class, () -> home.join(link, "Ben", Homes.AUCKLAND))
                                        .reason())
                        .isEqualTo(JoinException.Reason.EXPIRED));
        assertThat(home.workspaces()).isEmpty();
    }

    @Test
    void aBrokenLinkIsRefusedBeforeAnythingHappens() {
        JoinException failure = catchThrowableOfType(
                JoinException.class, () -> Meridian.parseLink("https://relay.example/join#v1.nonsense"));

        assertThat(failure.reason()).isEqualTo(JoinException.Reason.BROKEN_LINK);
    }

    @Test
    void joiningTwiceIsRefused() {
        Workspace ada = homes.found(relay);
        InviteLink link = ada.invite(Role.ROLE_EDITOR, 2, Duration.ofDays(1));
        Meridian home = homes.open("ben");
        home.join(link, "Ben", Homes.AUCKLAND);

        JoinException failure = catchThrowableOfType(JoinException.class, () -> home.join(link, "Ben", Homes.AUCKLAND));

        assertThat(failure.reason()).isEqualTo(JoinException.Reason.ALREADY_HERE);
    }

    @Test
    void whoIsNoOwnerCannotInvite() {
        Workspace ada = homes.found(relay);
        Workspace ben = homes.join(ada, "ben");

        RelayException failure =
                catchThrowableOfType(RelayException.class, () -> ben.invite(Role.ROLE_EDITOR, 1, Duration.ofDays(1)));

        assertThat(failure.reason()).isEqualTo(RelayException.Reason.REFUSED);
    }

    @Test
    void aViewerReadsAndCannotWrite() {
        Workspace ada = homes.found(relay);
        BoardHandle board = ada.createBoard("Roadmap");
        ada.sync();
        InviteLink link = ada.invite(Role.ROLE_VIEWER, 1, Duration.ofDays(1));

        Workspace eve = homes.open("eve").join(link, "Eve", Homes.ZURICH);

        assertThat(eve.board(board.id()).snapshot().exists()).isTrue();
        assertThat(catchThrowableOfType(
                        dev.meridian.model.intent.IntentRefused.class,
                        () -> eve.board(board.id()).addCard("Mine", Position.ORIGIN)))
                .hasMessageContaining("not write");
    }

    @Test
    void aViewerIsEnteredByWhoMayWrite_STORE14() {
        Workspace ada = homes.found(relay);
        InviteLink link = ada.invite(Role.ROLE_VIEWER, 1, Duration.ofDays(1));
        Workspace eve = homes.open("eve").join(link, "Eve", Homes.ZURICH);
        ada.sync();

        assertThat(eve.me()).isEmpty();
        DeviceId device = eve.status().device();
        assertThat(ada.team().unnamed()).containsExactly(Map.entry(device, Role.ROLE_VIEWER));
        assertThat(catchThrowableOfType(
                        dev.meridian.model.intent.IntentRefused.class,
                        () -> eve.team().enter(device, "Eve", Homes.ZURICH)))
                .hasMessageContaining("not write");
        MemberId entered = ada.team().enter(device, "Eve", Homes.ZURICH);
        ada.sync();
        eve.sync();

        assertThat(eve.me()).contains(entered);
        assertThat(ada.team().unnamed()).isEmpty();
        assertThat(catchThrowableOfType(
                        UnknownNameException.class, () -> ada.team().enter(device, "Eve again", Homes.ZURICH)))
                .hasMessageContaining("waiting for a name");
    }

    @Test
    void whoCannotBeAMemberIsToldBeforeTheInviteIsUsed_STORE13() {
        Workspace ada = homes.found(relay);
        InviteLink link = ada.invite(Role.ROLE_EDITOR, 1, Duration.ofDays(1));
        Meridian home = homes.open("ben");

        for (ZoneId zone : List.of(ZoneOffset.UTC, ZoneId.of("+02:00"))) {
            assertThat(catchThrowableOfType(
                            dev.meridian.model.intent.IntentRefused.class, () -> home.join(link, "Ben", zone)))
                    .hasMessageContaining("not a time zone");
            assertThat(catchThrowableOfType(
                            dev.meridian.model.intent.IntentRefused.class,
                            () -> home.createWorkspace("Gemini", relay.uri(), "Ben", zone)))
                    .hasMessageContaining("not a time zone");
        }
        assertThat(catchThrowableOfType(
                        dev.meridian.model.intent.IntentRefused.class, () -> home.join(link, " ", Homes.AUCKLAND)))
                .hasMessageContaining("blank");

        assertThat(home.workspaces()).isEmpty();
        assertThat(directory.resolve("ben/workspaces")).isEmptyDirectory();
        assertThat(home.join(link, "Ben", Homes.AUCKLAND).me()).isPresent();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
