package dev.meridian.client.local;

import com.google.protobuf.ByteString;
import dev.meridian.client.store.ChangeState;
import dev.meridian.client.store.LogRow;
import dev.meridian.client.store.StoreFault;
import dev.meridian.client.store.StoredChange;
import dev.meridian.client.store.WorkspaceStore;
import dev.meridian.model.automerge.ActorId;
import dev.meridian.model.automerge.CorruptLogException;
import dev.meridian.model.automerge.ObjectId;
import dev.meridian.model.automerge.Replica;
import dev.meridian.model.board.Board;
import dev.meridian.model.board.BoardDocument;
import dev.meridian.model.discussion.CommentsDocument;
import dev.meridian.model.discussion.Discussion;
import dev.meridian.model.document.Document;
import dev.meridian.model.document.TextDocument;
import dev.meridian.model.event.Event;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.plan.PlanDocument;
import dev.meridian.model.rhythm.Happening;
import dev.meridian.model.rhythm.Period;
import dev.meridian.model.schema.DocumentKind;
import dev.meridian.model.schema.Schema;
import dev.meridian.model.team.Team;
import dev.meridian.model.team.TeamDocument;
import dev.meridian.model.value.Frontier;
import dev.meridian.model.workspace.WorkspaceState;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.log.LogEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A workspace as it was (RHY-8): the state at a position is what the accepted changes at positions up to it make, whatever else was here then.
 * Documents are replayed one after the other, apart from those in memory. Everything must have been judged before. On the workspace's thread; for
 * one use.
 */
public final class Past {
    /** Nobody: what is replayed is never written to. */
    private static final ActorId NOBODY = ActorId.of(new byte[24]);
    /** Position of what the log does not have yet: after everything else. */
    private static final long UNSENT = Long.MAX_VALUE;

    private final WorkspaceStore store;
    private final Map<Long, Instant> received = new HashMap<>();

    /** The past of this store. */
    public Past(WorkspaceStore store) {
        this.store = store;
    }

    /** The frontier at a position; at the last where there are not so many. */
    public Frontier frontier(long position) {
        long last = Math.min(position, store.log().lastPos());
        return last < 1
                ? Frontier.START
                : store.log()
                        .at(last)
                        .map(row -> new Frontier(row.pos(), hex(row.chain()), receivedAt(row)))
                        .orElseThrow(() -> damaged(last));
    }

    /** The frontier at the last entry that the relay had received by then. Receipt times never fall. */
    public Frontier frontier(Instant at) {
        long low = 0;
        long high = store.log().lastPos();
        while (low < high) {
            long middle = low + (high - low + 1) / 2;
            if (receivedAt(middle).isAfter(at)) {
                high = middle - 1;
            } else {
                low = middle;
            }
        }
        return frontier(low);
    }

    /**
     * The frontier here that means the same as one that was noted, on this device or another.
     *
     * @return where the noted one is ahead of this device, its last; where the log was another then (its chain differs), the one at the noted instant
     */
    public Frontier here(Frontier noted) {
        Frontier same = frontier(noted.position());
        boolean ahead = same.position() < noted.position();
        return ahead || same.chain().equals(noted.chain()) ? same : frontier(noted.receivedAt());
    }

    /** All documents as of a position. */
    public WorkspaceState at(long position) {
        Gathered states = new Gathered();
        for (DocumentId id : apart()) {
            List<StoredChange> changes = upTo(position, inOrder(id));
            if (!changes.isEmpty()) {
                try (Replay replay = new Replay(id, changes);
                        Replay beside = new Replay(id.comments(), upTo(position, besides(id)))) {
                    states.add(id, replay.document(), beside.document());
                }
            }
        }
        return states.state();
    }

    /** How it was at a position, how it is, what is not sent yet included, and what happened in between. */
    public Period since(Frontier from) {
        return period(from, frontier(store.log().lastPos()), UNSENT);
    }

    /** How it was at a position, how it was at a later one, and what happened in between. */
    public Period between(Frontier from, Frontier to) {
        return period(from, to, Math.max(from.position(), to.position()));
    }

