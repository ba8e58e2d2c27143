package dev.meridian.model.rhythm;

import dev.meridian.model.automerge.DeviceId;
import dev.meridian.model.automerge.ParsedChange;
import dev.meridian.model.automerge.Replica;
import dev.meridian.model.board.Board;
import dev.meridian.model.board.BoardDocument;
import dev.meridian.model.document.Document;
import dev.meridian.model.document.TextDocument;
import dev.meridian.model.event.Event;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.intent.DocumentIntent;
import dev.meridian.model.intent.Intent;
import dev.meridian.model.intent.TeamIntent;
import dev.meridian.model.plan.Peer;
import dev.meridian.model.plan.PlanDocument;
import dev.meridian.model.team.Team;
import dev.meridian.model.team.TeamDocument;
import dev.meridian.model.value.Frontier;
import dev.meridian.model.workspace.WorkspaceState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A workspace whose log is written step by step by several devices, as one reader sees it: how it was when the reader last looked, how it is, and
 * what came in between. Owned by the test's thread.
 */
public final class Story implements AutoCloseable {

    static final String TEAM = "0".repeat(32);
    private static final int READER = 200;

    private final Shelf<Team, TeamIntent> team = new Shelf<>(TeamDocument::open);
    private final SortedMap<String, Shelf<Board, BoardIntent>> boards = new TreeMap<>();
    private final SortedMap<String, Shelf<Document, DocumentIntent>> documents = new TreeMap<>();
    private final List<Happening> happenings = new ArrayList<>();
    private Frontier from = Frontier.START;
    private Frontier now = Frontier.START;
    private WorkspaceState before = new WorkspaceState(Team.NOT_HERE, new TreeMap<>(), new TreeMap<>());

    /** Device n as a model id. */
    public static DeviceId device(int number) {
        return DeviceId.ofHex("%02x".formatted(number).repeat(16));
    }

    /** @param blind whether the device has not received what others did since it last wrote */
    public void team(int device, Instant at, boolean blind, List<TeamIntent> intents) {
        write(team, TEAM, device, at, blind, intents);
    }

    public void board(BoardId id, int device, Instant at, boolean blind, List<BoardIntent> intents) {
        write(
                boards.computeIfAbsent(id.hex(), none -> new Shelf<>(BoardDocument::open)),
                id.hex(),
                device,
                at,
                blind,
                intents);
    }

    public void document(DocumentId id, int device, Instant at, boolean blind, List<DocumentIntent> intents) {
        write(
                documents.computeIfAbsent(id.hex(), none -> new Shelf<>(TextDocument::open)),
                id.hex(),
                device,
                at,
                blind,
                intents);
    }

    private <S, I extends Intent> void write(
            Shelf<S, I> shelf, String document, int device, Instant at, boolean blind, List<I> intents) {
        now = new Frontier(now.position() + 1, "%064x".formatted(now.position() + 1), at);
        List<Event> events = shelf.write(device, blind, intents);
        happenings.add(new Happening(document, now.position(), Optional.of(at), device(device), events));
    }

    /** The reader looks, and has seen all so far. */
    public void look() {
        before = state();
        from = now;
        happenings.clear();
    }

    public WorkspaceState state() {
        SortedMap<BoardId, Board> boardsNow = new TreeMap<>();
        boards.forEach((id, shelf) -> boardsNow.put(new BoardId(id), shelf.reader.snapshot()));
        SortedMap<DocumentId, Document> documentsNow = new TreeMap<>();
        documents.forEach((id, shelf) -> documentsNow.put(new DocumentId(id), shelf.reader.snapshot()));
        return new WorkspaceState(team.reader.snapshot(), boardsNow, documentsNow);
    }

    public Period period() {
        return new Period(from, now, before, state(), happenings);
    }

    @Override
    public void close() {
        team.close();
        boards.values().forEach(Shelf::close);
        documents.values().forEach(Shelf::close);
    }

    /** One document on all devices. */
    private static final class Shelf<S, I extends Intent> {
        private final Function<Replica, PlanDocument<S, I>> open;
        private final Peer<S, I> reader;
        private final Map<Integer, Peer<S, I>> peers = new TreeMap<>();

        Shelf(Function<Replica, ? extends PlanDocument<S, I>> open) {
            this.open = open::apply;
            this.reader = new Peer<>(READER, this.open);
        }

        List<Event> write(int device, boolean blind, List<I> intents) {
            Peer<S, I> peer = peers.computeIfAbsent(device, number -> new Peer<>(number, open));
            if (!blind) {
                peer.receiveFrom(reader);
            }
            peer.apply(intents);
            List<Event> events = new ArrayList<>();
            Collection<ParsedChange> known = reader.changes();
            for (ParsedChange change : peer.changes()) {
                if (known.stream().noneMatch(each -> each.hash().equals(change.hash()))) {
                    events.addAll(reader.receive(List.of(change)));
                }
            }
            return events;
        }

        void close() {
            reader.close();
            peers.values().forEach(Peer::close);
        }
    }
}
