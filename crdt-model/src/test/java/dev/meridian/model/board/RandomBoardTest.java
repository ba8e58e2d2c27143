package dev.meridian.model.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.model.automerge.ChangeHash;
import dev.meridian.model.automerge.ParsedChange;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.DependencyId;
import dev.meridian.model.id.StatusId;
import dev.meridian.model.id.ThingId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.intent.BoardIntent.AddCard;
import dev.meridian.model.intent.BoardIntent.AddDependency;
import dev.meridian.model.intent.BoardIntent.AddLabel;
import dev.meridian.model.intent.BoardIntent.Delete;
import dev.meridian.model.intent.BoardIntent.EditDescription;
import dev.meridian.model.intent.BoardIntent.Move;
import dev.meridian.model.intent.BoardIntent.RemoveLabel;
import dev.meridian.model.intent.BoardIntent.Restore;
import dev.meridian.model.intent.BoardIntent.SetStatus;
import dev.meridian.model.intent.BoardIntent.SetTitle;
import dev.meridian.model.plan.Edited;
import dev.meridian.model.plan.Peer;
import dev.meridian.model.text.Splice;
import dev.meridian.model.value.Conflict;
import dev.meridian.model.value.DependencyKind;
import dev.meridian.model.value.Field;
import dev.meridian.model.value.Position;
import dev.meridian.model.value.Size;
import dev.meridian.model.workspace.BoardJson;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many devices edit at random and hear of each other at random. In the end all see the same, and all that nobody knowingly replaced. */
class RandomBoardTest {

    private static final int STEPS = 150;

    /** One value written, what was known when it was, and which change wrote it. */
    private record Written(ThingId thing, String value, ChangeHash change, Set<ChangeHash> past) {}

