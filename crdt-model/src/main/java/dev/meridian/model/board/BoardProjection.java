package dev.meridian.model.board;

import dev.meridian.model.automerge.ChangeHash;
import dev.meridian.model.automerge.DeviceId;
import dev.meridian.model.automerge.ObjectId;
import dev.meridian.model.automerge.Replica;
import dev.meridian.model.discussion.DiscussionProjection;
import dev.meridian.model.discussion.Home;
import dev.meridian.model.event.Event;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.DependencyId;
import dev.meridian.model.id.DiscussionId;
import dev.meridian.model.id.EntryId;
import dev.meridian.model.id.GroupId;
import dev.meridian.model.id.PlaceableId;
import dev.meridian.model.id.SubjectId;
import dev.meridian.model.json.Json;
import dev.meridian.model.plan.DocumentRoot;
import dev.meridian.model.plan.Projection;
import dev.meridian.model.schema.DocumentKind;
import dev.meridian.model.value.Meta;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/** A board in plain values, thing by thing. Owned by its document. */
final class BoardProjection implements Projection<Board> {

    private final Replica replica;
    private final BoardReader reader;
    private final DocumentRoot root;
    private final DiscussionProjection discussion;
    private final Cycles cycles = new Cycles();
    private ArrowGraph graph = ArrowGraph.EMPTY;
    private PMap<GroupId, Group> groups = HashTreePMap.empty();
    /** Descriptions that have changed since they were read: they are read when a snapshot is asked for. */
    private final Map<CardId, ObjectId> staleDescriptions = new HashMap<>();
    /** Cards whose arrows may form other cycles than before. */
    private final Set<CardId> dirty = new HashSet<>();

    BoardProjection(Replica replica) {
        this.replica = replica;
        this.reader = new BoardReader(replica);
        this.root = new DocumentRoot(replica, DocumentKind.BOARD);
        this.discussion = new DiscussionProjection(replica, Home.CONTENT);
    }

    ArrowGraph graph() {
        return graph;
    }

    DiscussionProjection discussion() {
        return discussion;
    }

    private @Nullable Thing thing(SubjectId subject) {
        return switch (subject) {
            case CardId card -> graph.cards().get(card);
            case GroupId group -> groups.get(group);
            case DependencyId dependency -> graph.dependencies().get(dependency);
            case EntryId entry -> null;
            case DiscussionId said -> null;
        };
    }

    @Override
    public Optional<Meta> meta(SubjectId subject) {
        return subject instanceof DiscussionId said
                ? discussion.meta(said)
                : Optional.ofNullable(thing(subject)).map(Thing::meta);
    }

    @Override
    public Collection<SubjectId> subjects() {
        List<SubjectId> all = new ArrayList<>(graph.cards().keySet());
        all.addAll(groups.keySet());
        all.addAll(graph.dependencies().keySet());
        all.addAll(discussion.subjects());
        return all;
    }

    @Override
    public void read(SubjectId subject, ObjectId map, boolean textTouched) {
        switch (subject) {
            case CardId card -> readCard(card, map, textTouched);
            case GroupId group -> groups = groups.plus(group, reader.group(group, map));
            case DependencyId id -> reader.dependency(id, map).ifPresentOrElse(this::put, () -> forget(id));
            case EntryId entry -> {}
            case DiscussionId said -> discussion.read(said, map);
        }
    }

    private void readCard(CardId id, ObjectId map, boolean textTouched) {
        Card old = graph.cards().get(id);
        if (textTouched || old == null) {
            staleDescriptions.remove(id);
            reader.descriptionOf(map).ifPresent(text -> staleDescriptions.put(id, text));
        }
        String description =
                old == null || (textTouched && !staleDescriptions.containsKey(id)) ? "" : old.description();
        Card now = reader.card(id, map, description);
        if (old == null || old.deleted() != now.deleted()) {
            dirty.add(id);
        }
        graph = graph.plus(now);
    }

    private void put(Dependency now) {
        Dependency old = graph.dependencies().get(now.id());
        boolean same = old != null
                && old.from().equals(now.from())
                && old.to().equals(now.to())
                && ArrowGraph.blocks(old) == ArrowGraph.blocks(now);
        if (!same) {
            if (old != null) {
                markEnds(old);
            }
            markEnds(now);
        }
        graph = graph.plus(now);
    }

    private void markEnds(Dependency dependency) {
        for (PlaceableId end : List.of(dependency.from(), dependency.to())) {
            if (end instanceof CardId card) {
                dirty.add(card);
            }
        }
    }

    @Override
    public void forget(SubjectId subject) {
        switch (subject) {
            case CardId card -> {
                dirty.add(card);
                staleDescriptions.remove(card);
                graph = graph.minus(card);
            }
            case GroupId group -> groups = groups.minus(group);
            case DependencyId id -> {
                Dependency old = graph.dependencies().get(id);
                if (old != null) {
                    markEnds(old);
                    graph = graph.minus(id);
                }
            }
            case EntryId entry -> {}
            case DiscussionId said -> discussion.forget(said);
        }
    }

    @Override
    public List<Event> readRoot(Set<DeviceId> authors) {
        return root.read();
    }

    @Override
    public List<Event> settle(Collection<SubjectId> changed) {
        List<Event> events = cycles.update(graph, dirty);
        dirty.clear();
        return events;
    }

    @Override
    public Board snapshot(Set<ChangeHash> heads, SortedMap<String, Json> unknown) {
        staleDescriptions.forEach((id, text) -> {
            Card card = graph.cards().get(id);
            if (card != null) {
                graph = graph.plus(card.withDescription(replica.text(text)));
            }
        });
        staleDescriptions.clear();
        return new Board(
                root.schema(),
                heads,
                graph.cards(),
                groups,
                graph.dependencies(),
                graph.leaving(),
                graph.arriving(),
                cycles.inOrder(),
                discussion.snapshot(Optional.empty()),
                unknown);
    }
}
