package dev.meridian.model.team;

import dev.meridian.model.automerge.ChangeHash;
import dev.meridian.model.automerge.DeviceId;
import dev.meridian.model.automerge.ObjectId;
import dev.meridian.model.automerge.Register;
import dev.meridian.model.automerge.Replica;
import dev.meridian.model.automerge.Value;
import dev.meridian.model.calendar.Cycle;
import dev.meridian.model.calendar.CycleKind;
import dev.meridian.model.calendar.DayRange;
import dev.meridian.model.calendar.Shift;
import dev.meridian.model.event.Event;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.id.DiscussionId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.Ids;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.id.StatusId;
import dev.meridian.model.id.SubjectId;
import dev.meridian.model.id.ThingId;
import dev.meridian.model.json.Json;
import dev.meridian.model.plan.DocumentRoot;
import dev.meridian.model.plan.Projection;
import dev.meridian.model.schema.DocumentKind;
import dev.meridian.model.schema.Schema;
import dev.meridian.model.schema.Stored;
import dev.meridian.model.schema.ThingReader;
import dev.meridian.model.value.Field;
import dev.meridian.model.value.Frontier;
import dev.meridian.model.value.Meta;
import dev.meridian.model.value.StatusCategory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/** The team document in plain values, entry by entry. Owned by its document. */
final class TeamProjection implements Projection<Team> {

    private final Replica replica;
    private final DocumentRoot root;
    private String name = "";
    private SortedMap<CycleKind, Cycle> cycles = new TreeMap<>();
    private PMap<MemberId, Member> members = HashTreePMap.empty();
    private PMap<StatusId, Status> statuses = HashTreePMap.empty();
    private PMap<BoardId, BoardEntry> boards = HashTreePMap.empty();
    private PMap<DocumentId, DocumentEntry> documents = HashTreePMap.empty();

    TeamProjection(Replica replica) {
        this.replica = replica;
        this.root = new DocumentRoot(replica, DocumentKind.TEAM);
    }

    @Override
    public Optional<Meta> meta(SubjectId subject) {
        return switch (subject) {
            case MemberId id -> Optional.ofNullable(members.get(id)).map(Member::meta);
            case StatusId id -> Optional.ofNullable(statuses.get(id)).map(Status::meta);
            case BoardId id -> Optional.ofNullable(boards.get(id)).map(BoardEntry::meta);
            case DocumentId id -> Optional.ofNullable(documents.get(id)).map(DocumentEntry::meta);
            case ThingId thing -> Optional.empty();
            case DiscussionId said -> Optional.empty();
        };
    }

    @Override
    public Collection<SubjectId> subjects() {
        List<SubjectId> all = new ArrayList<>(members.keySet());
        all.addAll(statuses.keySet());
        all.addAll(boards.keySet());
        all.addAll(documents.keySet());
        return all;
    }

    @Override
    public void read(SubjectId subject, ObjectId map, boolean textTouched) {
        ThingReader reader = new ThingReader(replica.tree(), replica::text, map);
        switch (subject) {
            case MemberId id -> members = members.plus(id, member(id, reader));
            case StatusId id -> statuses = statuses.plus(id, status(id, reader));
            case BoardId id -> boards = boards.plus(id, board(id, reader));
            case DocumentId id -> documents = documents.plus(id, document(id, reader));
            case ThingId thing -> {}
            case DiscussionId said -> {}
        }
    }

    private static Member member(MemberId id, ThingReader reader) {
        String called = reader.string(Field.NAME).orElse("");
        String zone = reader.string(Field.ZONE).orElse("");
        List<DeviceId> devices = reader.items(Field.DEVICE, (key, value) -> Ids.isId(key) ? DeviceId.ofHex(key) : null);
        List<Shift> week = reader.items(Field.WEEK, (key, value) -> present(value, Shift.parse(key)));
        List<DayRange> off = reader.items(Field.DAYS_OFF, (key, value) -> present(value, DayRange.parse(key)));
        List<OutOfHours> paid =
                reader.items(Field.OUT_OF_HOURS, (key, value) -> OutOfHours.read(key, Stored.number(value)));
        Optional<Frontier> looked = reader.greatest(Schema.LOOKED, Frontier::parse);
        return new Member(
                id,
                called,
                zone,
                new HashSet<>(week),
                new HashSet<>(off),
                paid,
                new HashSet<>(devices),
                looked,
                reader.meta());
    }

    /** An item whose value says no more than that it is there. */
    private static <T> @Nullable T present(Value value, Optional<T> item) {
        return Value.TRUE.equals(value) ? item.orElse(null) : null;
    }

    private static Status status(StatusId id, ThingReader reader) {
        String called = reader.string(Field.NAME).orElse("");
        StatusCategory category =
                reader.parsed(Field.CATEGORY, StatusCategory::of).orElse(StatusCategory.BACKLOG);
        double order = reader.number(Field.ORDER).orElse(0.0);
        return new Status(id, called, category, order, reader.meta());
    }

    private static BoardEntry board(BoardId id, ThingReader reader) {
        String title = reader.string(Field.TITLE).orElse("");
        double order = reader.number(Field.ORDER).orElse(0.0);
        Set<ChangeHash> deletedAt = reader.deletedAt();
        return new BoardEntry(id, title, order, deletedAt, reader.meta());
    }

    private static DocumentEntry document(DocumentId id, ThingReader reader) {
        String title = reader.string(Field.TITLE).orElse("");
        Set<ChangeHash> deletedAt = reader.deletedAt();
        return new DocumentEntry(id, title, deletedAt, reader.meta());
    }

    @Override
    public void forget(SubjectId subject) {
        switch (subject) {
            case MemberId id -> members = members.minus(id);
            case StatusId id -> statuses = statuses.minus(id);
            case BoardId id -> boards = boards.minus(id);
            case DocumentId id -> documents = documents.minus(id);
            case ThingId thing -> {}
            case DiscussionId said -> {}
        }
    }

    @Override
    public List<Event> readRoot(Set<DeviceId> authors) {
        List<Event> events = new ArrayList<>(root.read());
        Register register = replica.tree().at(ObjectId.ROOT, Schema.NAME);
        String now = root.schema() > 0 ? register.string().orElse("") : "";
        Optional<Register.Entry> winner = register.winner();
        if (!now.equals(name) && winner.isPresent()) {
            events.add(new Event.WorkspaceNamed(name, now, winner.get().author().device()));
        }
        name = now;
        events.addAll(readCycles());
        return events;
    }

    private List<Event> readCycles() {
        List<Event> events = new ArrayList<>();
        SortedMap<CycleKind, Cycle> now = new TreeMap<>();
        for (CycleKind kind : CycleKind.values()) {
            Register register = replica.tree().at(ObjectId.ROOT, Schema.cycle(kind));
            Optional<Cycle> after = root.schema() > 0 ? register.string().flatMap(Cycle::parse) : Optional.empty();
            after.ifPresent(cycle -> now.put(kind, cycle));
            Optional<Cycle> before = Optional.ofNullable(cycles.get(kind));
            if (!after.equals(before)) {
                register.winner()
                        .map(winner -> winner.author().device())
                        .ifPresent(author -> events.add(new Event.CycleSet(kind, before, after, author)));
            }
        }
        cycles = now;
        return events;
    }

    @Override
    public List<Event> settle(Collection<SubjectId> changed) {
        return List.of();
    }

    @Override
    public Team snapshot(Set<ChangeHash> heads, SortedMap<String, Json> unknown) {
        return new Team(
                root.schema(), heads, name, cycles, members, statuses, boards, documents, unknown, Attribution.NONE);
    }
}