    private final List<Peer<Board, BoardIntent>> peers = new ArrayList<>();
    private final List<Written> titles = new ArrayList<>();
    private final List<Written> lives = new ArrayList<>();
    private Random random = new Random(0);
    private int ids;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25})
    void allSeeTheSameAndNothingIsLost_MODEL_12(long seed) {
        random = new Random(seed);
        int count = 2 + random.nextInt(4);
        for (int i = 1; i <= count; i++) {
            peers.add(i == 1 ? Boards.created(1) : Boards.peer(i));
        }
        try {
            for (int step = 0; step < STEPS; step++) {
                Peer<Board, BoardIntent> peer = any(peers);
                if (random.nextInt(4) == 0 || !peer.snapshot().exists()) {
                    deliver(any(peers), peer);
                } else {
                    edit(peer);
                }
                if (random.nextInt(30) == 0) {
                    assertThat(peer.reopened()).isEqualTo(peer.snapshot());
                }
            }
            meet();
            nothingIsLost();
        } finally {
            peers.forEach(Peer::close);
        }
    }

    /** Some or all of what the other has. */
    private void deliver(Peer<Board, BoardIntent> from, Peer<Board, BoardIntent> to) {
        Set<ChangeHash> known = hashes(to);
        List<ParsedChange> missing = from.changes().stream()
                .filter(change -> !known.contains(change.hash()))
                .toList();
        int some = random.nextBoolean() ? missing.size() : random.nextInt(missing.size() + 1);
        to.receive(missing.subList(0, some));
    }

    private static Set<ChangeHash> hashes(Peer<?, ?> peer) {
        return peer.changes().stream().map(ParsedChange::hash).collect(Collectors.toSet());
    }

    private void edit(Peer<Board, BoardIntent> peer) {
        Board board = peer.snapshot();
        List<CardId> living = cards(board, card -> !card.deleted());
        List<CardId> dead = cards(board, Card::deleted);
        int dice = random.nextInt(20);
        if (living.isEmpty() || dice < 3) {
            CardId id = Boards.card(ids++);
            write(peer, new AddCard(id, "Card " + ids, new Position(ids, ids), Size.CARD), id, "Card " + ids, true);
        } else if (dice < 4 && !dead.isEmpty()) {
            CardId id = any(dead);
            write(peer, new Restore(id), id, null, true);
        } else if (dice < 6) {
            CardId id = any(living);
            write(peer, new Delete(id), id, null, false);
        } else if (dice < 10) {
            CardId id = any(living);
            String title = "Title " + random.nextInt(1_000);
            write(peer, new SetTitle(id, title), id, title, true);
        } else if (dice < 13 && living.size() > 1) {
            addArrow(peer, living);
        } else if (dice < 14 && !board.dependencies().isEmpty()) {
            DependencyId id =
                    any(new ArrayList<>(new TreeSet<>(board.dependencies().keySet())));
            peer.apply(board.dependency(id).orElseThrow().deleted() ? new Restore(id) : new Delete(id));
        } else {
            CardId id = any(living);
            write(peer, otherEdit(board.card(id).orElseThrow()), id, null, true);
        }
    }

    private void addArrow(Peer<Board, BoardIntent> peer, List<CardId> living) {
        CardId from = any(living);
        CardId to = any(living);
        if (!from.equals(to)) {
            DependencyKind kind = random.nextInt(4) == 0 ? DependencyKind.RELATES : DependencyKind.BLOCKS;
            peer.apply(new AddDependency(Boards.arrow(ids++), from, to, kind));
        }
    }

    private BoardIntent otherEdit(Card card) {
        return switch (random.nextInt(5)) {
            case 0 -> new Move(card.id(), new Position(random.nextInt(50), random.nextInt(50)));
            case 1 -> new SetStatus(card.id(), Optional.of(status()), Optional.empty());
            case 2 -> new AddLabel(card.id(), "label " + random.nextInt(4));
            case 3 -> new RemoveLabel(card.id(), "label " + random.nextInt(4));
            default -> {
                int length = card.description().length();
                int at = random.nextInt(length + 1);
                int cut = random.nextInt(Math.min(3, length - at) + 1);
                yield new EditDescription(card.id(), List.of(new Splice(at, cut, "w" + random.nextInt(10))));
            }
        };
    }

    private StatusId status() {
        return new StatusId("%032x".formatted(1 + random.nextInt(7)));
    }

    /** @param title null where the intent writes none */
    private void write(
            Peer<Board, BoardIntent> peer,
            BoardIntent intent,
            CardId card,
            @org.jspecify.annotations.Nullable String title,
            boolean lives) {
        Set<ChangeHash> past = hashes(peer);
        Edited edited = peer.apply(intent);
        edited.changes().forEach(change -> {
            this.lives.add(
                    new Written(card, lives ? "there" : "trash", change.change().hash(), past));
            if (title != null) {
                titles.add(new Written(card, title, change.change().hash(), past));
            }
        });
    }

    private void meet() {
        for (Peer<Board, BoardIntent> to : peers) {
            for (Peer<Board, BoardIntent> from : peers) {
                to.receiveFrom(from);
            }
        }
        Board first = peers.getFirst().snapshot();
        String json = BoardJson.of(first).print();
        for (Peer<Board, BoardIntent> peer : peers) {
            assertThat(peer.snapshot()).isEqualTo(first);
            assertThat(peer.reopened()).isEqualTo(first);
            assertThat(BoardJson.of(peer.snapshot()).print()).isEqualTo(json);
        }
    }

    private void nothingIsLost() {
        Board board = peers.getFirst().snapshot();
        for (Written added : titles) {
            Card card = board.card((CardId) added.thing()).orElseThrow();
            Set<String> latest = latest(titles, card.id());
            assertThat(latest).contains(card.title());
            assertThat(shown(card)).isEqualTo(latest);
            assertThat(card.deleted()).isEqualTo(!latest(lives, card.id()).contains("there"));
        }
        assertThat(board.cycles())
                .isEqualTo(CycleFinder.reachable(new TreeSet<>(board.cards().keySet()), graph(board)::blockedBy));
    }

    private static ArrowGraph graph(Board board) {
        return new ArrowGraph(board.cards(), board.dependencies(), board.leaving(), board.arriving());
    }

    private static Set<String> shown(Card card) {
        return card.meta()
                .conflict(Field.TITLE)
                .map(conflict -> conflict.candidates().stream()
                        .map(Conflict.Candidate::value)
                        .map(Optional::orElseThrow)
                        .collect(Collectors.toSet()))
                .orElse(Set.of(card.title()));
    }

    /** What nobody wrote over who knew of it. */
    private static Set<String> latest(List<Written> all, ThingId thing) {
        Set<String> latest = new HashSet<>();
        for (Written each : all) {
            if (each.thing().equals(thing)
                    && all.stream()
                            .noneMatch(other ->
                                    other.thing().equals(thing) && other.past().contains(each.change()))) {
                latest.add(each.value());
            }
        }
        return latest;
    }

    private static List<CardId> cards(Board board, Predicate<Card> which) {
        return board.cards().values().stream()
                .filter(which)
                .map(Card::id)
                .sorted()
                .toList();
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
