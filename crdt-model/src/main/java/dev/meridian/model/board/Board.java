package dev.meridian.model.board;

import dev.meridian.model.automerge.ChangeHash;
import dev.meridian.model.discussion.Discussion;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.DependencyId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.GroupId;
import dev.meridian.model.id.PlaceableId;
import dev.meridian.model.id.TopicId;
import dev.meridian.model.json.Json;
import dev.meridian.model.plan.Names;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;

/**
 * A board as it was at one moment. The maps hold what is in the trash too: {@link Thing#deleted()} tells.
 *
 * @param schema of the document, 0 where its first change is not here
 * @param heads the changes that nothing builds on: equal heads, equal boards
 * @param leaving arrows that start from a card or group, those in the trash too
 * @param arriving arrows that lead to a card or group, those in the trash too
 * @param cycles by rising first card
 * @param discussion threads about its cards
 * @param unknown what stands at root keys that this version does not know; kept as it is
 */
public record Board(
        long schema,
        Set<ChangeHash> heads,
        PMap<CardId, Card> cards,
        PMap<GroupId, Group> groups,
        PMap<DependencyId, Dependency> dependencies,
        PMap<PlaceableId, PSet<DependencyId>> leaving,
        PMap<PlaceableId, PSet<DependencyId>> arriving,
        List<Cycle> cycles,
        Discussion discussion,
        SortedMap<String, Json> unknown) {

    public static final Board NOT_HERE = new Board(
            0,
            Set.of(),
            HashTreePMap.empty(),
            HashTreePMap.empty(),
            HashTreePMap.empty(),
            HashTreePMap.empty(),
            HashTreePMap.empty(),
            List.of(),
            Discussion.NONE,
            new TreeMap<>());

    public Board {
        heads = Set.copyOf(heads);
        cycles = List.copyOf(cycles);
        unknown = Collections.unmodifiableSortedMap(new TreeMap<>(unknown));
    }

    /** The same with everything that is said about its cards, wherever that lies. */
    public Board with(Discussion said) {
        return new Board(schema, heads, cards, groups, dependencies, leaving, arriving, cycles, said, unknown);
    }

    /** Why something cannot be talked about on this board, in one sentence; empty where it can. */
    public Optional<String> whyNoTalk(TopicId topic) {
        if (!exists()) {
            return Optional.of("This document is not here yet: its first change is missing.");
        }
        return switch (topic) {
            case DocumentId document -> Optional.of("A thread about a document belongs to the document.");
            case CardId id ->
                card(id).map(card -> card.deleted()
                                ? Optional.of("The " + Names.of(id) + " is in the trash: restore it first.")
                                : Optional.<String>empty())
                        .orElseGet(() -> Optional.of("There is no " + Names.of(id) + " here."));
        };
    }

    /** Whether its first change is here. */
    public boolean exists() {
        return schema > 0;
    }

    /** A card, in the trash or not. */
    public Optional<Card> card(CardId id) {
        return Optional.ofNullable(cards.get(id));
    }

    /** A group, in the trash or not. */
    public Optional<Group> group(GroupId id) {
        return Optional.ofNullable(groups.get(id));
    }

    /** A dependency, in the trash or not. */
    public Optional<Dependency> dependency(DependencyId id) {
        return Optional.ofNullable(dependencies.get(id));
    }

    public PSet<DependencyId> leaving(PlaceableId thing) {
        return leaving.getOrDefault(thing, HashTreePSet.empty());
    }

    public PSet<DependencyId> arriving(PlaceableId thing) {
        return arriving.getOrDefault(thing, HashTreePSet.empty());
    }
}
