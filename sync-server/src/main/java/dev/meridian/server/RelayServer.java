package dev.meridian.server;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Frame;
import dev.meridian.proto.v1.GoAway;
import dev.meridian.server.admin.AdminDoor;
import dev.meridian.server.admin.AdminSettings;
import dev.meridian.server.metrics.RelayMeters;
import dev.meridian.server.net.HostNames;
import dev.meridian.server.net.SyncListener;
import dev.meridian.server.net.TlsDoor;
import dev.meridian.server.shard.Readiness;
import dev.meridian.server.shard.Shards;
import dev.meridian.server.store.RocksRelayLog;
import dev.meridian.server.store.StoreOpenException;
import dev.meridian.server.tls.GivenCertificate;
import dev.meridian.server.tls.OwnCertificate;
import dev.meridian.server.tls.TlsException;
import dev.meridian.server.web.WebFiles;
import dev.meridian.sync.relay.RelayIdentity;
import dev.meridian.sync.relay.RelayMachine;
import dev.meridian.sync.relay.StoreFault;
import dev.meridian.sync.trust.Entropy;
import dev.meridian.sync.trust.Passphrase;
import dev.meridian.sync.trust.RelayVoucher;
import dev.meridian.sync.trust.SigningKey;
import dev.meridian.sync.trust.VerifyKey;
import dev.meridian.sync.version.ProtocolVersions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running relay: a socket, the threads behind it, and a store. Safe for every thread.
 *
 * <p>Threads: event loops read and write sockets and decode frames; each shard owns the machines of its workspaces; one committer
 * writes and syncs; readers fetch for clients that catch up. Every queue between them is bounded, and a full one slows down whoever
 * fills it, back to the client's socket.
 */
