package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;
import dev.meridian.sync.id.Pending;
import dev.meridian.sync.id.WorkspaceId;

/**
 * The link that a newcomer gets. Whoever has it can join: everything of value is after the {@code #}, which browsers do not
 * send.
 *
 * @param secure whether the relay is dialled by TLS (https) or plainly (http)
 * @param host name or address, IPv6 in brackets
 * @param port 1 to 65535
 * @param relayKeyHash SHA-256 of the relay's public key
 * @param chain chain of the head at which the link was made: the newcomer must find it in the log
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

    /** What came of reading a link. */
    public sealed interface Parsing {}

    /** A link. */
    public record Parsed(InviteLink link) implements Parsing {}

    /** Not a link that can be used; the reason is one sentence for the person who pasted it, without the seed. */
    public record Broken(String reason) implements Parsing {}

    /** Reads a link. */
    public static Parsing parse(String text) {
        return Pending.body();
    }

    /** The link as text. It contains the seed: never log it. */
    public String format() {
        return Pending.body();
    }

    /** Whether this is the relay key that the link names. */
    public boolean names(VerifyKey relayKey) {
        return Pending.body();
    }

    /** HOST:PORT, as in a login proof. */
    public String hostAndPort() {
        return host + ":" + port;
    }

    /** Without the seed. */
    @Override
    public String toString() {
        return "InviteLink[" + hostAndPort() + ", " + workspace + "]";
    }
}