    private Period period(Frontier from, Frontier to, long last) {
        Gathered before = new Gathered();
        Gathered after = new Gathered();
        List<Placed> happenings = new ArrayList<>();
        for (DocumentId id : apart()) {
            Told document = new Told(upTo(last, inOrder(id)), from);
            Told talk = new Told(upTo(last, besides(id)), from);
            try (Replay replay = document.begin(id);
                    Replay beside = talk.begin(id.comments())) {
                if (!document.old.isEmpty()) {
                    before.add(id, replay.document(), beside.document());
                }
                happenings.addAll(replay.receive(document.rest()));
                happenings.addAll(beside.receive(talk.rest()));
                after.add(id, replay.document(), beside.document());
            }
        }
        happenings.sort(Comparator.comparingLong(Placed::place).thenComparingLong(Placed::ordinal));
        return new Period(
                from,
                to,
                before.state(),
                after.state(),
                happenings.stream().map(Placed::happening).toList());
    }

    /** Changes of one document: those that were there at the beginning, and all. */
    private final class Told {
        private final List<StoredChange> all;
        private final List<StoredChange> old;

        Told(List<StoredChange> all, Frontier from) {
            this.all = all;
            this.old = upTo(from.position(), all);
        }

        List<StoredChange> rest() {
            return all.subList(old.size(), all.size());
        }

        /** As it was at the beginning; empty, and of its kind, where it was not there yet: what comes is told as new. */
        Replay begin(DocumentId id) {
            Replay replay = new Replay(id, old.isEmpty() ? all.subList(0, Math.min(1, all.size())) : old);
            if (old.isEmpty() && !all.isEmpty()) {
                replay.restart();
            }
            return replay;
        }
    }

    /** Documents that are not beside another one that is here. */
    private List<DocumentId> apart() {
        List<DocumentId> all = store.changes().documents();
        Set<DocumentId> besides = new HashSet<>();
        all.stream().filter(id -> !id.isComments()).forEach(id -> besides.add(id.comments()));
        return all.stream().filter(id -> !besides.contains(id)).toList();
    }

    /** What was said beside a document, in order; none where that lies in the document itself (DISC-30). */
    private List<StoredChange> besides(DocumentId id) {
        return id.isComments() ? List.of() : inOrder(id.comments());
    }

    private record Placed(long place, long ordinal, Happening happening) {}

    private List<StoredChange> inOrder(DocumentId id) {
        return store.changes().after(id, 0).stream()
                .filter(change -> change.state() == ChangeState.ACCEPTED)
                .sorted(Comparator.comparingLong(Past::place).thenComparingLong(StoredChange::ordinal))
                .toList();
    }

    private static long place(StoredChange change) {
        return change.pos() == 0 ? UNSENT : change.pos();
    }

    private static List<StoredChange> upTo(long position, List<StoredChange> inOrder) {
        return inOrder.stream().takeWhile(change -> place(change) <= position).toList();
    }

    private Instant receivedAt(long position) {
        return received.computeIfAbsent(
                position,
                each -> store.log()
                        .entry(each)
                        .flatMap(LogEntry::parse)
                        .map(entry -> Instant.ofEpochMilli(entry.relayMillis()))
                        .orElseThrow(() -> damaged(each)));
    }

    private Instant receivedAt(LogRow row) {
        return LogEntry.parse(row.entry())
                .map(entry -> Instant.ofEpochMilli(entry.relayMillis()))
                .orElseThrow(() -> damaged(row.pos()));
    }

