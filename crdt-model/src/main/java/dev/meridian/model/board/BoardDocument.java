package dev.meridian.model.board;

import dev.meridian.model.automerge.Replica;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.plan.PlanDocument;

/** A board that can be edited. */
public final class BoardDocument extends PlanDocument<Board, BoardIntent> {

    private BoardDocument(Replica replica) {
        super(replica);
    }

    /** Takes over the replica, empty or not. */
    public static BoardDocument open(Replica replica) {
        return new BoardDocument(replica);
    }
}
