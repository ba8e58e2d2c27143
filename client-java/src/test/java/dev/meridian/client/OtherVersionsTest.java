package dev.meridian.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.meridian.model.value.Position;
import dev.meridian.sync.version.ProtocolVersions;
import org.junit.jupiter.api.Test;

/** A client and a relay of different age, over real sockets. What builds of before said word for word is in VersionVectorsTest. */
class OtherVersionsTest extends RelayTest {
    private static final ProtocolVersions BOTH = new ProtocolVersions(1, 2);
    private static final ProtocolVersions LATER = new ProtocolVersions(2, 3);

    private void restartWith(ProtocolVersions versions) throws Exception {
        relay.stop();
        relay.speak(versions);
        relay.start();
    }

    private static void addCard(Workspace workspace, String title) {
        workspace.board(workspace.boards().getFirst().id()).addCard(title, Position.ORIGIN);
    }

    private Workspace later(ProtocolVersions versions) {
        return homes.open("ada", Homes.QUICK.withVersions(versions)).workspace("Apollo");
    }

    @Test
    void anUpgradedRelayServesClientsOfBeforeAndOneThatIsTooLateSaysSoAndKeepsTheirEdits_VER1_VER2() throws Exception {
        Workspace ada = homes.found(relay);
        ada.createBoard("Roadmap");
        ada.sync();
        restartWith(BOTH);
        addCard(ada, "While it spoke both");
        assertThat(ada.sync().changesSent()).isPositive();

        restartWith(LATER);
        addCard(ada, "One");
        StoppedException stopped = catchThrowableOfType(StoppedException.class, ada::sync);
        assertThat(stopped)
                .hasMessage(
                        "the relay speaks versions 2 to 3 of the protocol and this program version 1, so the program is"
                                + " too old. 1 change that is not sent yet stays here, and you can go on working."
                                + " Install a newer Meridian, then sync again.");
        addCard(ada, "Two");
        assertThat(catchThrowableOfType(StoppedException.class, ada::sync))
                .hasMessageContaining("2 changes that are not sent yet stay here");

        restartWith(BOTH);
        assertThat(ada.sync().changesSent()).isEqualTo(2);
        assertThat(ada.status().stopped()).isEmpty();
    }

    @Test
    void anUpgradedClientIsServedByARelayOfBeforeAndOneThatIsTooLateSaysSoAndKeepsItsEdits_VER1_VER2() {
        Workspace ada = homes.found(relay);
        ada.createBoard("Roadmap");
        ada.sync();
        homes.close(ada);

        Workspace able = later(BOTH);
        addCard(able, "In the version of before");
        assertThat(able.sync().changesSent()).isPositive();
        homes.close(able);

        Workspace tooLate = later(LATER);
        addCard(tooLate, "One");
        RelayException refused = catchThrowableOfType(RelayException.class, tooLate::sync);
        assertThat(refused.reason()).isEqualTo(RelayException.Reason.PROTOCOL);
        assertThat(refused)
                .hasMessage(
                        "the relay speaks version 1 of the protocol and this program versions 2 to 3, so the relay is"
                                + " too old. 1 change that is not sent yet stays here, and you can go on working. Ask who runs "
                                + "127.0.0.1:" + relay.port() + " to install a newer Meridian, then sync again.");
        homes.close(tooLate);

        Workspace again = later(BOTH);
        assertThat(again.sync().changesSent()).isEqualTo(1);
    }

    @Test
    void whoFoundsAtARelayOfAnotherAgeIsToldBeforeAnythingIsMade_VER2() throws Exception {
        restartWith(LATER);
        Meridian home = homes.open("ada");
        RelayException refused = catchThrowableOfType(
                RelayException.class, () -> home.createWorkspace("Apollo", relay.uri(), "Ada", Homes.ZURICH));
        assertThat(refused)
                .hasMessage("Nothing was begun with 127.0.0.1:" + relay.port()
                        + ": the relay speaks versions 2 to 3 of the protocol and this program version 1, so the program is"
                        + " too old.");
        assertThat(home.workspaces()).isEmpty();
    }
}
