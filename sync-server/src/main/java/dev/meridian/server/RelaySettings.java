package dev.meridian.server;

import dev.meridian.server.admin.AdminSettings;
import dev.meridian.server.net.NetLimits;
import dev.meridian.server.shard.ShardSettings;
import dev.meridian.server.store.StoreSettings;
import dev.meridian.sync.relay.RelayLimits;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * All that a relay can be told. Two settings are needed to start it, the data directory and where to listen; the rest has
 * defaults. See docs/operations.md.
 *
 * @param listen where to listen; port 0 takes a free one
 * @param keyFile the relay's identity; made if neither it nor any data is there
 * @param passphraseFile whose first line is the passphrase that the key is, or shall be, sealed under
 * @param tls how it speaks TLS
 * @param publicHosts names under which clients may dial it, HOST:PORT, or HOST for ports 80 and 443; empty: any
 * @param store the data directory and the memory for it
 * @param relay limits of one workspace
 * @param net limits of the network side
 * @param shards threads and what may wait for them
 * @param stop how it stops
 * @param admin the operator's door, and backups
 */
public record RelaySettings(
        Listen listen,
        Path keyFile,
        Optional<Path> passphraseFile,
        TlsSettings tls,
        Set<String> publicHosts,
        StoreSettings store,
        RelayLimits relay,
        NetLimits net,
        ShardSettings shards,
        Stop stop,
        AdminSettings admin) {

    /**
     * An address to listen on.
     *
     * @param host a name or address of this machine
     * @param port 0 to 65535
     */
    public record Listen(String host, int port) {
        private static final int PORT_MAX = 65_535;

        /** @throws IllegalArgumentException if there is no such port */
        public Listen {
            if (port < 0 || port > PORT_MAX) {
                throw new IllegalArgumentException("no such port: " + port);
            }
        }

        /** Reads HOST:PORT, [IPV6]:PORT. @throws IllegalArgumentException if it is not that */
        public static Listen parse(String hostAndPort) {
            int colon = hostAndPort.lastIndexOf(':');
            if (colon < 1) {
                throw new IllegalArgumentException("not HOST:PORT: " + hostAndPort);
            }
            String host = hostAndPort.substring(0, colon);
            try {
                return new Listen(withoutBrackets(host), Integer.parseInt(hostAndPort.substring(colon + 1)));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("not HOST:PORT: " + hostAndPort, e);
            }
        }

        private static String withoutBrackets(String host) {
            return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        }

        /** HOST:PORT, an IPv6 address in brackets. */
        @Override
        public String toString() {
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        }
    }

    /**
     * How a relay stops.
     *
     * @param drainMillisMax how long it waits for what it has taken to be stored and answered
     * @param retryAfterMillis when clients are asked to come back
     */
    public record Stop(int drainMillisMax, int retryAfterMillis) {
        /** Ten seconds to drain; back after two. */
        public static final Stop DEFAULTS = new Stop(10_000, 2_000);
    }

    /** @throws IllegalArgumentException if settings do not fit each other */
    public RelaySettings {
        publicHosts = Set.copyOf(publicHosts);
        if (net.frameBytesMax() != relay.frameBytesMax()) {
            throw new IllegalArgumentException("the network takes frames of %d bytes, the relay of %d"
                    .formatted(net.frameBytesMax(), relay.frameBytesMax()));
        }
    }

    /** The defaults for a data directory and an address; the key lies beside the directory, as {@code <data>.key}. */
    public static RelaySettings of(Path dataDir, Listen listen) {
        Path data = dataDir.toAbsolutePath().normalize();
        return new RelaySettings(
                listen,
                data.resolveSibling(data.getFileName() + ".key"),
                Optional.empty(),
                new TlsSettings.Off(),
                Set.of(),
                new StoreSettings(data, nativeDirDefault(), StoreSettings.CACHE_BYTES_DEFAULT),
                RelayLimits.DEFAULTS,
                NetLimits.DEFAULTS,
                ShardSettings.forCores(Runtime.getRuntime().availableProcessors()),
                Stop.DEFAULTS,
                AdminSettings.NONE);
    }

    /** Where the platform keeps caches of a user. */
    private static Path nativeDirDefault() {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path caches = cache == null || cache.isEmpty()
                ? Path.of(System.getProperty("user.home", "/"), ".cache")
                : Path.of(cache);
        return caches.resolve("meridian").resolve("native");
    }

    /** Where the logs lie. */
    public Path dataDir() {
        return store.dataDir();
    }

    /** The same with the key elsewhere. */
    public RelaySettings withKeyFile(Path file) {
        return new RelaySettings(
                listen, file, passphraseFile, tls, publicHosts, store, relay, net, shards, stop, admin);
    }

    /** The same with the key under the passphrase that the file says. */
    public RelaySettings withPassphraseFile(Path file) {
        return new RelaySettings(
                listen, keyFile, Optional.of(file), tls, publicHosts, store, relay, net, shards, stop, admin);
    }

    /** The same with or without TLS. */
    public RelaySettings withTls(TlsSettings settings) {
        return new RelaySettings(
                listen, keyFile, passphraseFile, settings, publicHosts, store, relay, net, shards, stop, admin);
    }

    /** Where an own certificate lies unless somebody says otherwise: beside the data, like the key. */
    public Path ownCertificateFile() {
        return dataDir().resolveSibling(dataDir().getFileName() + ".tls");
    }

    /** The same under these names only. */
    public RelaySettings withPublicHosts(Set<String> hosts) {
        return new RelaySettings(listen, keyFile, passphraseFile, tls, hosts, store, relay, net, shards, stop, admin);
    }

    /** The same with other limits of a workspace; the network's frame limit follows. */
    public RelaySettings withRelay(RelayLimits limits) {
        return new RelaySettings(
                listen,
                keyFile,
                passphraseFile,
                tls,
                publicHosts,
                store,
                limits,
                net.withFrameBytesMax(limits.frameBytesMax()),
                shards,
                stop,
                admin);
    }

    /** The same with other limits of the network side. */
    public RelaySettings withNet(NetLimits limits) {
        return new RelaySettings(
                listen, keyFile, passphraseFile, tls, publicHosts, store, relay, limits, shards, stop, admin);
    }

    /** The same with so many tables of the store open at most. */
    RelaySettings withStoreFiles(int files) {
        return new RelaySettings(
                listen,
                keyFile,
                passphraseFile,
                tls,
                publicHosts,
                store.withOpenFilesMax(files),
                relay,
                net,
                shards,
                stop,
                admin);
    }

    /** The same with other threads. */
    public RelaySettings withShards(ShardSettings settings) {
        return new RelaySettings(
                listen, keyFile, passphraseFile, tls, publicHosts, store, relay, net, settings, stop, admin);
    }

    /** The same with this door for the operator. */
    public RelaySettings withAdmin(AdminSettings door) {
        return new RelaySettings(
                listen, keyFile, passphraseFile, tls, publicHosts, store, relay, net, shards, stop, door);
    }
}
