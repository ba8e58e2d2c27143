package dev.meridian.client;

import com.google.protobuf.ByteString;
import dev.meridian.client.local.Identities;
import dev.meridian.client.store.MetaTable.Name;
import dev.meridian.client.store.StoreFault;
import dev.meridian.client.store.WorkspaceStore;
import dev.meridian.client.transport.RelayAddress;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.intent.TeamIntent;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.Sha256;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.trust.DeviceKeys;
import dev.meridian.sync.trust.DeviceLink;
import dev.meridian.sync.trust.DeviceRequest;
import dev.meridian.sync.trust.Entropy;
import dev.meridian.sync.trust.Genesis;
import dev.meridian.sync.trust.InviteLink;
import dev.meridian.sync.trust.Passphrase;
import dev.meridian.sync.trust.VerifyKey;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A home directory: a device's keys and its workspaces. Safe for all threads, virtual ones too; several processes may use one home at
 * once.
 */
public final class Meridian implements AutoCloseable {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Entropy ENTROPY = RANDOM::nextBytes;

    private final Home home;
    private final WorkspaceFiles files;
    private final MeridianOptions options;
    private final DeviceKeys keys;
    /** Guarded by itself. */
    private final Map<WorkspaceId, Workspace> open = new HashMap<>();

    private Meridian(Home home, MeridianOptions options, DeviceKeys keys) {
        this.home = home;
        this.files = new WorkspaceFiles(home, options.lockTimeout());
        this.options = options;
        this.keys = keys;
    }

    /**
     * Uses the home, making it and the device's keys where they are not there yet.
     *
     * @throws HomeException if the directory cannot be used
     * @throws KeyException if the keys cannot
     */
    public static Meridian open(Path home, MeridianOptions options) {
        Home directory = Home.at(home);
        return new Meridian(directory, options, directory.keys(options.passphrase(), ENTROPY));
    }

    /** As above, with the default options. */
    public static Meridian open(Path home) {
        return open(home, MeridianOptions.DEFAULT);
    }

    /** The device that this home is. */
    public DeviceId device() {
        return keys.id();
    }

    /** Where the device's keys lie. */
    public Path keyFile() {
        return home.keyFile();
    }

    /**
     * Whether the key file is under a passphrase.
     *
     * @throws KeyException if it cannot be read
     */
    public boolean isKeyFileSealed() {
        return home.isSealed();
    }

    /**
     * Writes the key file anew, sealed under another passphrase, or under none: whole, or as it was. What is open stays open. A disk may keep
     * the bytes of the earlier file for a while.
     *
     * @throws HomeException if it cannot be written; the old file is still there then
     */
    public void sealKeyFile(Optional<Passphrase> passphrase) {
        home.reseal(keys, passphrase, ENTROPY);
    }

    /** The directory. */
    public Path home() {
        return home.directory();
    }

    /**
     * Founds a workspace and opens it. The relay is asked once, for its public key, which the first record of the workspace names; nothing is sent
     * to it before the first {@link Workspace#sync}.
     *
     * @param relay {@code http://host:port} or {@code https://host:port}
     * @param memberName of the person at this device
     * @throws RelayException if the relay does not answer
     * @throws dev.meridian.model.intent.IntentRefused if a team cannot have a member, or a name, like that; nothing was founded
     * @throws IllegalArgumentException if the URI is not of that form
     */
    public Workspace createWorkspace(String name, URI relay, String memberName, ZoneId zone) {
        return createWorkspace(name, RelayPlace.at(relay), memberName, zone);
    }

    /**
     * As above, on a relay that must have a certain key.
     *
     * @throws RelayException as above, or if it has another key
     */
    public Workspace createWorkspace(String name, RelayPlace relay, String memberName, ZoneId zone) {
        return createWorkspace(name, relay, memberName, zone, Optional.empty());
    }