public final class RelayServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RelayServer.class);
    private static final String STOPPING = "the relay is stopping";

    private final RelaySettings settings;
    private final VerifyKey key;
    private final RocksRelayLog log;
    private final Optional<Operating> operating;
    private final RelayMeters meters;
    private final Shards shards;
    private final SyncListener listener;
    private final boolean servesPages;
    private final Optional<AdminDoor> admin;
    private final Optional<TlsDoor> tls;
    private volatile boolean stopping;

    private RelayServer(RelaySettings settings, SigningKey key, RocksRelayLog log, Entropy entropy, Surroundings world)
            throws RelayStartException {
        this.settings = settings;
        this.tls = tls(settings, key, world.clock());
        this.key = key.verifyKey();
        this.log = log;
        this.servesPages = !world.files().isEmpty();
        this.operating = settings.admin().address().map(at -> new Operating(settings, log, this::readiness));
        this.meters = operating.map(Operating::meters).orElseGet(RelayMeters::none);
        RelayIdentity identity =
                new RelayIdentity(key, HostNames.of(settings.publicHosts()).names(), world.versions());
        this.shards = new Shards(
                settings.shards(),
                new Shards.Work(
                        log,
                        log::probe,
                        workspace -> new RelayMachine(workspace, identity, settings.relay(), log, entropy),
                        SyncListener::newWire,
                        world.clock(),
                        meters));
        try {
            this.listener = listen(world.files());
        } catch (RelayStartException e) {
            endThreads();
            throw e;
        }
        try {
            this.admin = admit();
        } catch (RelayStartException e) {
            listener.close();
            endThreads();
            throw e;
        }
    }

    /** Starts a relay. On failure nothing is left running. */
    public static RelayServer start(RelaySettings settings) throws RelayStartException {
        return start(settings, InstantSource.system());
    }

    /** The same by another clock: what it receives is dated by that. */
    public static RelayServer start(RelaySettings settings, InstantSource clock) throws RelayStartException {
        return start(settings, clock, ProtocolVersions.SPOKEN);
    }

    /** The same in other versions of the protocol: to see how clients fare with a relay of another time. */
    public static RelayServer start(RelaySettings settings, InstantSource clock, ProtocolVersions versions)
            throws RelayStartException {
        return start(settings, new Surroundings(clock, WebFiles.onClassPath(), versions));
    }

    /**
     * What a relay takes from outside.
     *
     * @param clock what it receives is dated by
     * @param files of the web client, for browsers
     * @param versions of the protocol that it speaks
     */
    record Surroundings(InstantSource clock, WebFiles files, ProtocolVersions versions) {}

    /** The same with other surroundings. */
    static RelayServer start(RelaySettings asked, Surroundings world) throws RelayStartException {
        RelaySettings settings =
                FileBudget.of(asked, FileBudget.Files.ofProcess()).applyTo(asked);
        SecureRandom random = new SecureRandom();
        Entropy entropy = random::nextBytes;
        requireFree(settings.listen());
        RocksRelayLog log = openStore(settings);
        try {
            SigningKey key = identity(settings, log, entropy);
            return new RelayServer(settings, key, log, entropy, world);
        } catch (StoreFault e) {
            closeStore(log);
            throw new RelayStartException(
                    RelayStartException.Reason.DATA_UNUSABLE,
                    "the store failed at the first write: " + e.getMessage(),
                    e);
        } catch (RelayStartException e) {
            closeStore(log);
            throw e;
        }
    }

    private static RocksRelayLog openStore(RelaySettings settings) throws RelayStartException {
        try {
            return RocksRelayLog.open(settings.store());
        } catch (StoreOpenException e) {
            RelayStartException.Reason reason = switch (e.reason()) {
                case LOCKED -> RelayStartException.Reason.DATA_LOCKED;
                case CORRUPT -> RelayStartException.Reason.DATA_CORRUPT;
                case UNUSABLE -> RelayStartException.Reason.DATA_UNUSABLE;
                case DISK_FULL -> RelayStartException.Reason.DISK_FULL;
                case OTHER_FORMAT -> RelayStartException.Reason.DATA_OTHER_FORMAT;
            };
            throw new RelayStartException(reason, String.valueOf(e.getMessage()), e);
        }
    }

    /** The key that the data belongs to; a new one only where there is no data yet. Under the store's lock. */
    private static SigningKey identity(RelaySettings settings, RocksRelayLog log, Entropy entropy)
            throws RelayStartException, StoreFault {
        RelayKeyFile file = new RelayKeyFile(settings.keyFile());
        Optional<ByteString> owner = log.relayKey();
        if (!file.exists() && owner.isPresent()) {
            throw new RelayStartException(
                    RelayStartException.Reason.KEY_UNUSABLE,
                    "the key file %s is missing, and the data in %s belongs to its key; put it back, or name it"
                            .formatted(settings.keyFile(), settings.store().dataDir()));
        }
        Optional<Passphrase> passphrase = settings.passphraseFile().isPresent()
                ? Optional.of(RelayKeyFile.passphrase(settings.passphraseFile().get()))
                : Optional.empty();
        SigningKey key = file.exists() ? file.read(passphrase) : file.create(passphrase, entropy);
        ByteString own = key.verifyKey().bytes();
        if (owner.isEmpty()) {
            log.claim(own);
        } else if (!owner.get().equals(own)) {
            throw new RelayStartException(
                    RelayStartException.Reason.DATA_OTHER_KEY,
                    "the data in %s was written under another relay key than the one in %s"
                            .formatted(settings.store().dataDir(), settings.keyFile()));
        }
        return key;
    }

    private static Optional<TlsDoor> tls(RelaySettings settings, SigningKey key, InstantSource clock)
            throws RelayStartException {
        try {
            return switch (settings.tls()) {
                case TlsSettings.Off off -> Optional.empty();
                case TlsSettings.Own own ->
                    Optional.of(TlsDoor.open(
                            new OwnCertificate(
                                    own.file(),
                                    (subjectKey, end) -> RelayVoucher.give(key, subjectKey, end),
                                    OwnerFile::write),
                            clock));
                case TlsSettings.Given given ->
                    Optional.of(TlsDoor.open(new GivenCertificate(given.certificate(), given.key()), clock));
            };
        } catch (TlsException e) {
            throw new RelayStartException(
                    RelayStartException.Reason.CERTIFICATE_UNUSABLE, "no TLS: " + e.getMessage(), e);
        }
    }

    /** Before anything is made on the disk: most mistakes are about the address. It is bound for good later. */
    private static void requireFree(RelaySettings.Listen listen) throws RelayStartException {
        InetSocketAddress address = addressOf(listen);
        try (ServerSocket trial = new ServerSocket()) {
            trial.setReuseAddress(true);
            trial.bind(address);
        } catch (IOException e) {
            throw cannotListen(listen, e);
        }
    }

    private static InetSocketAddress addressOf(RelaySettings.Listen listen) throws RelayStartException {
        InetSocketAddress address = new InetSocketAddress(listen.host(), listen.port());
        if (address.isUnresolved()) {
            throw new RelayStartException(
                    RelayStartException.Reason.ADDRESS_UNUSABLE, "cannot listen on %s: no such host".formatted(listen));
        }
        return address;
    }

    private SyncListener listen(WebFiles files) throws RelayStartException {
        RelaySettings.Listen listen = settings.listen();
        InetSocketAddress address = addressOf(listen);
        try {
            return SyncListener.open(
                    new SyncListener.Binding(
                            address, Math.max(1, Runtime.getRuntime().availableProcessors() / 2), files, tls),
                    settings.net(),
                    HostNames.of(settings.publicHosts()),
                    shards,
                    this::readiness,
                    meters);
        } catch (IOException e) {
            throw cannotListen(listen, e);
        }
    }

    /** Opens the operator's door, where there is to be one. */
    private Optional<AdminDoor> admit() throws RelayStartException {
        if (operating.isEmpty() || settings.admin().address().isEmpty()) {
            return Optional.empty();
        }
        AdminSettings.Address at = settings.admin().address().get();
        RelaySettings.Listen listen = new RelaySettings.Listen(at.host(), at.port());
        try {
            return Optional.of(AdminDoor.open(addressOf(listen), operating.get()));
        } catch (IOException e) {
            throw cannotListen(listen, e);
        }
    }

    /** Epoll and NIO throw different classes, but both quote the system. */
    private static RelayStartException cannotListen(RelaySettings.Listen listen, IOException e) {
        String said = String.valueOf(e.getMessage());
        String where = "cannot listen on " + listen;
        if (said.contains("in use")) {
            return new RelayStartException(RelayStartException.Reason.PORT_IN_USE, where + ": the port is in use", e);
        }
        String why = said.contains("assign requested address")
                ? "the address is not this machine's"
                : said.contains("Permission denied") ? "no permission for this port" : said;
        return new RelayStartException(RelayStartException.Reason.ADDRESS_UNUSABLE, where + ": " + why, e);
    }

    /** Where it listens; the port is the one it got. */
    public InetSocketAddress address() {
        return listener.address();
    }

    /** Whether it was packaged with the web client, and browsers find it here. */
    public boolean servesPages() {
        return servesPages;
    }

    /** Where its operator's door is, if it has one. */
    public Optional<InetSocketAddress> adminAddress() {
        return admin.map(AdminDoor::address);
    }

    /** Whether clients dial it by TLS. */
    public boolean isSecure() {
        return !(settings.tls() instanceof TlsSettings.Off);
    }

    /** Looks now, and not within the next minute, whether another TLS certificate is due. */
    public void refreshCertificate() {
        tls.ifPresent(TlsDoor::refresh);
    }

    /** Its identity. */
    public VerifyKey key() {
        return key;
    }

    /** Whether it can take and store what clients push, asked of the disk now: what /readyz answers. */
    public CompletableFuture<Readiness> readiness() {
        return stopping ? CompletableFuture.completedFuture(Readiness.notReady(STOPPING)) : shards.readiness();
    }

    /**
     * Stops: takes nothing more, stores and answers what it has taken, tells clients when to come back, closes. Idempotent.
     * Blocks for at most the drain time and a few seconds.
     */
    @Override
    public synchronized void close() {
        if (stopping) {
            return;
        }
        stopping = true;
        LOG.info("stopping");
        listener.stopAccepting();
        endThreads();
        GoAway goAway = GoAway.newBuilder()
                .setReason(STOPPING)
                .setRetryAfterMs(settings.stop().retryAfterMillis())
                .build();
        listener.sayGoodbye(Frame.newBuilder().setGoAway(goAway).build(), STOPPING);
        listener.close();
        admin.ifPresent(AdminDoor::close);
        operating.ifPresent(Operating::close);
        closeStore(log);
        LOG.info("stopped");
    }

    /** Drains, sends the clients away, ends the threads. */
    private void endThreads() {
        try {
            shards.drain(settings.stop().drainMillisMax());
            shards.stop(STOPPING, settings.stop().retryAfterMillis());
        } catch (InterruptedException e) {
            LOG.warn("stopping: interrupted; what is not stored yet was not acknowledged either");
            Thread.currentThread().interrupt();
        }
    }

    private static void closeStore(RocksRelayLog log) {
        try {
            log.close();
        } catch (StoreFault e) {
            LOG.error("store: does not close well: {}", e.getMessage());
        }
    }
}
