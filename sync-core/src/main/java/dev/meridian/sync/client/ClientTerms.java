package dev.meridian.sync.client;

import com.google.protobuf.ByteString;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.version.ProtocolVersions;

/**
 * Who talks to whom about what.
 *
 * @param host HOST:PORT as it is dialled: the login is bound to it
 * @param relayKeyHash SHA-256 of the public key of the relay that genesis, or an owner's later record, or a link names
 * @param appoints whether this device is an owner's, who is about to name that key: the relay gets the log before its members name it
 * @param versions of the protocol that it speaks
 */
public record ClientTerms(
        WorkspaceId workspace,
        String host,
        ByteString relayKeyHash,
        Principal principal,
        boolean appoints,
        ProtocolVersions versions) {
    /** In the versions that this program speaks. */
    public ClientTerms(
            WorkspaceId workspace, String host, ByteString relayKeyHash, Principal principal, boolean appoints) {
        this(workspace, host, relayKeyHash, principal, appoints, ProtocolVersions.SPOKEN);
    }

    /** With the relay that is named already. */
    public ClientTerms(WorkspaceId workspace, String host, ByteString relayKeyHash, Principal principal) {
        this(workspace, host, relayKeyHash, principal, false);
    }
}
