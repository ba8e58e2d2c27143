package dev.meridian.client;

import com.google.protobuf.ByteString;
import dev.meridian.client.WorkspaceEvent.Origin;
import dev.meridian.client.local.Delivery;
import dev.meridian.client.local.Documents;
import dev.meridian.client.local.Identities;
import dev.meridian.client.local.Inbox;
import dev.meridian.client.local.Library;
import dev.meridian.client.local.LibraryListener;
import dev.meridian.client.local.Sealing;
import dev.meridian.client.local.Snapshots;
import dev.meridian.client.local.Standing;
import dev.meridian.client.store.ActorNonce;
import dev.meridian.client.store.MetaTable.Name;
import dev.meridian.client.store.RejectedRow;
import dev.meridian.client.store.WorkspaceStore;
import dev.meridian.client.transport.RelayAddress;
import dev.meridian.model.event.Event;
import dev.meridian.model.team.Member;
import dev.meridian.model.team.Team;
import dev.meridian.sync.client.Principal;
import dev.meridian.sync.id.ActorId;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.id.Sha256;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.trust.DeviceKeys;
import dev.meridian.sync.trust.Entropy;
import dev.meridian.sync.trust.Membership;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an open workspace consists of, wired together. Everything but {@link #thread()} is used on that thread alone. */
final class WorkspaceCore {
    private static final Logger LOG = LoggerFactory.getLogger(WorkspaceCore.class);
    private static final long FOLLOW_MILLIS = 200;
    private static final int DIGITS_SHOWN = 8;
    private static final Pattern NAMED_DEVICE = Pattern.compile("device ([0-9a-f]{8})\\b");

    private final OwnerThread thread;
    private final MeridianOptions options;
    private final DeviceKeys keys;
    private final Entropy entropy;
    private final WorkspaceId id;
    /** Where the relay is; written on the thread. */
    private volatile RelayAddress relay;

    private final WorkspaceStore store;
    private final Standing standing;
    private final Library library;
    private final Documents documents;
    private final Inbox inbox;
    private final Sealing sealing;
    private final Snapshots snapshots;
    private final EventPublisher events;
    private final Syncing syncing;
    private final Deciding deciding;
    private final Tending tending;
    private final Set<DocumentId> toJudge = new LinkedHashSet<>();
    private final ScheduledFuture<?> following;
    private boolean judging;
    private long version;
    private long skips;

    /** Who opens it, and how. */
    record Opener(DeviceKeys keys, MeridianOptions options, Entropy entropy) {}

    /** Wires a workspace whose store names it. On its thread. */
    WorkspaceCore(OwnerThread thread, WorkspaceStore store, Opener opener) {
        this.thread = thread;
        this.store = store;
        this.keys = opener.keys();
        this.options = opener.options();
        this.entropy = opener.entropy();
        this.id = new WorkspaceId(store.meta().bytes(Name.WORKSPACE).orElseThrow());
        this.relay = storedRelay(store);
        this.standing = new Standing(store, id, keys);
        this.library = new Library(store, actor(), options.openDocumentsMax(), new News());
        this.documents = new Documents(store, library);
        this.inbox = new Inbox(store, standing, device(), entropy);
        this.sealing = new Sealing(store, standing, device(), entropy);
        this.snapshots = new Snapshots(store, standing, library, device(), entropy);
        this.events = new EventPublisher("meridian-events-" + id);
        this.syncing = new Syncing(this, new Principal.Device(keys.signing()));
        this.deciding = new Deciding(this);
        this.tending = new Tending(this, deciding);
        this.version = store.version();
        this.skips = store.meta().number(Name.SKIPS);
        this.following = thread.every(FOLLOW_MILLIS, this::followOthers);
    }

    private ActorId actor() {
        return ActorId.of(keys.id(), ActorNonce.claim(store, () -> entropy.bytes(ActorId.NONCE_LENGTH)));
    }

    OwnerThread thread() {
        return thread;
    }

    MeridianOptions options() {
        return options;
    }

    DeviceKeys keys() {
        return keys;
    }

    DeviceId device() {
        return keys.id();
    }

    Entropy entropy() {
        return entropy;
    }

    WorkspaceId id() {
        return id;
    }

    RelayAddress relay() {
        return relay;
    }

    private static RelayAddress storedRelay(WorkspaceStore store) {
        return RelayAddress.of(URI.create(store.meta().text(Name.RELAY).orElseThrow()))
                .orElseThrow();
    }

    /** Takes in that another process on this home, or the log, says of the relay something else than this knew. */
    void followRelay() {
        standing.follow();
        Membership members = standing.logged();
        if (members.isFounded() && members.relay().hasMoved()) {
            ByteString hash = Sha256.of(members.relayKey().bytes());
            if (!store.meta().bytes(Name.RELAY_KEY_HASH).equals(Optional.of(hash))) {
                store.write(() -> {
                    store.meta().put(Name.RELAY_KEY_HASH, hash);
                    return true;
                });
            }
        }
        relay = storedRelay(store);
    }

    /** The relay is elsewhere from now on. */
    void relayIsAt(RelayAddress address) {
        store.write(() -> {
            store.meta().put(Name.RELAY, address.uri().toString());
            return true;
        });
        followRelay();
    }

    /** The relay said goodbye with an owner's record: whether that says where the next one is. */
    boolean movesOn() {
        standing.follow();
        Optional<RelayAddress> next = addressOf(standing.logged().relay().address());
        next.ifPresent(this::relayIsAt);
        return next.isPresent();
    }

    private static Optional<RelayAddress> addressOf(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : RelayAddress.of(new URI(text));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    WorkspaceStore store() {
        return store;
    }

    Standing standing() {
        return standing;
    }

    Library library() {
        return library;
    }

    Documents documents() {
        return documents;
    }

    Inbox inbox() {
        return inbox;
    }

    Sealing sealing() {
        return sealing;
    }

    Snapshots snapshots() {
        return snapshots;
    }

    EventPublisher events() {
        return events;
    }

    Syncing syncing() {
        return syncing;
    }

    Deciding deciding() {
        return deciding;
    }

    Tending tending() {
        return tending;
    }

    /** The team as it is now, its devices by the log. */
    Team team() {
        return documents.team().snapshot().by(standing.attribution());
    }

    /** What the team calls whose device this is, or the device by the digits of its id. */
    String nameOf(DeviceId device) {
        return team().memberOf(Identities.device(device))
                .map(Member::name)
                .orElseGet(() -> "device " + device.hex().substring(0, DIGITS_SHOWN));
    }

    /** The same, of a device that a relay named by its first digits in a sentence. */
    String named(String sentence) {
        return NAMED_DEVICE
                .matcher(sentence)
                .replaceAll(match -> java.util.regex.Matcher.quoteReplacement(standing.logged().people().stream()
                        .flatMap(person -> person.devices().stream())
                        .filter(device -> device.hex().startsWith(match.group(1)))
                        .findFirst()
                        .map(this::nameOf)
                        .orElseGet(match::group)));
    }

    /** Something odd that harms nobody, for whoever looks for it. */
    void noted(String what) {
        LOG.debug("workspace {}: {}", id, what);
    }

    /** The same device, in the model's words. */
    dev.meridian.model.automerge.DeviceId modelDevice() {
        return Identities.device(device());
    }

    /** Tells what an edit of this process changed, once it is on the disk. */
    void edited(DocumentId document, List<Event> changes) {
        if (!changes.isEmpty()) {
            events.publish(new WorkspaceEvent.Changed(document, Origin.HERE, changes));
        }
    }

    /** Entries of the log were stored. */
    void delivered(Delivery.Stored delivery, boolean live) {
        taken(delivery, live);
        // The key may have come with an approval, long after what it opens.
        if (standing.opener().isPresent()
                && store.meta().number(Name.OPENED) < store.log().lastPos()) {
            taken(inbox.openRest(library.actor()), live);
        }
    }

    private void taken(Delivery.Stored delivery, boolean live) {
        if (delivery.ownActorElsewhere()) {
            library.becomeActor(actor());
        }
        delivery.rejected().forEach(row -> events.publish(new WorkspaceEvent.Rejected(rejected(row))));
        progressed();
        tending.delivered();
        if (live) {
            judge(delivery.documents());
            tending.tend();
        }
    }

    /** Everything the relay has is stored. */
    void live() {
        if (store.meta().text(Name.STOPPED).isPresent()) {
            store.write(() -> {
                store.meta().remove(Name.STOPPED);
                store.meta().remove(Name.EVIDENCE);
                return true;
            });
        }
        judge(store.changes().documentsToJudge());
        tending.tend();
    }

    /** The connection, the position or the outbox changed. */
    void progressed() {
        if (events.hasSubscribers()) {
            events.publish(new WorkspaceEvent.Progressed(
                    Reports.connection(syncing.status()),
                    store.log().lastPos(),
                    store.outbox().changes()));
        }
    }

    /** The relay refused an own item. */
    void refused(SyncReport.RefusedItem item) {
        events.publish(new WorkspaceEvent.Refused(item));
    }

    /** Brings documents up to what came by the log, one after the other, so that callers get their turn in between. */
    private void judge(Collection<DocumentId> changed) {
        toJudge.addAll(changed);
        if (!judging && !toJudge.isEmpty()) {
            judging = true;
            thread.post(this::judgeNext);
        }
    }

    private void judgeNext() {
        judging = false;
        if (toJudge.isEmpty()) {
            return;
        }
        DocumentId next = toJudge.iterator().next();
        toJudge.remove(next);
        library.judge(next);
        judge(List.of());
    }

    /** Brings all documents up to what came by the log. */
    void judgeAll(SyncProgress.Listener progress) {
        ArrayDeque<DocumentId> waiting = new ArrayDeque<>(store.changes().documentsToJudge());
        int total = waiting.size();
        while (!waiting.isEmpty()) {
            progress.progress(new SyncProgress(SyncProgress.Phase.MERGING, total - waiting.size(), total));
            library.judge(waiting.remove());
        }
        toJudge.clear();
    }

    /** Takes in what another process on this home has written, where anybody is interested. */
    private void followOthers() {
        if (!syncing.isRunning() && !events.hasSubscribers()) {
            return;
        }
        long now = store.version();
        if (now == version) {
            return;
        }
        version = now;
        standing.follow();
        long skipsNow = store.meta().number(Name.SKIPS);
        if (skipsNow != skips) {
            // It took something out of documents that are open here too.
            library.becomeActor(actor());
        }
        skips = skipsNow;
        library.followAll();
        syncing.storeChanged();
    }

    /** Keeps the name that lists show. Inside a transaction. */
    void keepTitle() {
        String name = documents.team().snapshot().name();
        if (!name.isEmpty() && !store.meta().text(Name.TITLE).equals(Optional.of(name))) {
            store.meta().put(Name.TITLE, name);
        }
    }

    /** Lets go of everything. On the thread, as its last task. */
    void close() {
        following.cancel(false);
        syncing.close();
        events.close();
        library.close();
        store.close();
    }

    static RejectedEntry rejected(RejectedRow row) {
        return new RejectedEntry(row.pos(), row.author().orElse(RejectedEntry.NOBODY), row.document(), row.reason());
    }

    /** What the library tells, passed on. */
    private final class News implements LibraryListener {
        @Override
        public void replayed(DocumentId document, List<Event> changes) {
            changed(document, Origin.OTHER_PROCESS, changes);
        }

        @Override
        public void received(DocumentId document, List<Event> changes) {
            changed(document, Origin.LOG, changes);
        }

        @Override
        public void rejected(RejectedRow row) {
            events.publish(new WorkspaceEvent.Rejected(WorkspaceCore.rejected(row)));
        }

        private void changed(DocumentId document, Origin origin, List<Event> changes) {
            events.publish(new WorkspaceEvent.Changed(document, origin, changes));
            if (document.equals(DocumentId.TEAM)) {
                thread.post(() -> library.atomically(() -> {
                    keepTitle();
                    return true;
                }));
            }
        }
    }
}
