package dev.meridian.model.board;

import dev.meridian.model.automerge.Replica;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.plan.PlanDocument;
import dev.meridian.model.plan.Scribe;
import dev.meridian.model.schema.DocumentKind;

/** A board that can be edited. */
public final class BoardDocument extends PlanDocument<Board, BoardIntent> {

    private final BoardProjection projection;

    private BoardDocument(Replica replica, BoardProjection projection) {
        super(replica, DocumentKind.BOARD, projection);
        this.projection = projection;
    }

    /** Takes over the replica, empty or not. An empty one becomes a board by {@link BoardIntent.Create}, or by what it receives. */
    public static BoardDocument open(Replica replica) {
        return new BoardDocument(replica, new BoardProjection(replica));
    }

    @Override
    protected Scribe<BoardIntent> scribe() {
        return new BoardScribe(projection.graph(), projection.discussion());
    }
}
