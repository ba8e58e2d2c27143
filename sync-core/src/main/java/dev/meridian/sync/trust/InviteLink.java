package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;
import dev.meridian.sync.id.Sha256;
import dev.meridian.sync.id.WorkspaceId;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The link that a newcomer gets: {@code https://HOST[:PORT]/join#v1.WORKSPACE.RELAYKEYHASH.CHAIN.SEED}, the four parts 32
 * bytes each in base64url without padding. Whoever has it can join: all of value is after the {@code #}, which browsers do
 * not send.
 *
 * @param secure whether the relay is dialled by TLS (https) or plainly (http)
 * @param host name or address in lower case, IPv6 in brackets
 * @param port 1 to 65535
 * @param relayKeyHash SHA-256 of the relay's public key
 * @param chain the log's chain where the link was made, at or after the invite's record: the newcomer must find it in the log
 * @param seed of {@link DeviceKeys#ofInvite}, 32 bytes
 */
public record InviteLink(
        boolean secure,
        String host,
        int port,
        WorkspaceId workspace,
        ByteString relayKeyHash,
        ByteString chain,
        ByteString seed) {
    static final String VERSION = "v1";
    static final int PORT_MAX = 65_535;
    static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9._-]{0,251}[a-z0-9])?|\\[[0-9a-f:.]{2,45}]");

    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    /** @throws IllegalArgumentException if host, port or a length is not possible */
    public InviteLink {
        host = host.toLowerCase(Locale.ROOT);
        if (!HOST.matcher(host).matches() || port < 1 || port > PORT_MAX) {
            throw new IllegalArgumentException("no relay at %s, port %d".formatted(host, port));
        }
        if (relayKeyHash.size() != Sha256.LENGTH
                || chain.size() != Sha256.LENGTH
                || seed.size() != DeviceKeys.SEED_LENGTH) {
            throw new IllegalArgumentException("a part of an invite link has not 32 bytes");
        }
    }

    /** What came of reading a link. */
    public sealed interface Parsing {}

    /** A link. */
    public record Parsed(InviteLink link) implements Parsing {}

    /** Not a link that can be used; the reason is one sentence for the person who pasted it, without the seed. */
    public record Broken(String reason) implements Parsing {}

    /** Reads a link, with blanks around it. */
    public static Parsing parse(String text) {
        return InviteLinkParser.parse(text);
    }

    /** The link as text. It contains the seed: never log it. */
    public String format() {
        String scheme = secure ? "https" : "http";
        String authority = port == defaultPort(secure) ? host : hostAndPort();
        return "%s://%s/join#%s.%s.%s.%s.%s"
                .formatted(
                        scheme,
                        authority,
                        VERSION,
                        base64(workspace.bytes()),
                        base64(relayKeyHash),
                        base64(chain),
                        base64(seed));
    }

    /** Whether this is the relay key that the link names. */
    public boolean names(VerifyKey relayKey) {
        return Sha256.of(relayKey.bytes()).equals(relayKeyHash);
    }

    /** HOST:PORT, as in a login proof. */
    public String hostAndPort() {
        return host + ":" + port;
    }

    static int defaultPort(boolean secure) {
        return secure ? HTTPS_PORT : HTTP_PORT;
    }

    static String base64(ByteString bytes) {
        return BASE64.encodeToString(bytes.toByteArray());
    }

    /** Without the seed. */
    @Override
    public String toString() {
        return "InviteLink[" + hostAndPort() + ", " + workspace + "]";
    }
}
