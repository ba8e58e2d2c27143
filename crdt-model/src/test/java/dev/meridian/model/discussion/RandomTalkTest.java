package dev.meridian.model.discussion;

import static dev.meridian.model.discussion.Talk.NOON;
import static dev.meridian.model.discussion.Talk.comment;
import static dev.meridian.model.discussion.Talk.member;
import static dev.meridian.model.discussion.Talk.onCard;
import static dev.meridian.model.discussion.Talk.thread;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.model.automerge.ChangeHash;
import dev.meridian.model.automerge.ParsedChange;
import dev.meridian.model.board.Board;
import dev.meridian.model.board.Boards;
import dev.meridian.model.id.CommentId;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.intent.DiscussionIntent;
import dev.meridian.model.intent.DiscussionIntent.AddComment;
import dev.meridian.model.intent.DiscussionIntent.ClearBlocker;
import dev.meridian.model.intent.DiscussionIntent.DeleteComment;
import dev.meridian.model.intent.DiscussionIntent.EditComment;
import dev.meridian.model.intent.DiscussionIntent.RaiseBlocker;
import dev.meridian.model.intent.DiscussionIntent.ReopenThread;
import dev.meridian.model.intent.DiscussionIntent.ResolveThread;
import dev.meridian.model.intent.DiscussionIntent.RestoreComment;
import dev.meridian.model.plan.Peer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two or three people talk, each offline for as long as it happens to be, with clocks that are all wrong. */
class RandomTalkTest {

    private static final int STEPS = 120;

    private final List<Peer<Board, BoardIntent>> peers = new ArrayList<>();
    /** Of each comment those of its thread that its author knew. */
    private final Map<CommentId, List<CommentId>> seen = new HashMap<>();

    private Random random = new Random(0);
    private int threads;
    private int comments;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void noCommentIsLostAndTheOrderIsTheSameEverywhere_DISC_3(long seed) {
        random = new Random(seed);
        int count = 2 + random.nextInt(2);
        for (int i = 1; i <= count; i++) {
            peers.add(i == 1 ? Boards.created(1) : Boards.peer(i));
        }
        try {
            peers.getFirst().apply(Boards.add(1, "Harbour"));
            peers.forEach(peer -> peer.receiveFrom(peers.getFirst()));
            for (int step = 0; step < STEPS; step++) {
                Peer<Board, BoardIntent> peer = any(peers);
                if (random.nextInt(4) == 0) {
                    deliver(any(peers), peer);
                } else {
                    peer.apply(Talk.board(something(peer)));
                }
            }
            meet();
            nothingIsLost();
        } finally {
            peers.forEach(Peer::close);
        }
    }

    private void deliver(Peer<Board, BoardIntent> from, Peer<Board, BoardIntent> to) {
        Set<ChangeHash> known = to.changes().stream().map(ParsedChange::hash).collect(Collectors.toSet());
        List<ParsedChange> missing = from.changes().stream()
                .filter(change -> !known.contains(change.hash()))
                .toList();
        to.receive(missing.subList(0, random.nextInt(missing.size() + 1)));
    }

    private Instant someTime() {
        return NOON.plusSeconds(random.nextInt(2_000_000) - 1_000_000);
    }

    private DiscussionIntent[] something(Peer<Board, BoardIntent> peer) {
        List<CommentThread> known = peer.snapshot().discussion().all();
        if (known.isEmpty() || random.nextInt(8) == 0) {
            CommentId first = comment(++comments);
            seen.put(first, List.of());
            int number = ++threads;
            return new DiscussionIntent[] {
                onCard(number, 1), new AddComment(first, thread(number), "Comment " + comments, Set.of(), someTime())
            };
        }
        CommentThread thread = any(known);
        List<Comment> all = thread.comments();
        if (all.isEmpty() || random.nextInt(3) == 0) {
            CommentId reply = comment(++comments);
            seen.put(reply, all.stream().map(Comment::id).toList());
            return new DiscussionIntent[] {
                new AddComment(reply, thread.id(), "Comment " + comments, someMembers(), someTime())
            };
        }
        return new DiscussionIntent[] {about(thread, any(all))};
    }

    private DiscussionIntent about(CommentThread thread, Comment comment) {
        if (comment.deleted()) {
            return new RestoreComment(comment.id());
        }
        return switch (random.nextInt(6)) {
            case 0 -> new ResolveThread(thread.id(), someTime());
            case 1 -> new ReopenThread(thread.id(), someTime());
            case 2 -> new DeleteComment(comment.id());
            case 3 -> new EditComment(comment.id(), "Edited " + random.nextInt(99), someMembers(), someTime());
            case 4 -> new RaiseBlocker(comment.id(), someTime());
            default ->
                comment.raised().isPresent()
                        ? new ClearBlocker(comment.id(), someTime())
                        : new RaiseBlocker(comment.id(), someTime());
        };
    }

    private Set<MemberId> someMembers() {
        return random.nextBoolean() ? Set.of() : Set.of(member(1 + random.nextInt(3)));
    }

    /** All hear of everything, twice, so that the last has what the first got from it. */
    private void meet() {
        for (Peer<Board, BoardIntent> to : peers) {
            peers.forEach(from -> to.receiveFrom(from));
        }
        for (Peer<Board, BoardIntent> peer : peers) {
            assertThat(peer.snapshot()).isEqualTo(peers.getFirst().snapshot());
            assertThat(peer.reopened()).isEqualTo(peer.snapshot());
        }
    }

    private void nothingIsLost() {
        List<CommentId> found = new ArrayList<>();
        for (CommentThread thread :
                peers.getFirst().snapshot().discussion().threads().values()) {
            List<CommentId> order = thread.comments().stream().map(Comment::id).toList();
            found.addAll(order);
            order.forEach(id -> assertThat(order.subList(0, order.indexOf(id))).containsAll(seen.get(id)));
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(seen.keySet());
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
