package dev.meridian.simulation;

import com.google.protobuf.ByteString;
import dev.meridian.sync.id.DeviceId;

/** Whoever is at the other end of a connection to the relay. */
interface Peer {
    String name();

    /** As whom it logs in. */
    DeviceId identity();

    void received(Wire from, ByteString frame);

    void disconnected(Wire from);
}
