package dev.meridian.model.board;

import dev.meridian.model.id.CardId;
import dev.meridian.model.id.DependencyId;
import dev.meridian.model.id.GroupId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.intent.BoardIntent.AddCard;
import dev.meridian.model.intent.BoardIntent.AddDependency;
import dev.meridian.model.plan.Peer;
import dev.meridian.model.value.DependencyKind;
import dev.meridian.model.value.Position;
import dev.meridian.model.value.Size;

/** Short ways to say what board tests say all the time. */
public final class Boards {

    private Boards() {}

    public static Peer<Board, BoardIntent> peer(int number) {
        return new Peer<>(number, BoardDocument::open);
    }

    public static Peer<Board, BoardIntent> created(int number) {
        Peer<Board, BoardIntent> peer = peer(number);
        peer.apply(new BoardIntent.Create());
        return peer;
    }

    /** Ids rise with their numbers. Each number has its own shard, up to 256. */
    public static CardId card(int number) {
        return new CardId(hex(number, 'c'));
    }

    public static GroupId group(int number) {
        return new GroupId(hex(number, '6'));
    }

    public static DependencyId arrow(int number) {
        return new DependencyId(hex(number, 'd'));
    }

    private static String hex(int number, char kind) {
        return "%02x".formatted(number & 0xff) + kind + "%029x".formatted(number);
    }

    public static AddCard add(int number, String title) {
        return new AddCard(card(number), title, new Position(10 * number, 0), Size.CARD);
    }

    public static AddDependency blocks(int arrow, int from, int to) {
        return new AddDependency(arrow(arrow), card(from), card(to), DependencyKind.BLOCKS);
    }
}