    /**
     * As above, with recovery words from the beginning.
     *
     * @param recovery the 32 random bytes that the founder's words stand for; they are kept nowhere
     */
    public Workspace createWorkspace(
            String name, RelayPlace relay, String memberName, ZoneId zone, Optional<ByteString> recovery) {
        RelayAddress address = relay.address();
        Introduction founder = introduction(keys.id(), memberName, zone);
        founder.check(name, Identities.device(keys.id()));
        VerifyKey relayKey = new RelayQuestion(address, relay.keyHash(), options, ENTROPY).key();
        Genesis genesis = Genesis.create(
                keys, relayKey, recovery.map(DeviceKeys::ofRecovery).map(DeviceKeys::publicKeys), ENTROPY);
        return opened(
                genesis.workspace(),
                () -> {
                    WorkspaceStore store = files.make(genesis.workspace());
                    store.write(() -> {
                        prepare(store, genesis.workspace(), address, Sha256.of(relayKey.bytes()));
                        store.outbox()
                                .addMember(
                                        genesis.record().id(),
                                        keys.id(),
                                        genesis.record().item());
                        return true;
                    });
                    return store;
                },
                workspace -> {
                    // The stage is part of the transaction that names everything, so that there is no half of a
                    // workspace.
                    workspace
                            .core()
                            .thread()
                            .call(() -> workspace.core().library().atomically(() -> {
                                workspace.core().store().meta().put(Name.STAGE, Stage.READY.name());
                                return new Editing(workspace.core())
                                        .edit(view -> Plan.builder()
                                                .team(new TeamIntent.Create(name))
                                                .team(founder.intents(
                                                                workspace.core().modelDevice())
                                                        .toArray(TeamIntent[]::new))
                                                .build());
                            }));
                });
    }

    /**
     * Joins a workspace by an invite link, and opens it when it is here as of now.
     *
     * @param memberName of the person at this device
     * @throws JoinException if the link cannot be used
     * @throws dev.meridian.model.intent.IntentRefused if a team cannot have a member like that; the invite was not used
     * @throws RelayException if the relay does not answer, or is not the one of the link
     */
    public Workspace join(InviteLink link, String memberName, ZoneId zone) {
        return join(link, memberName, zone, SyncProgress.Listener.NONE);
    }

    /** As above, telling how far it is. */
    public Workspace join(InviteLink link, String memberName, ZoneId zone, SyncProgress.Listener progress) {
        return join(link, memberName, zone, Optional.empty(), progress);
    }

    /**
     * As above, with recovery words from the beginning. (Where an earlier attempt got as far as the log, its words are in force, and {@link
     * AccessHandle#me} says so.)
     *
     * @param recovery the 32 random bytes that the newcomer's words stand for; they are kept nowhere
     */
    public Workspace join(
            InviteLink link,
            String memberName,
            ZoneId zone,
            Optional<ByteString> recovery,
            SyncProgress.Listener progress) {
        WorkspaceId id = link.workspace();
        Introduction newcomer = introduction(keys.id(), memberName, zone);
        newcomer.check("a team", Identities.device(keys.id()));
        Optional<Stage> earlier = files.stageOf(id);
        if (earlier.equals(Optional.of(Stage.READY))) {
            throw new JoinException(JoinException.Reason.ALREADY_HERE, "This home has that workspace already.");
        }
        RelayAddress relay = new RelayAddress(link.secure(), link.host().toLowerCase(Locale.ROOT), link.port());
        if (earlier.isPresent() && resumed(id, link, progress)) {
            return finishJoin(id, link, newcomer, progress);
        }
        files.remove(id);
        WorkspaceOpening begin = () -> {
            WorkspaceStore store = files.make(id);
            store.write(() -> {
                prepare(store, id, relay, link.relayKeyHash());
                store.meta().put(Name.STAGE, Stage.JOINING.name());
                return true;
            });
            return store;
        };
        try (Workspace workspace = opened(id, begin, fresh -> {})) {
            new Joining(workspace, link, recovery).enter();
        }
        return finishJoin(id, link, newcomer, progress);
    }

