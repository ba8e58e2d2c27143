package dev.meridian.client.transport;

import java.time.Duration;

/**
 * What a socket bears.
 *
 * @param connectTimeout for name, connection, TLS and upgrade together
 * @param idleTimeout without any sign of life the connection is given up; pings go out at a third of it
 * @param frameBytesMax of one message from the relay
 * @param waitingBytesMax of messages that wait to be sent; beyond, the connection is given up
 */
public record SocketOptions(Duration connectTimeout, Duration idleTimeout, int frameBytesMax, long waitingBytesMax) {

    /** The usual sizes: a relay's frames have at most 1 MiB, and no more than its window waits. */
    public static SocketOptions of(Duration connectTimeout, Duration idleTimeout) {
        return new SocketOptions(connectTimeout, idleTimeout, 4 << 20, 64L << 20);
    }
}
