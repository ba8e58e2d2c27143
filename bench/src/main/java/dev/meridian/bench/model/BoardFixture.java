package dev.meridian.bench.model;

import dev.meridian.model.automerge.ActorId;
import dev.meridian.model.automerge.DeviceId;
import dev.meridian.model.automerge.Incoming;
import dev.meridian.model.automerge.LocalChange;
import dev.meridian.model.automerge.Replica;
import dev.meridian.model.board.BoardDocument;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.Ids;
import dev.meridian.model.id.StatusId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.value.Owner;
import dev.meridian.model.value.Position;
import dev.meridian.model.value.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A board of {@value #CARDS} cards, and edits of it by one device or another; the same in every run. Immutable. */
final class BoardFixture {
    static final int CARDS = 10_000;

    private static final DeviceId FOUNDER = new DeviceId(1, 1);
    private static final int COLUMNS = 100;
    private static final int COLUMN_WIDTH = 300;
    private static final int ROW_HEIGHT = 160;
    private static final int SPAN = 30_000;

    private final List<byte[]> creation;
    private final List<CardId> cards;

    private BoardFixture(List<byte[]> creation, List<CardId> cards) {
        this.creation = List.copyOf(creation);
        this.cards = List.copyOf(cards);
    }

    /** Makes the board: each card with title, place, size, status, owner, label and estimate. */
    static BoardFixture create() {
        Random random = new Random(1);
        List<CardId> cards = new ArrayList<>();
        List<BoardIntent> intents = new ArrayList<>();
        StatusId status = new StatusId(Ids.random(random));
        intents.add(new BoardIntent.Create());
        for (int i = 0; i < CARDS; i++) {
            CardId card = new CardId(Ids.random(random));
            cards.add(card);
            Position position = new Position(i % COLUMNS * COLUMN_WIDTH, i / COLUMNS * ROW_HEIGHT);
            intents.add(new BoardIntent.AddCard(card, "What we plan, number " + i, position, Size.CARD));
            intents.add(new BoardIntent.SetStatus(card, Optional.of(status), Optional.empty()));
            intents.add(new BoardIntent.AddOwner(card, new Owner.Named("Owner " + i % 20)));
            intents.add(new BoardIntent.AddLabel(card, "label " + i % 10));
            intents.add(new BoardIntent.SetEstimate(card, Optional.of((double) (i % 13))));
        }
        try (BoardDocument board = BoardDocument.open(Replica.create(ActorId.of(FOUNDER, 1)))) {
            return new BoardFixture(chunks(board.apply(intents).changes()), cards);
        }
    }

    private static List<byte[]> chunks(List<LocalChange> changes) {
        return changes.stream().map(change -> change.change().chunk()).toList();
    }

    /** The changes that make the board. */
    List<byte[]> creation() {
        return creation;
    }

    /** The board as a device has it that writes as this actor. */
    BoardDocument open(ActorId actor) {
        return BoardDocument.open(Replica.open(actor, creation));
    }

    /** All cards, in an order of this seed. */
    List<CardId> shuffled(long seed) {
        List<CardId> shuffled = new ArrayList<>(cards);
        Collections.shuffle(shuffled, new Random(seed));
        return shuffled;
    }

    /** Moves of that many cards, each card once. */
    List<BoardIntent> moves(int count, long seed) {
        Random random = new Random(seed);
        return shuffled(seed).stream()
                .limit(count)
                .<BoardIntent>map(card -> new BoardIntent.Move(card, position(random)))
                .toList();
    }

    /** That many edits of random cards: half of them moves, the others titles and estimates. */
    List<BoardIntent> edits(int count, long seed) {
        Random random = new Random(seed);
        List<BoardIntent> edits = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            CardId card = cards.get(random.nextInt(CARDS));
            edits.add(
                    switch (i % 4) {
                        case 0 -> new BoardIntent.SetTitle(card, "Renamed " + random.nextInt(SPAN));
                        case 1 -> new BoardIntent.SetEstimate(card, Optional.of(random.nextInt(SPAN) / 8.0));
                        default -> new BoardIntent.Move(card, position(random));
                    });
        }
        return edits;
    }

    private static Position position(Random random) {
        return new Position(random.nextInt(SPAN), random.nextInt(SPAN));
    }

    /** What another device's edits are as changes, one for each. */
    List<byte[]> changes(ActorId author, List<BoardIntent> edits) {
        List<byte[]> changes = new ArrayList<>();
        try (BoardDocument board = open(author)) {
            for (BoardIntent edit : edits) {
                changes.addAll(chunks(board.apply(List.of(edit)).changes()));
            }
        }
        return changes;
    }

    /** Changes as they come from that author's device. */
    static List<Incoming> incoming(ActorId author, List<byte[]> changes) {
        return changes.stream()
                .map(change -> new Incoming(author.device(), change))
                .toList();
    }

    /** One after the other, as the bare library takes them. */
    static byte[] joined(List<byte[]> changes) {
        byte[] joined =
                new byte[changes.stream().mapToInt(change -> change.length).sum()];
        int at = 0;
        for (byte[] change : changes) {
            System.arraycopy(change, 0, joined, at, change.length);
            at += change.length;
        }
        return joined;
    }
}
