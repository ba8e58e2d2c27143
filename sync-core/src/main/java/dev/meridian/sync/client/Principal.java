package dev.meridian.sync.client;

import com.google.protobuf.ByteString;
import dev.meridian.sync.trust.SigningKey;

/** As whom a client comes. */
public sealed interface Principal {
    /** What proves it. */
    SigningKey key();

    /** A device: a member's, or one that founds the workspace with the first item of its outbox. */
    record Device(SigningKey key) implements Principal {}

    /**
     * The holder of an invite, who reads the log up to its head and then joins: pushes one Join, sees it in the log, and comes
     * back as a {@link Device}.
     *
     * @param linkChain the chain that the invite's link names: the log must pass through it; empty where the stored log
     *     did so already
     */
    record Guest(SigningKey key, ByteString linkChain) implements Principal {}
}
