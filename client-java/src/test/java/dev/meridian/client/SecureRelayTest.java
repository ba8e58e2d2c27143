package dev.meridian.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import dev.meridian.server.RelayServer;
import dev.meridian.server.RelaySettings;
import dev.meridian.server.TlsSettings;
import dev.meridian.sync.id.Sha256;
import dev.meridian.sync.trust.InviteLink;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients of a relay that speaks TLS with a certificate of its own. */
@Timeout(120)
class SecureRelayTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Lisbon");
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    Path directory;

    private RelaySettings settings(String name, int port) {
        RelaySettings plain = RelaySettings.of(directory.resolve(name), new RelaySettings.Listen("127.0.0.1", port));
        return plain.withTls(new TlsSettings.Own(plain.ownCertificateFile()));
    }

    private static URI uri(RelayServer relay) {
        return URI.create("wss://127.0.0.1:" + relay.address().getPort());
    }

    private static ByteString pin(RelayServer relay) {
        return Sha256.of(relay.key().bytes());
    }

    private Meridian home(String name) {
        return Meridian.open(directory.resolve(name));
    }

    @Test
    void twoPeopleMeetThroughARelayWhosePinTheLinkCarries_TLS3() throws Exception {
        try (RelayServer relay = RelayServer.start(settings("relay", 0));
                Meridian ada = home("ada");
                Meridian ben = home("ben")) {
            Workspace hers =
                    ada.createWorkspace("Atlas", new RelayPlace(uri(relay), Optional.of(pin(relay))), "Ada", ZONE);
            hers.createBoard("Roadmap");
            hers.sync();
            InviteLink link = hers.invite(dev.meridian.proto.v1.Role.ROLE_EDITOR, 1, Duration.ofDays(1));
            assertThat(link.secure()).isTrue();

            Workspace his = ben.join(Meridian.parseLink(link.format()), "Ben", ZONE);

            assertThat(his.boards()).hasSize(1);
            assertThat(his.info().relay()).hasScheme("https");
            assertThat(his.relayAnswers(SOON)).isTrue();
        }
    }

    @Test
    void aRelayThatMadeItsCertificateItselfIsNotTakenWithoutAPin_TLS3() throws Exception {
        try (RelayServer relay = RelayServer.start(settings("relay", 0));
                Meridian ada = home("ada")) {
            RelayException refused = catchThrowableOfType(
                    RelayException.class, () -> ada.createWorkspace("Atlas", uri(relay), "Ada", ZONE));

            assertThat(refused)
                    .hasMessage("The relay cannot be reached: 127.0.0.1:"
                            + relay.address().getPort()
                            + ": no secure connection: the relay made its certificate itself, with the key "
                            + RelayPlace.pinText(pin(relay)) + ": say with --pin that this is the key you expect.");
            assertThat(ada.workspaces()).isEmpty();
        }
    }

    @Test
    void attack14_anotherRelaysCertificateIsRefusedWithBothKeysNamed_TLS3() throws Exception {
        ByteString expected = Sha256.of(ByteString.copyFromUtf8("another key"));
        try (RelayServer relay = RelayServer.start(settings("relay", 0));
                Meridian ada = home("ada")) {
            RelayException refused = catchThrowableOfType(
                    RelayException.class,
                    () -> ada.createWorkspace("Atlas", new RelayPlace(uri(relay), Optional.of(expected)), "Ada", ZONE));

            assertThat(refused)
                    .hasMessageContaining("its certificate is of the relay key " + RelayPlace.pinText(pin(relay))
                            + ", and " + RelayPlace.pinText(expected) + " is expected");
        }
    }

    @Test
    void attack14_whoAnswersInTheRelaysPlaceGetsNoLogin_TLS3() throws Exception {
        int port;
        try (RelayServer relay = RelayServer.start(settings("relay", 0));
                Meridian ada = home("ada")) {
            port = relay.address().getPort();
            Workspace hers =
                    ada.createWorkspace("Atlas", new RelayPlace(uri(relay), Optional.of(pin(relay))), "Ada", ZONE);
            hers.sync();
        }
        try (RelayServer impostor = RelayServer.start(settings("impostor", port));
                Meridian ada = home("ada")) {
            Workspace hers = ada.workspace("Atlas");
            RelayException refused = catchThrowableOfType(RelayException.class, hers::sync);

            assertThat(refused.reason()).isEqualTo(RelayException.Reason.UNREACHABLE);
            assertThat(refused)
                    .hasMessageContaining(RelayPlace.pinText(pin(impostor)))
                    .hasMessageContaining("this is another relay, or somebody between");
            assertThat(hers.relayAnswers(SOON)).isFalse();
        }
    }

    @Test
    void aRenewedCertificateOfTheSameRelayNeedsNothing_TLS4() throws Exception {
        RelaySettings settings = settings("relay", 0);
        try (Meridian ada = home("ada")) {
            Workspace hers;
            int port;
            try (RelayServer relay = RelayServer.start(settings)) {
                port = relay.address().getPort();
                hers = ada.createWorkspace("Atlas", new RelayPlace(uri(relay), Optional.of(pin(relay))), "Ada", ZONE);
                hers.sync();
            }
            Files.delete(settings.ownCertificateFile());
            try (RelayServer relay = RelayServer.start(settings("relay", port))) {
                hers.createBoard("Roadmap");
                hers.sync();
                assertThat(relay.isSecure()).isTrue();
                assertThat(hers.status().outboxChanges()).isZero();
            }
        }
    }

    @Test
    void anOldCertificateIsRefusedByTheMachinesClock_TLS3() throws Exception {
        Instant later = Instant.now().plus(Duration.ofDays(91));
        try (RelayServer relay = RelayServer.start(settings("relay", 0));
                Meridian ada =
                        Meridian.open(directory.resolve("ada"), MeridianOptions.DEFAULT.withClock(() -> later))) {
            RelayException refused = catchThrowableOfType(
                    RelayException.class,
                    () -> ada.createWorkspace(
                            "Atlas", new RelayPlace(uri(relay), Optional.of(pin(relay))), "Ada", ZONE));

            assertThat(refused).hasMessageContaining("which is over by the clock of this machine");
        }
    }

    @Test
    void aPinIsOneSpellingOf32Bytes_TLS3() {
        ByteString hash = Sha256.of(ByteString.copyFromUtf8("key"));
        String text = RelayPlace.pinText(hash);
        assertThat(RelayPlace.parsePin(text)).contains(hash);
        assertThat(RelayPlace.parsePin(text.substring(1))).isEmpty();
        assertThat(RelayPlace.parsePin("=" + text.substring(1))).isEmpty();
    }

    @Test
    void onlyAPlainRelayElsewhereIsOpenToTheNetwork_TLS5() {
        assertThat(open("http://relay.example:7400")).isTrue();
        assertThat(open("ws://10.0.0.7:7400")).isTrue();
        assertThat(open("wss://relay.example")).isFalse();
        assertThat(open("http://127.0.0.1:7400")).isFalse();
        assertThat(open("http://localhost:7400")).isFalse();
        assertThat(open("http://[::1]:7400")).isFalse();
        assertThat(open("http://127.0.0.1.example:7400")).isTrue();
    }

    private static boolean open(String uri) {
        return RelayPlace.at(URI.create(uri)).isOpenToTheNetwork();
    }
}
