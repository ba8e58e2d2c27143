package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.trust.InviteLink.Broken;
import dev.meridian.sync.trust.InviteLink.Parsed;
import dev.meridian.sync.trust.InviteLink.Parsing;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads invite links, and says what is wrong with one in words that help whoever pasted it. */
final class InviteLinkParser {
    private static final String PATH = "/join";
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
    private static final Pattern LATER_VERSION = Pattern.compile("v[0-9]{1,3}");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9_-]*");
    private static final int PART_CHARACTERS = 43;
    private static final List<String> PARTS = List.of("workspace", "relay key", "log", "secret");

    private InviteLinkParser() {}

    // Carries a reason out of nested readings; never leaves this class.
    private static final class BrokenLink extends Exception {
        BrokenLink(String reason) {
            super(reason, null, false, false);
        }

        String reason() {
            return Optional.ofNullable(getMessage()).orElseThrow();
        }
    }

    private record Address(boolean secure, String host, int port) {}

    static Parsing parse(String text) {
        try {
            return new Parsed(read(text.strip()));
        } catch (BrokenLink e) {
            return new Broken(e.reason());
        }
    }

    private static InviteLink read(String text) throws BrokenLink {
        int hash = text.indexOf('#');
        String beforeHash = hash < 0 ? text : text.substring(0, hash);
        Address address = address(beforeHash);
        if (hash < 0) {
            throw new BrokenLink("the part of the link after # is missing: copy the whole link");
        }
        List<String> parts = parts(text.substring(hash + 1));
        return new InviteLink(
                address.secure(),
                address.host(),
                address.port(),
                new WorkspaceId(part(parts, 0)),
                part(parts, 1),
                part(parts, 2),
                part(parts, 3));
    }

    private static Address address(String text) throws BrokenLink {
        int schemeEnd = text.indexOf("://");
        String scheme = schemeEnd < 0 ? "" : text.substring(0, schemeEnd).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw new BrokenLink("an invite link begins with https:// or http://");
        }
        String rest = text.substring(schemeEnd + 3);
        int slash = rest.indexOf('/');
        if (slash < 0 || !rest.substring(slash).equals(PATH)) {
            throw new BrokenLink("this is not an invite link: the address ends in " + PATH + " before the #");
        }
        return address(scheme.equals("https"), rest.substring(0, slash).toLowerCase(Locale.ROOT));
    }

    private static Address address(boolean secure, String authority) throws BrokenLink {
        int portColon = authority.indexOf(':', authority.indexOf(']') + 1);
        String host = portColon < 0 ? authority : authority.substring(0, portColon);
        if (host.isEmpty()) {
            throw new BrokenLink("the link names no relay");
        }
        if (!InviteLink.HOST.matcher(host).matches()) {
            throw new BrokenLink("the relay's name in the link is not a host name: " + host);
        }
        int port = portColon < 0 ? InviteLink.defaultPort(secure) : port(authority.substring(portColon + 1));
        return new Address(secure, host, port);
    }

    private static int port(String text) throws BrokenLink {
        int port = PORT.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (port < 1 || port > InviteLink.PORT_MAX) {
            throw new BrokenLink("the relay's port in the link is not a number from 1 to 65535: " + text);
        }
        return port;
    }

    private static List<String> parts(String fragment) throws BrokenLink {
        List<String> all = List.of(fragment.split("\\.", -1));
        String version = all.getFirst();
        if (!version.equals(InviteLink.VERSION)) {
            throw new BrokenLink(
                    LATER_VERSION.matcher(version).matches()
                            ? "the link is of version " + version + ": it needs a newer Meridian"
                            : "the part of the link after # does not begin with " + InviteLink.VERSION);
        }
        List<String> parts = all.subList(1, all.size());
        if (parts.size() < PARTS.size()) {
            throw new BrokenLink("the link is cut short: its %s is missing".formatted(PARTS.get(parts.size())));
        }
        if (parts.size() > PARTS.size()) {
            throw new BrokenLink("the link goes on after its end: copy it alone");
        }
        return parts;
    }

    private static ByteString part(List<String> parts, int index) throws BrokenLink {
        String text = parts.get(index);
        String name = PARTS.get(index);
        if (!BASE64.matcher(text).matches()) {
            throw new BrokenLink("the %s in the link holds a character that does not belong there".formatted(name));
        }
        if (text.length() != PART_CHARACTERS) {
            throw new BrokenLink(
                    "the %s in the link has %d characters, not %d".formatted(name, text.length(), PART_CHARACTERS));
        }
        ByteString bytes = ByteString.copyFrom(Base64.getUrlDecoder().decode(text));
        // 43 characters hold two bits more than 32 bytes do: a link has one spelling.
        if (!InviteLink.base64(bytes).equals(text)) {
            throw new BrokenLink("the last character of the %s in the link is wrong".formatted(name));
        }
        return bytes;
    }
}
