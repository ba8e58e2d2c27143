package dev.meridian.client.store;

import com.google.protobuf.ByteString;
import java.util.Optional;

/** Single values of a workspace, by name. Owned by its store's thread. */
public final class MetaTable {
    private final Database database;

    MetaTable(Database database) {
        this.database = database;
    }

    /** What is kept. */
    public enum Name {
        /** 32 bytes. */
        WORKSPACE,
        /** As text, {@code http://host:port}. */
        RELAY,
        /** SHA-256 of the relay's public key. */
        RELAY_KEY_HASH,
        /** 32 bytes: the key of a relay that owners name further on in its log than what is stored yet. */
        HEIR,
        /** As text: what the workspace was last called. */
        TITLE,
        /** 16 bytes: the device whose keys opened this first. */
        DEVICE,
        /** As text: how far founding or joining has come. */
        STAGE,
        /** 8 bytes: the replica nonce of this file's actor. */
        NONCE,
        /** As text: which file the nonce was made for. */
        PLACE,
        /** As text: why synchronising has stopped. */
        STOPPED,
        /** The heads that prove why, as the relay signed them. */
        EVIDENCE,
        /** A number: the position up to which envelopes were opened. */
        OPENED,
        /** A number: how often the log was cut because the relay had lost its end. */
        REWINDS,
        /** A number: how often something was taken out of documents because an owner put it in quarantine. */
        SKIPS,
        /** A number: nothing in the outbox is sealed under an earlier epoch than this. */
        SEALED_EPOCH,
        /** 32 bytes: the chain that the link names by which this device came, until the log was seen to pass through it. */
        LINK_CHAIN,
        /** As text: name and time zone of who waits for approval, a line each, until they can say so themselves. */
        INTRODUCTION
    }

    /** The value, if there is one. */
    public Optional<ByteString> bytes(Name name) {
        return database.first("SELECT value FROM meta WHERE name = ?", row -> row.bytes(1), key(name));
    }

    /** The value as text. */
    public Optional<String> text(Name name) {
        return bytes(name).map(ByteString::toStringUtf8);
    }

    /** The value as a number, 0 where there is none. */
    public long number(Name name) {
        return text(name).map(Long::parseLong).orElse(0L);
    }

    /** Keeps a value. */
    public void put(Name name, ByteString value) {
        database.update("INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", key(name), value);
    }

    /** Keeps a text. */
    public void put(Name name, String value) {
        put(name, ByteString.copyFromUtf8(value));
    }

    /** Keeps a number. */
    public void put(Name name, long value) {
        put(name, Long.toString(value));
    }

    /** Forgets a value. */
    public void remove(Name name) {
        database.update("DELETE FROM meta WHERE name = ?", key(name));
    }

    private static String key(Name name) {
        return name.name().toLowerCase(java.util.Locale.ROOT);
    }
}