    /**
     * Asks for this device to become one more of a member's, in a workspace that this home does not have yet. The request is to be given to a
     * device of that member ({@link AccessHandle#addDevice}); then {@link #openAdded} opens the workspace. Asking again gives the same request.
     *
     * @throws JoinException if this home has the workspace already
     */
    public DeviceRequest requestDevice(DeviceLink link) {
        prepareDevice(link);
        return DeviceRequest.of(keys, link.workspace(), link.member(), false);
    }

    /**
     * Opens a workspace that this device asked to be added to, when it is here as of now.
     *
     * @throws RelayException of reason NOT_A_MEMBER if it was not added yet
     * @throws UnknownNameException if this device did not ask
     */
    public Workspace openAdded(WorkspaceId id, SyncProgress.Listener progress) {
        if (files.stageOf(id).isEmpty()) {
            throw new UnknownNameException(
                    UnknownNameException.Reason.NOT_FOUND, "This device did not ask to be added to that workspace.");
        }
        return opened(id, () -> files.existing(id), workspace -> {
            new DeviceAdding(workspace).enter(progress);
            DeviceAdding.introduce(workspace);
            workspace.sync(progress);
        });
    }

    /**
     * Makes this home's device one of the member's whose recovery seed this is, and opens the workspace: for somebody who has lost all others.
     * Revoke those then ({@link AccessHandle#revokeDevice}).
     *
     * @param link where the workspace is: any member's
     * @param seed 32 bytes, which the words stand for
     * @throws JoinException if the seed is not that of a member's recovery device, or this home has the workspace already
     */
    public Workspace recover(DeviceLink link, ByteString seed, SyncProgress.Listener progress) {
        prepareDevice(link);
        DeviceKeys recovery = DeviceKeys.ofRecovery(seed);
        return opened(link.workspace(), () -> files.existing(link.workspace()), workspace -> {
            new DeviceAdding(workspace).recover(recovery);
            workspace.sync(progress);
            DeviceAdding.introduce(workspace);
            workspace.sync(progress);
        });
    }

    private void prepareDevice(DeviceLink link) {
        WorkspaceId id = link.workspace();
        Optional<Stage> earlier = files.stageOf(id);
        if (earlier.equals(Optional.of(Stage.READY))) {
            throw new JoinException(JoinException.Reason.ALREADY_HERE, "This home has that workspace already.");
        }
        files.remove(id);
        RelayAddress relay = new RelayAddress(link.secure(), link.host(), link.port());
        try (WorkspaceStore store = files.make(id)) {
            store.write(() -> {
                prepare(store, id, relay, link.relayKeyHash());
                store.meta().put(Name.STAGE, Stage.JOINING.name());
                store.meta().put(Name.LINK_CHAIN, link.chain());
                return true;
            });
        } catch (StoreFault fault) {
            throw OwnerThread.storeException(fault);
        }
    }

    /**
     * Reads a device link as text.
     *
     * @throws JoinException if it is not one
     */
    public static DeviceLink parseDeviceLink(String text) {
        return switch (DeviceLink.parse(text)) {
            case DeviceLink.Parsed parsed -> parsed.link();
            case DeviceLink.Broken broken ->
                throw new JoinException(
                        JoinException.Reason.BROKEN_LINK, "This is not a usable link: " + broken.reason() + ".");
        };
    }

    /** Under the id that the log has for whoever comes with this device (TEAM-10). */
    private static Introduction introduction(DeviceId device, String name, ZoneId zone) {
        return new Introduction(new MemberId(device.hex()), name, zone);
    }

    private boolean resumed(WorkspaceId id, InviteLink link, SyncProgress.Listener progress) {
        try (Workspace workspace = opened(id, () -> files.existing(id), there -> {})) {
            return new Joining(workspace, link, Optional.empty()).resume(progress);
        }
    }

