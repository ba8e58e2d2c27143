package dev.meridian.server.net;

/**
 * Bounds of the network side. Full is a refusal.
 *
 * @param connectionsMax sockets at once, of all addresses
 * @param connectionsPerAddressMax WebSockets at once of one address
 * @param upgradesPerSecondPerAddress how fast one address may open WebSockets, and so log in, after a burst of ten seconds' worth
 * @param loginMillisMax from the first byte of the connection until the client has logged in
 * @param strangerBytesMax what a client may send before it has logged in
 * @param frameBytesMax the largest WebSocket message, fragments together
 * @param unsentBytesMax what may wait for one client before it leaves live fan-out and reads on from the log
 * @param quietMillisMax silence after which a client is pinged; after two such spans it is gone
 * @param slowFrameMillisMax how long one frame may take to arrive
 */
public record NetLimits(
        int connectionsMax,
        int connectionsPerAddressMax,
        int upgradesPerSecondPerAddress,
        int loginMillisMax,
        int strangerBytesMax,
        int frameBytesMax,
        int unsentBytesMax,
        int quietMillisMax,
        int slowFrameMillisMax) {

    /** For one relay of a few teams; see docs/operations.md. */
    public static final NetLimits DEFAULTS =
            new NetLimits(10_000, 1_000, 50, 10_000, 4 << 10, 1 << 20, 512 << 10, 45_000, 60_000);

    /** @throws IllegalArgumentException naming the first setting that is not positive */
    public NetLimits {
        requirePositive("connectionsMax", connectionsMax);
        requirePositive("connectionsPerAddressMax", connectionsPerAddressMax);
        requirePositive("upgradesPerSecondPerAddress", upgradesPerSecondPerAddress);
        requirePositive("loginMillisMax", loginMillisMax);
        requirePositive("strangerBytesMax", strangerBytesMax);
        requirePositive("frameBytesMax", frameBytesMax);
        requirePositive("unsentBytesMax", unsentBytesMax);
        requirePositive("quietMillisMax", quietMillisMax);
        requirePositive("slowFrameMillisMax", slowFrameMillisMax);
    }

    /** The same with another frame limit. */
    public NetLimits withFrameBytesMax(int bytes) {
        return new NetLimits(
                connectionsMax,
                connectionsPerAddressMax,
                upgradesPerSecondPerAddress,
                loginMillisMax,
                strangerBytesMax,
                bytes,
                unsentBytesMax,
                quietMillisMax,
                slowFrameMillisMax);
    }

    /** The same with another limit of sockets. */
    public NetLimits withConnectionsMax(int sockets) {
        return new NetLimits(
                sockets,
                connectionsPerAddressMax,
                upgradesPerSecondPerAddress,
                loginMillisMax,
                strangerBytesMax,
                frameBytesMax,
                unsentBytesMax,
                quietMillisMax,
                slowFrameMillisMax);
    }

    private static void requirePositive(String name, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException("%s must be positive, is %d".formatted(name, value));
        }
    }
}
