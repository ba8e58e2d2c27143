package dev.meridian.client;

import dev.meridian.sync.trust.Passphrase;
import dev.meridian.sync.version.ProtocolVersions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * How a home is used.
 *
 * @param passphrase the one that the key file is, or shall be, sealed under
 * @param connectTimeout for one attempt to reach the relay
 * @param syncTimeout for {@link Workspace#sync}, {@link Workspace#invite} and {@link Meridian#join} without any progress
 * @param gather how long changes are collected into one envelope while watching
 * @param lockTimeout how long to wait for another process on the same home
 * @param idleTimeout after how long without a sign of life a connection is given up; pings go out at a third of it
 * @param clock what time it is: of statements, and of what waits for a deadline
 * @param openDocumentsMax documents kept in memory at once, from 4; the least recently used are closed beyond it
 * @param versions of the protocol that it speaks; others than the default are of use to see how it fares with a relay of another time
 */
public record MeridianOptions(
        Optional<Passphrase> passphrase,
        Duration connectTimeout,
        Duration syncTimeout,
        Duration gather,
        Duration lockTimeout,
        Duration idleTimeout,
        InstantSource clock,
        int openDocumentsMax,
        ProtocolVersions versions) {

    /** No passphrase; 5 s to connect, 30 s without progress, 100 ms gathered, 10 s for a lock, 60 s idle, 64 documents. */
    public static final MeridianOptions DEFAULT = new MeridianOptions(
            Optional.empty(),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMillis(100),
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            InstantSource.system(),
            64,
            ProtocolVersions.SPOKEN);

    /** @throws IllegalArgumentException for a duration that is not positive, or too few documents */
    public MeridianOptions {
        for (Duration each : new Duration[] {connectTimeout, syncTimeout, gather, lockTimeout, idleTimeout}) {
            if (each.isNegative() || each.isZero()) {
                throw new IllegalArgumentException("a timeout of " + each);
            }
        }
        if (openDocumentsMax < 4) {
            throw new IllegalArgumentException("at least 4 open documents, not " + openDocumentsMax);
        }
    }

    /** The same, with a passphrase. */
    public MeridianOptions withPassphrase(Passphrase passphrase) {
        return new MeridianOptions(
                Optional.of(passphrase),
                connectTimeout,
                syncTimeout,
                gather,
                lockTimeout,
                idleTimeout,
                clock,
                openDocumentsMax,
                versions);
    }

    /** The same, giving up earlier or later. */
    public MeridianOptions withTimeouts(Duration connectTimeout, Duration syncTimeout) {
        return new MeridianOptions(
                passphrase,
                connectTimeout,
                syncTimeout,
                gather,
                lockTimeout,
                idleTimeout,
                clock,
                openDocumentsMax,
                versions);
    }

    /** The same, waiting less or longer for other processes. */
    public MeridianOptions withLockTimeout(Duration lockTimeout) {
        return new MeridianOptions(
                passphrase,
                connectTimeout,
                syncTimeout,
                gather,
                lockTimeout,
                idleTimeout,
                clock,
                openDocumentsMax,
                versions);
    }

    /** The same, noticing a dead relay earlier or later. */
    public MeridianOptions withIdleTimeout(Duration idleTimeout) {
        return new MeridianOptions(
                passphrase,
                connectTimeout,
                syncTimeout,
                gather,
                lockTimeout,
                idleTimeout,
                clock,
                openDocumentsMax,
                versions);
    }

    /** The same, with fewer or more documents in memory. */
    public MeridianOptions withOpenDocumentsMax(int openDocumentsMax) {
        return new MeridianOptions(
                passphrase,
                connectTimeout,
                syncTimeout,
                gather,
                lockTimeout,
                idleTimeout,
                clock,
                openDocumentsMax,
                versions);
    }

    /** The same, by another clock. */
    public MeridianOptions withClock(InstantSource clock) {
        return new MeridianOptions(
                passphrase,
                connectTimeout,
                syncTimeout,
                gather,
                lockTimeout,
                idleTimeout,
                clock,
                openDocumentsMax,
                versions);
    }

    /** The same, in other versions of the protocol. */
    public MeridianOptions withVersions(ProtocolVersions versions) {
        return new MeridianOptions(
                passphrase,
                connectTimeout,
                syncTimeout,
                gather,
                lockTimeout,
                idleTimeout,
                clock,
                openDocumentsMax,
                versions);
    }
}
