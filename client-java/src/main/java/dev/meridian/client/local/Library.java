package dev.meridian.client.local;

import dev.meridian.client.store.ChangeState;
import dev.meridian.client.store.RejectedRow;
import dev.meridian.client.store.StoreFault;
import dev.meridian.client.store.StoredChange;
import dev.meridian.client.store.WorkspaceStore;
import dev.meridian.model.automerge.ChangeOutcome;
import dev.meridian.model.automerge.CorruptLogException;
import dev.meridian.model.automerge.Incoming;
import dev.meridian.model.automerge.ObjectId;
import dev.meridian.model.automerge.Replica;
import dev.meridian.model.board.BoardDocument;
import dev.meridian.model.discussion.CommentsDocument;
import dev.meridian.model.document.TextDocument;
import dev.meridian.model.event.Event;
import dev.meridian.model.plan.PlanDocument;
import dev.meridian.model.plan.Received;
import dev.meridian.model.schema.DocumentKind;
import dev.meridian.model.schema.Schema;
import dev.meridian.model.team.TeamDocument;
import dev.meridian.sync.id.ActorId;
import dev.meridian.sync.id.DocumentId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The documents in memory. Each follows the store by ordinal: what other processes wrote is replayed, what came by the log is judged by the gate and
 * the judgement stored, once for all processes (STORE-8). Documents are opened when they are asked for, and the least recently used are closed.
 * Owned by the workspace's thread.
 */
public final class Library implements AutoCloseable {
    private final WorkspaceStore store;
    private final int openMax;
    private final LibraryListener listener;
    private final Map<DocumentId, Slot> slots = new LinkedHashMap<>(16, 0.75f, true);
    /** Documents that are ahead of the disk until the transaction under way is committed. */
    private final Set<DocumentId> ahead = new HashSet<>();
    /** What to tell when it is. */
    private final List<Runnable> news = new ArrayList<>();

    private ActorId actor;

    /** A library whose documents write as this actor. */
    public Library(WorkspaceStore store, ActorId actor, int openMax, LibraryListener listener) {
        this.store = store;
        this.actor = actor;
        this.openMax = openMax;
        this.listener = listener;
    }

    /** Who writes. */
    public ActorId actor() {
        return actor;
    }

    /** Writes as somebody else from now on: documents are opened anew. */
    public void becomeActor(ActorId other) {
        close();
        actor = other;
    }

    /**
     * Runs the body in one transaction of the store, or in the one under way. Where it fails, documents that had gone ahead of the disk are
     * forgotten, and come back from the store as they were.
     */
    public <T> T atomically(Supplier<T> body) {
        if (store.isWriting()) {
            return body.get();
        }
        boolean done = false;
        try {
            T result = store.write(body);
            done = true;
            return result;
        } finally {
            List<Runnable> committed = List.copyOf(news);
            news.clear();
            if (done) {
                ahead.clear();
                committed.forEach(Runnable::run);
            } else {
                ahead.forEach(this::forget);
                ahead.clear();
            }
        }
    }

    /** The document as the store has it now. */
    Slot slot(DocumentId id) {
        Slot slot = slots.get(id);
        if (slot == null) {
            slot = open(id);
            slots.put(id, slot);
        }
        try {
            follow(id, slot);
            wrap(slot);
            return slot;
        } catch (RuntimeException e) {
            // It may have taken in half: it comes back from the store as that has it.
            forget(id);
            throw e;
        }
    }

    /**
     * Once it says what it is, a document is read as that, so that what it takes in is told as events. Somebody who writes there may make it say
     * something else later: then it is that, or those who had it open would see another than those who open it anew (SCHEMA-1).
     */
    private static void wrap(Slot slot) {
        slot.replica
                .tree()
                .at(ObjectId.ROOT, Schema.KIND)
                .string()
                .flatMap(DocumentKind::of)
                .filter(kind -> slot.plan == null || kindOf(slot.plan) != kind)
                .ifPresent(kind -> slot.plan = as(kind, slot.replica));
    }

    private static PlanDocument<?, ?> as(DocumentKind kind, Replica replica) {
        return switch (kind) {
            case TEAM -> TeamDocument.open(replica);
            case BOARD -> BoardDocument.open(replica);
            case DOCUMENT -> TextDocument.open(replica);
            case COMMENTS -> CommentsDocument.open(replica);
        };
    }

    private static DocumentKind kindOf(PlanDocument<?, ?> plan) {
        return switch (plan) {
            case TeamDocument team -> DocumentKind.TEAM;
            case BoardDocument board -> DocumentKind.BOARD;
            case TextDocument text -> DocumentKind.DOCUMENT;
            case CommentsDocument comments -> DocumentKind.COMMENTS;
            default -> throw new IllegalStateException("no such document: " + plan.getClass());
        };
    }

    /** Notes that a slot took in a local change that the transaction under way stores. */
    void advanced(DocumentId id, Slot slot, long ordinal) {
        slot.ordinal = ordinal;
        ahead.add(id);
    }

    /** Brings every open document up to the store. */
    public void followAll() {
        for (DocumentId id : List.copyOf(slots.keySet())) {
            Slot slot = slots.get(id);
            if (slot != null) {
                follow(id, slot);
            }
        }
    }

