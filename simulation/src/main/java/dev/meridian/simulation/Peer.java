package dev.meridian.simulation;

import com.google.protobuf.ByteString;

/** Whoever is at the other end of a connection to the relay. */
interface Peer {
    String name();

    void received(Wire from, ByteString frame);

    void disconnected(Wire from);
}