    /** The join record is in the log: whatever fails from here on, the workspace is this home's. */
    private Workspace finishJoin(
            WorkspaceId id, InviteLink link, Introduction newcomer, SyncProgress.Listener progress) {
        return opened(id, () -> files.existing(id), workspace -> {
            new Joining(workspace, link, Optional.empty()).settle();
            workspace.sync(progress);
            Joining.keepIntroduction(workspace, newcomer);
            workspace.sync(progress);
        });
    }

    /**
     * Reads a link as text.
     *
     * @throws JoinException if it is not one
     */
    public static InviteLink parseLink(String text) {
        return switch (InviteLink.parse(text)) {
            case InviteLink.Parsed parsed -> parsed.link();
            case InviteLink.Broken broken ->
                throw new JoinException(
                        JoinException.Reason.BROKEN_LINK, "This is not a usable link: " + broken.reason() + ".");
        };
    }

    /** The workspaces of this home, by name. @throws StoreException if one of them cannot be read */
    public List<WorkspaceInfo> workspaces() {
        return files.all();
    }

    /** The same, and what cannot be read. */
    public HomeListing listing() {
        return files.listing();
    }

    /**
     * Opens a workspace; opening it again gives the same object until that is closed.
     *
     * @param idOrName its name, its id in hexadecimal, or the beginning of the id, four digits at least
     * @throws UnknownNameException if there is none, or more than one
     * @throws StoreException if its file cannot be used
     */
    public Workspace workspace(String idOrName) {
        WorkspaceId id = files.find(idOrName).id();
        return opened(id, () -> files.existing(id), there -> {});
    }

    /** Opens a store on the workspace's thread. */
    private interface WorkspaceOpening {
        WorkspaceStore store();
    }

    /** Finishes a workspace that was just opened; where it throws, the workspace is closed again. */
    private interface Finishing {
        void finish(Workspace workspace);
    }

    private Workspace opened(WorkspaceId id, WorkspaceOpening opening, Finishing finishing) {
        Workspace workspace;
        synchronized (open) {
            Workspace known = open.get(id);
            if (known != null) {
                return known;
            }
            workspace = new Workspace(core(id, opening), () -> forgetOpen(id));
            open.put(id, workspace);
        }
        boolean done = false;
        try {
            finishing.finish(workspace);
            done = true;
            return workspace;
        } finally {
            if (!done) {
                workspace.close();
            }
        }
    }

    private WorkspaceCore core(WorkspaceId id, WorkspaceOpening opening) {
        OwnerThread thread = new OwnerThread("meridian-" + id);
        boolean done = false;
        try {
            WorkspaceCore core = thread.call(() -> wired(thread, opening.store()));
            done = true;
            return core;
        } finally {
            if (!done) {
                thread.close(() -> {});
            }
        }
    }

    private WorkspaceCore wired(OwnerThread thread, WorkspaceStore store) {
        boolean done = false;
        try {
            if (!store.meta().bytes(Name.DEVICE).equals(Optional.of(keys.id().bytes()))) {
                throw new KeyException(
                        KeyException.Reason.OTHER_DEVICE,
                        store.file() + " belongs to another device than the key file of this home.");
            }
            WorkspaceCore core = new WorkspaceCore(thread, store, new WorkspaceCore.Opener(keys, options, ENTROPY));
            done = true;
            return core;
        } finally {
            if (!done) {
                store.close();
            }
        }
    }

    private void forgetOpen(WorkspaceId id) {
        synchronized (open) {
            open.remove(id);
        }
    }

    private void prepare(WorkspaceStore store, WorkspaceId id, RelayAddress relay, ByteString relayKeyHash) {
        store.meta().put(Name.WORKSPACE, id.bytes());
        store.meta().put(Name.RELAY, relay.uri().toString());
        store.meta().put(Name.RELAY_KEY_HASH, relayKeyHash);
        store.meta().put(Name.DEVICE, keys.id().bytes());
    }

    /** Closes all open workspaces. */
    @Override
    public void close() {
        List<Workspace> all;
        synchronized (open) {
            all = List.copyOf(open.values());
        }
        all.forEach(Workspace::close);
    }
}