    /** Opens the document, if it is not, and judges what came by the log. */
    public void judge(DocumentId id) {
        slot(id);
        trim();
    }

    /** Closes the documents that were not used for longest, down to the limit. Not inside {@link #atomically}. */
    public void trim() {
        Iterator<Map.Entry<DocumentId, Slot>> eldest = slots.entrySet().iterator();
        while (slots.size() > openMax && eldest.hasNext()) {
            Slot slot = eldest.next().getValue();
            eldest.remove();
            slot.close();
        }
    }

    /** How many documents are in memory. */
    public int size() {
        return slots.size();
    }

    void forget(DocumentId id) {
        Slot slot = slots.remove(id);
        if (slot != null) {
            slot.close();
        }
    }

    private Slot open(DocumentId id) {
        List<StoredChange> accepted = new ArrayList<>();
        for (StoredChange change : store.changes().after(id, 0)) {
            if (change.state() != ChangeState.ACCEPTED) {
                break;
            }
            accepted.add(change);
        }
        try {
            Slot slot = new Slot(Replica.open(
                    Identities.actor(actor),
                    accepted.stream().map(StoredChange::chunk).toList()));
            wrap(slot);
            slot.ordinal = accepted.isEmpty() ? 0 : accepted.getLast().ordinal();
            return slot;
        } catch (CorruptLogException e) {
            throw new StoreFault(
                    StoreFault.Kind.CORRUPT,
                    store.file() + " is damaged: document " + id + " cannot be rebuilt from its changes.",
                    e);
        }
    }

    private void follow(DocumentId id, Slot slot) {
        if (store.changes().last(id) <= slot.ordinal) {
            return;
        }
        List<StoredChange> rows = store.changes().after(id, slot.ordinal);
        if (rows.stream().allMatch(row -> row.state() == ChangeState.ACCEPTED)) {
            replay(id, slot, rows);
            if (store.isWriting()) {
                ahead.add(id);
            } else {
                news.forEach(Runnable::run);
                news.clear();
            }
            return;
        }
        atomically(() -> {
            // Under the lock they may be judged already, by another process.
            takeIn(id, slot, store.changes().after(id, slot.ordinal));
            return true;
        });
    }

    /** Accepted changes come before unjudged ones: whoever edits judges first. */
    private void takeIn(DocumentId id, Slot slot, List<StoredChange> rows) {
        int judged = 0;
        while (judged < rows.size() && rows.get(judged).state() == ChangeState.ACCEPTED) {
            judged++;
        }
        ahead.add(id);
        replay(id, slot, rows.subList(0, judged));
        receive(id, slot, rows.subList(judged, rows.size()));
    }

    private void replay(DocumentId id, Slot slot, List<StoredChange> rows) {
        if (rows.isEmpty()) {
            return;
        }
        try {
            List<byte[]> chunks = rows.stream().map(StoredChange::chunk).toList();
            if (slot.plan == null) {
                slot.replica.replay(chunks);
            } else {
                List<Event> events = slot.plan.replay(chunks).events();
                news.add(() -> listener.replayed(id, events));
            }
            slot.ordinal = rows.getLast().ordinal();
        } catch (CorruptLogException e) {
            throw new StoreFault(
                    StoreFault.Kind.CORRUPT,
                    store.file() + " is damaged: changes of document " + id + " do not follow each other.",
                    e);
        }
    }

    private void receive(DocumentId id, Slot slot, List<StoredChange> rows) {
        if (rows.isEmpty()) {
            return;
        }
        List<Incoming> incoming = rows.stream()
                .map(row -> new Incoming(Identities.device(row.actor().device()), row.chunk()))
                .toList();
        List<ChangeOutcome> outcomes;
        if (slot.plan == null) {
            outcomes = slot.replica.apply(incoming).outcomes();
            news.add(() -> listener.received(id, List.of()));
        } else {
            Received received = slot.plan.receive(incoming);
            outcomes = received.outcomes();
            news.add(() -> listener.received(id, received.events()));
        }
        for (int i = 0; i < rows.size(); i++) {
            settle(id, rows.get(i), outcomes.get(i));
        }
        slot.ordinal = rows.getLast().ordinal();
        store.changes().acceptUpTo(id, slot.ordinal);
    }

    private void settle(DocumentId id, StoredChange row, ChangeOutcome outcome) {
        switch (outcome) {
            case ChangeOutcome.Accepted accepted -> {} // with all others, in one statement
            case ChangeOutcome.Duplicate duplicate -> store.changes().removeDuplicate(row.ordinal());
            case ChangeOutcome.Refused refused -> {
                store.changes().refuse(row.ordinal());
                RejectedRow rejected = new RejectedRow(
                        row.pos(),
                        Optional.of(row.actor().device()),
                        Optional.of(id),
                        refused.refusal().toString());
                store.rejected().add(rejected);
                news.add(() -> listener.rejected(rejected));
            }
        }
    }

    @Override
    public void close() {
        slots.values().forEach(Slot::close);
        slots.clear();
    }
}
