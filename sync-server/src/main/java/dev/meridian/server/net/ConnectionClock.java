package dev.meridian.server.net;

/** When a connection was heard of. Owned by its event loop; times are of {@link System#nanoTime}. */
final class ConnectionClock {
    /** What the times say. */
    enum Verdict {
        FINE,
        /** Nothing heard for a while: ping it. Said once until something is heard. */
        QUIET,
        GONE,
        NOT_LOGGED_IN,
        SLOW_FRAME
    }

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final NetLimits limits;
    private final long openedNanos;
    private long lastHeardNanos;
    private long frameBegunNanos;
    private boolean inFrame;
    private boolean pinged;
    private long bytesSoFar;

    ConnectionClock(NetLimits limits, long nowNanos) {
        this.limits = limits;
        openedNanos = nowNanos;
        lastHeardNanos = nowNanos;
        frameBegunNanos = nowNanos;
    }

    void bytesArrived(int bytes, long nowNanos) {
        bytesSoFar += bytes;
        lastHeardNanos = nowNanos;
        pinged = false;
        if (!inFrame) {
            inFrame = true;
            frameBegunNanos = nowNanos;
        }
    }

    /** A whole message came out of what arrived. What follows it in the same read counts from the next read on. */
    void frameComplete() {
        inFrame = false;
    }

    /** We did not listen for a while; that is not the client's fault. */
    void listensAgain(long nowNanos) {
        lastHeardNanos = nowNanos;
        frameBegunNanos = nowNanos;
        pinged = false;
    }

    long bytesSoFar() {
        return bytesSoFar;
    }

    Verdict verdict(boolean loggedIn, long nowNanos) {
        long quietMillis = (nowNanos - lastHeardNanos) / NANOS_PER_MILLI;
        if (!loggedIn && (nowNanos - openedNanos) / NANOS_PER_MILLI >= limits.loginMillisMax()) {
            return Verdict.NOT_LOGGED_IN;
        }
        if (inFrame && (nowNanos - frameBegunNanos) / NANOS_PER_MILLI >= limits.slowFrameMillisMax()) {
            return Verdict.SLOW_FRAME;
        }
        if (quietMillis >= 2L * limits.quietMillisMax()) {
            return Verdict.GONE;
        }
        if (quietMillis >= limits.quietMillisMax() && !pinged) {
            pinged = true;
            return Verdict.QUIET;
        }
        return Verdict.FINE;
    }
}
