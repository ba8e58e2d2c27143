package dev.meridian.sync.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.meridian.sync.id.Sha256;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.trust.InviteLink.Broken;
import dev.meridian.sync.trust.InviteLink.Parsed;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

final class InviteLinkTest {
    private static final SeededEntropy ENTROPY = new SeededEntropy("link");
    private static final VerifyKey RELAY = SigningKey.generate(ENTROPY).verifyKey();
    private static final InviteLink LINK = link(true, "relay.example", 443);
    private static final String TEXT = LINK.format();
    private static final String FRAGMENT = TEXT.substring(TEXT.indexOf('#') + 1);

    private static InviteLink link(boolean secure, String host, int port) {
        return new InviteLink(
                secure,
                host,
                port,
                new WorkspaceId(ENTROPY.bytes(32)),
                Sha256.of(RELAY.bytes()),
                ENTROPY.bytes(32),
                ENTROPY.bytes(32));
    }

    private static String reason(String text) {
        return switch (InviteLink.parse(text)) {
            case Broken broken -> broken.reason();
            case Parsed parsed -> throw new AssertionError("parsed: " + parsed);
        };
    }

    @Property(tries = 200)
    boolean everyLinkReadsBack_LINK1(
            @ForAll boolean secure,
            @ForAll @StringLength(min = 1, max = 40) @CharRange(from = 'a', to = 'z') @CharRange(from = '0', to = '9')
                    String host,
            @ForAll @IntRange(min = 1, max = 65_535) int port) {
        InviteLink link = link(secure, host, port);
        return InviteLink.parse(link.format()).equals(new Parsed(link));
    }

    @Test
    void linkIsOneUrlWithAllOfValueAfterTheHash_LINK1() {
        assertThat(TEXT)
                .matches("https://relay\\.example/join#v1(\\.[A-Za-z0-9_-]{43}){4}")
                .hasSize("https://relay.example/join#v1".length() + 4 * 44);
        assertThat(link(false, "localhost", 8_080).format()).startsWith("http://localhost:8080/join#v1.");
        assertThat(link(false, "localhost", 80).format()).startsWith("http://localhost/join#v1.");
        assertThat(link(true, "[2001:db8::1]", 8_443).format()).startsWith("https://[2001:db8::1]:8443/join#v1.");
    }

    @Test
    void linkSaysWhereToDialAndWhomToExpect_LINK1() {
        assertThat(LINK.hostAndPort()).isEqualTo("relay.example:443");
        assertThat(LINK.names(RELAY)).isTrue();
        assertThat(LINK.names(SigningKey.generate(ENTROPY).verifyKey())).isFalse();
    }

    @Test
    void addressesAreReadAsTheyAreUsuallyWritten_LINK2() {
        for (String host : new String[] {"relay.example", "10.0.0.7", "[2001:db8::1]", "relay_1", "a"}) {
            InviteLink link = link(true, host, 8_443);
            assertThat(InviteLink.parse(link.format())).isEqualTo(new Parsed(link));
        }
        assertThat(InviteLink.parse("  \n" + TEXT + "\t\n")).isEqualTo(new Parsed(LINK));
        assertThat(InviteLink.parse("HTTPS://Relay.Example/join#" + FRAGMENT)).isEqualTo(new Parsed(LINK));
        assertThat(InviteLink.parse("https://relay.example:443/join#" + FRAGMENT))
                .isEqualTo(new Parsed(LINK));
    }

    @Test
    void everyWayToBreakALinkHasItsOwnReason_LINK2() {
        String seed = FRAGMENT.substring(FRAGMENT.lastIndexOf('.') + 1);
        String base = "https://relay.example/join";
        Map<String, String> reasons = Map.ofEntries(
                Map.entry("", "begins with https:// or http://"),
                Map.entry("relay.example/join#" + FRAGMENT, "begins with https:// or http://"),
                Map.entry("ftp://relay.example/join#" + FRAGMENT, "begins with https:// or http://"),
                Map.entry("https:///join#" + FRAGMENT, "names no relay"),
                Map.entry("https://:443/join#" + FRAGMENT, "names no relay"),
                Map.entry("https://a b/join#" + FRAGMENT, "not a host name: a b"),
                Map.entry("https://me@relay.example/join#" + FRAGMENT, "not a host name"),
                Map.entry("https://[relay]/join#" + FRAGMENT, "not a host name"),
                Map.entry("https://relay.example:/join#" + FRAGMENT, "not a number from 1 to 65535"),
                Map.entry("https://relay.example:0/join#" + FRAGMENT, "not a number from 1 to 65535"),
                Map.entry("https://relay.example:65536/join#" + FRAGMENT, "not a number from 1 to 65535"),
                Map.entry("https://relay.example:+4/join#" + FRAGMENT, "not a number from 1 to 65535"),
                Map.entry("https://relay.example#" + FRAGMENT, "ends in /join"),
                Map.entry("https://relay.example/#" + FRAGMENT, "ends in /join"),
                Map.entry("https://relay.example/join?x=1#" + FRAGMENT, "ends in /join"),
                Map.entry(base, "after # is missing"),
                Map.entry(base + "#", "does not begin with v1"),
                Map.entry(base + "#hello", "does not begin with v1"),
                Map.entry(base + "#v2" + FRAGMENT.substring(2), "is of version v2: it needs a newer Meridian"),
                Map.entry(base + "#v1", "cut short: its workspace is missing"),
                Map.entry(base + "#" + FRAGMENT.substring(0, 46), "cut short: its relay key is missing"),
                Map.entry(base + "#" + FRAGMENT.substring(0, 90), "cut short: its log is missing"),
                Map.entry(base + "#" + FRAGMENT.substring(0, 134), "cut short: its secret is missing"),
                Map.entry(TEXT.substring(0, TEXT.length() - 1), "secret in the link has 42 characters, not 43"),
                Map.entry(TEXT + "A", "secret in the link has 44 characters, not 43"),
                Map.entry(TEXT + ".AAAA", "goes on after its end"),
                Map.entry(TEXT.replace(seed, seed.substring(1) + "="), "secret in the link holds a character"),
                Map.entry(TEXT.replace(seed, seed.substring(1) + " x"), "secret in the link holds a character"),
                Map.entry(TEXT.replace("#v1.", "#v1.x"), "workspace in the link has 44 characters, not 43"));

        reasons.forEach((text, expected) -> {
            assertThat(reason(text)).as(text).contains(expected);
            assertThat(reason(text)).as("names no secret").doesNotContain(seed.substring(1, 20));
        });
    }

    @Test
    void linkHasOneSpelling_LINK2() {
        // The last of 43 characters carries four bits: of four neighbours in the alphabet one is right.
        char last = TEXT.charAt(TEXT.length() - 1);
        String others = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int index = others.indexOf(last);
        assertThat(index % 4).isZero();

        assertThat(reason(TEXT.substring(0, TEXT.length() - 1) + others.charAt(index + 1)))
                .contains("last character of the secret in the link is wrong");
    }

    @Test
    void linkThatCannotBeIsNotMade_LINK1() {
        assertThatThrownBy(() -> link(true, "no host", 443)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> link(true, "", 443)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> link(true, "h", 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> link(true, "h", 65_536)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new InviteLink(
                        true, "h", 1, LINK.workspace(), LINK.relayKeyHash(), LINK.chain(), ByteString.EMPTY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void linkPrintsWithoutItsSecret_KEY5() {
        assertThat(LINK.toString()).doesNotContain(TEXT.substring(TEXT.lastIndexOf('.') + 1));
    }
}
