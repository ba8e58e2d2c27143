package dev.meridian.sync.client;

import com.google.protobuf.ByteString;
import dev.meridian.sync.id.WorkspaceId;

/**
 * Who talks to whom about what.
 *
 * @param host HOST:PORT as it is dialled: the login is bound to it
 * @param relayKeyHash SHA-256 of the public key of the relay that the genesis names
 */
public record ClientTerms(WorkspaceId workspace, String host, ByteString relayKeyHash, Principal principal) {}
