package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.Sha256;
import dev.meridian.sync.id.WorkspaceId;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a workspace is, and whose a new device of it is to be: {@code https://HOST[:PORT]/device#v1.WORKSPACE.RELAYKEYHASH.CHAIN.MEMBER}
 * in base64url without padding. It lets nobody in: the new device answers it with a {@link DeviceRequest}, which a device of the
 * member signs.
 *
 * @param secure whether the relay is dialled by TLS (https) or plainly (http)
 * @param host name or address in lower case, IPv6 in brackets
 * @param port 1 to 65535
 * @param relayKeyHash SHA-256 of the relay's public key
 * @param chain the log's chain where the link was made: the new device must find it in the log
 * @param member the device that the member came with
 */
public record DeviceLink(
        boolean secure,
        String host,
        int port,
        WorkspaceId workspace,
        ByteString relayKeyHash,
        ByteString chain,
        DeviceId member) {
    private static final String PATH = "/device";
    private static final int PARTS = 5;
    private static final Pattern LINK =
            Pattern.compile("(?i:(https?))://([^/:#]+|\\[[^]/#]*])(?::([0-9]{1,5}))?" + PATH + "#(.*)");
    private static final int SCHEME = 1;
    private static final int HOST = 2;
    private static final int PORT = 3;
    private static final int FRAGMENT = 4;

    /** @throws IllegalArgumentException if host, port or a length is not possible */
    public DeviceLink {
        host = host.toLowerCase(Locale.ROOT);
        boolean possible = InviteLink.HOST.matcher(host).matches()
                && port >= 1
                && port <= InviteLink.PORT_MAX
                && relayKeyHash.size() == Sha256.LENGTH
                && chain.size() == Sha256.LENGTH;
        if (!possible) {
            throw new IllegalArgumentException("no workspace at %s, port %d".formatted(host, port));
        }
    }

    /** What came of reading a link. */
    public sealed interface Parsing {}

    /** A link. */
    public record Parsed(DeviceLink link) implements Parsing {}

    /** Not a link that can be used; the reason is one sentence for the person who pasted it. */
    public record Broken(String reason) implements Parsing {}

    /** The link as text. */
    public String format() {
        String authority = port == InviteLink.defaultPort(secure) ? host : host + ":" + port;
        return "%s://%s%s#%s"
                .formatted(
                        secure ? "https" : "http",
                        authority,
                        PATH,
                        String.join(
                                ".",
                                InviteLink.VERSION,
                                InviteLink.base64(workspace.bytes()),
                                InviteLink.base64(relayKeyHash),
                                InviteLink.base64(chain),
                                InviteLink.base64(member.bytes())));
    }

    /** Reads a link, with blanks around it. */
    public static Parsing parse(String text) {
        Matcher link = LINK.matcher(text.strip());
        try {
            return (link.matches() ? read(link) : Optional.<DeviceLink>empty())
                    .<Parsing>map(Parsed::new)
                    .orElseGet(() -> new Broken("this is not a device link, or not the whole of one: copy it again"));
        } catch (IllegalArgumentException e) {
            return new Broken("this is not a device link: it has a character that does not belong there");
        }
    }

    private static Optional<DeviceLink> read(Matcher link) {
        String fragment = link.group(FRAGMENT);
        List<String> parts = List.of(fragment.split("\\.", -1));
        if (parts.size() != PARTS || !parts.getFirst().equals(InviteLink.VERSION)) {
            return Optional.empty();
        }
        boolean secure = link.group(SCHEME).equalsIgnoreCase("https");
        String port = link.group(PORT);
        DeviceLink read = new DeviceLink(
                secure,
                link.group(HOST),
                port == null ? InviteLink.defaultPort(secure) : Integer.parseInt(port),
                new WorkspaceId(decode(parts.get(1))),
                decode(parts.get(2)),
                decode(parts.get(3)),
                new DeviceId(decode(parts.get(4))));
        return Optional.of(read).filter(one -> one.format().endsWith("#" + fragment));
    }

    private static ByteString decode(String text) {
        return ByteString.copyFrom(Base64.getUrlDecoder().decode(text));
    }
}