    private static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }

    private StoreFault damaged(long pos) {
        return new StoreFault(
                StoreFault.Kind.CORRUPT, store.file() + " is damaged: its log does not hold at position " + pos + ".");
    }

    /** Snapshots of documents by what they are. */
    private static final class Gathered {
        private Team team = Team.NOT_HERE;
        private final SortedMap<BoardId, Board> boards = new TreeMap<>();
        private final SortedMap<dev.meridian.model.id.DocumentId, Document> documents = new TreeMap<>();

        /** @param beside what is said about it, where that is apart */
        void add(DocumentId id, Optional<PlanDocument<?, ?>> document, Optional<PlanDocument<?, ?>> beside) {
            document.ifPresent(there -> {
                switch (there) {
                    case TeamDocument found -> team = found.snapshot();
                    case BoardDocument found -> {
                        Board board = found.snapshot();
                        boards.put(
                                new BoardId(id.hex()), board.with(said(board.discussion(), beside, found.replica())));
                    }
                    case TextDocument found -> {
                        Document text = found.snapshot();
                        documents.put(
                                new dev.meridian.model.id.DocumentId(id.hex()),
                                text.with(said(text.discussion(), beside, found.replica())));
                    }
                    case CommentsDocument alone -> {} // what they are about is not here
                    default -> throw new IllegalStateException("no such document: " + there.getClass());
                }
            });
        }

        private static Discussion said(Discussion elder, Optional<PlanDocument<?, ?>> beside, Replica content) {
            return beside.isPresent() && beside.get() instanceof CommentsDocument comments
                    ? comments.beside(elder, Optional.of(content))
                    : elder;
        }

        WorkspaceState state() {
            return new WorkspaceState(team, boards, documents);
        }
    }

    /** One document on its way through its changes. */
    private final class Replay implements AutoCloseable {
        private final DocumentId id;
        private Replica replica;
        private Optional<PlanDocument<?, ?>> plan;

        Replay(DocumentId id, List<StoredChange> changes) {
            this.id = id;
            this.replica = open(changes);
            this.plan = wrapped();
        }

        private Replica open(List<StoredChange> changes) {
            try {
                return Replica.open(
                        NOBODY, changes.stream().map(StoredChange::chunk).toList());
            } catch (CorruptLogException e) {
                throw damaged(e);
            }
        }

        private StoreFault damaged(CorruptLogException e) {
            return new StoreFault(
                    StoreFault.Kind.CORRUPT,
                    store.file() + " is damaged: document " + id + " cannot be rebuilt from its changes.",
                    e);
        }

        /** Empty where it is of a kind that this version does not know. */
        private Optional<PlanDocument<?, ?>> wrapped() {
            Optional<String> kind =
                    replica.tree().at(ObjectId.ROOT, Schema.KIND).string();
            return Arrays.stream(DocumentKind.values())
                    .filter(each -> Optional.of(each.word()).equals(kind))
                    .findFirst()
                    .map(this::as);
        }

        private PlanDocument<?, ?> as(DocumentKind kind) {
            return switch (kind) {
                case TEAM -> TeamDocument.open(replica);
                case BOARD -> BoardDocument.open(replica);
                case DOCUMENT -> TextDocument.open(replica);
                case COMMENTS -> CommentsDocument.open(replica);
            };
        }

        /** Empty again, of the same kind: what comes is told as new. */
        void restart() {
            Optional<String> kind =
                    replica.tree().at(ObjectId.ROOT, Schema.KIND).string();
            replica.close();
            replica = Replica.create(NOBODY);
            plan = Arrays.stream(DocumentKind.values())
                    .filter(each -> Optional.of(each.word()).equals(kind))
                    .findFirst()
                    .map(this::as);
        }

        Optional<PlanDocument<?, ?>> document() {
            return plan;
        }

        /** Takes in what comes next, the changes of one entry at a time. */
        List<Placed> receive(List<StoredChange> changes) {
            List<Placed> happenings = new ArrayList<>();
            int from = 0;
            while (from < changes.size()) {
                int to = from + 1;
                while (to < changes.size() && together(changes.get(from), changes.get(to))) {
                    to++;
                }
                happenings.add(receiveTogether(changes.subList(from, to)));
                from = to;
            }
            return happenings;
        }

        private static boolean together(StoredChange one, StoredChange other) {
            return one.pos() == other.pos() && one.actor().equals(other.actor());
        }

        private Placed receiveTogether(List<StoredChange> changes) {
            List<byte[]> chunks = changes.stream().map(StoredChange::chunk).toList();
            StoredChange first = changes.getFirst();
            List<Event> events;
            try {
                if (plan.isPresent()) {
                    events = plan.get().replay(chunks).events();
                } else {
                    replica.replay(chunks);
                    events = List.of();
                }
            } catch (CorruptLogException e) {
                throw damaged(e);
            }
            Optional<Instant> at = first.pos() == 0 ? Optional.empty() : Optional.of(receivedAt(first.pos()));
            Happening happening = new Happening(
                    id.hex(), first.pos(), at, Identities.device(first.actor().device()), events);
            return new Placed(place(first), first.ordinal(), happening);
        }

        @Override
        public void close() {
            replica.close();
        }
    }
}
