package dev.meridian.model.links;

import dev.meridian.model.board.Board;
import dev.meridian.model.board.Card;
import dev.meridian.model.discussion.CommentThread;
import dev.meridian.model.discussion.Discussion;
import dev.meridian.model.document.Document;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.id.TopicId;
import dev.meridian.model.team.BoardEntry;
import dev.meridian.model.team.DocumentEntry;
import dev.meridian.model.text.WikiLinks;
import dev.meridian.model.workspace.WorkspaceState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** All links of a workspace as of one moment (LINK-1 to LINK-3): from the texts of documents, descriptions of cards, and comments. Immutable. */
public final class LinkIndex {

    private final Map<TopicId, LinkEnd> ends = new HashMap<>();
    private final Map<String, SortedSet<LinkEnd>> byName = new HashMap<>();
    private final Map<TopicId, SortedSet<LinkEnd>> from = new HashMap<>();
    private final Map<TopicId, SortedSet<LinkEnd>> to = new HashMap<>();
    private final List<LooseLink> loose = new ArrayList<>();

    private LinkIndex(WorkspaceState state) {
        state.boardsInOrder().forEach(entry -> addCards(entry.id(), board(state, entry)));
        state.documentsByTitle().forEach(entry -> add(new LinkEnd(entry.id(), Optional.empty(), entry.title())));
        SortedMap<LinkEnd, Set<String>> names = new TreeMap<>();
        for (BoardEntry entry : state.boardsInOrder()) {
            Board board = board(state, entry);
            board.cards().values().forEach(card -> read(card.id(), card.description(), names));
            read(board.discussion(), names);
        }
        for (DocumentEntry entry : state.documentsByTitle()) {
            Document document = state.documents().getOrDefault(entry.id(), Document.NOT_HERE);
            read(entry.id(), document.text(), names);
            read(document.discussion(), names);
        }
        names.forEach((end, linked) -> linked.forEach(name -> resolve(end, name)));
    }

    public static LinkIndex of(WorkspaceState state) {
        return new LinkIndex(state);
    }

    private static Board board(WorkspaceState state, BoardEntry entry) {
        return state.boards().getOrDefault(entry.id(), Board.NOT_HERE);
    }

    private void addCards(BoardId id, Board board) {
        for (Card card : board.cards().values()) {
            if (!card.deleted()) {
                add(new LinkEnd(card.id(), Optional.of(id), card.title()));
            }
        }
    }

    private void add(LinkEnd end) {
        ends.put(end.topic(), end);
        byName.computeIfAbsent(plain(end.title()), none -> new TreeSet<>()).add(end);
        byName.computeIfAbsent(end.topic().hex(), none -> new TreeSet<>()).add(end);
    }

    private void read(Discussion discussion, SortedMap<LinkEnd, Set<String>> names) {
        for (CommentThread thread : discussion.inOrder()) {
            thread.living().forEach(comment -> read(thread.on(), comment.text(), names));
        }
    }

    private void read(TopicId topic, String markdown, SortedMap<LinkEnd, Set<String>> names) {
        LinkEnd end = ends.get(topic);
        Set<String> found = end == null ? Set.of() : WikiLinks.in(markdown);
        if (end != null && !found.isEmpty()) {
            names.computeIfAbsent(end, none -> new LinkedHashSet<>()).addAll(found);
        }
    }

    private void resolve(LinkEnd end, String name) {
        SortedSet<LinkEnd> meant = byName.getOrDefault(plain(name), Collections.emptySortedSet());
        if (meant.size() == 1) {
            LinkEnd target = meant.first();
            from.computeIfAbsent(end.topic(), none -> new TreeSet<>()).add(target);
            to.computeIfAbsent(target.topic(), none -> new TreeSet<>()).add(end);
        } else {
            loose.add(new LooseLink(end, name, List.copyOf(meant)));
        }
    }

    private static String plain(String title) {
        return title.strip().toLowerCase(Locale.ROOT);
    }

    /** What one thing links to. */
    public List<LinkEnd> linksFrom(TopicId topic) {
        return List.copyOf(from.getOrDefault(topic, Collections.emptySortedSet()));
    }

    /** What links to one thing. */
    public List<LinkEnd> linksTo(TopicId topic) {
        return List.copyOf(to.getOrDefault(topic, Collections.emptySortedSet()));
    }

    /** Links that lead nowhere, by what they stand in, each in its order there. */
    public List<LooseLink> loose() {
        return List.copyOf(loose);
    }

    /** Links of one thing that lead nowhere. */
    public List<LooseLink> loose(TopicId topic) {
        return loose.stream().filter(link -> link.from().topic().equals(topic)).toList();
    }
}
