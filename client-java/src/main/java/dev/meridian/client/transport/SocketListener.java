package dev.meridian.client.transport;

import com.google.protobuf.ByteString;

/** What happens to a {@link RelaySocket}, on its executor, one call at a time. Nothing comes after {@link #closed}. */
public interface SocketListener {
    /** Messages may be sent. */
    void opened();

    /** One binary message; the next comes when {@link RelaySocket#next} was called. */
    void received(ByteString message);

    /**
     * It never opened, or is gone.
     *
     * @param reason for a person
     */
    void closed(String reason);
}
