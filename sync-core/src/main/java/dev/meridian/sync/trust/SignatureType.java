package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;

/** What a signature is on. A signature of one type never verifies as another: the type is part of what is signed. */
public enum SignatureType {
    /** The header of an envelope, by its author's device. */
    ENVELOPE("envelope"),
    /** A membership record, by a member's device. */
    MEMBER("member"),
    /** A newcomer's keys, by the invite's key. */
    JOIN("join"),
    /** A login, by a device or an invite. */
    LOGIN("login"),
    /** A head, by the relay. */
    HEAD("head"),
    /** A device's own keys and whose it means to be, by the device. */
    DEVICE("device"),
    /** What a relay says of its own TLS key. */
    TLS("tls");

    private final String typeName;
    private final ByteString prefix;

    SignatureType(String name) {
        this.typeName = name;
        this.prefix = ByteString.copyFromUtf8("meridian/1/" + name + "\0");
    }

    /** As it stands in the prefix. */
    public String typeName() {
        return typeName;
    }

    /** What is really signed: {@code "meridian/1/<type>\0" || body}. */
    byte[] message(ByteString body) {
        byte[] message = new byte[prefix.size() + body.size()];
        prefix.copyTo(message, 0);
        body.copyTo(message, prefix.size());
        return message;
    }
}
