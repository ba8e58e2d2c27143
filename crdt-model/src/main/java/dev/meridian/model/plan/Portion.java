package dev.meridian.model.plan;

import dev.meridian.model.automerge.Editor;
import dev.meridian.model.intent.Intent;
import java.util.List;
import java.util.function.Consumer;

/** As many pieces of a list as fit into one change. */
final class Portion<I extends Intent> implements Consumer<Editor> {

    private final Scribe<I> scribe;
    private final List<? extends I> intents;
    private final List<Piece<I>> pieces;
    private final boolean proven;
    private int next;

    /**
     * @param start index of its first piece
     * @param proven whether it is known that none of the pieces will be refused
     */
    Portion(Scribe<I> scribe, List<? extends I> intents, List<Piece<I>> pieces, int start, boolean proven) {
        this.scribe = scribe;
        this.intents = intents;
        this.pieces = pieces;
        this.next = start;
        this.proven = proven;
    }

    /** Index of the first piece that is not in this portion. */
    int next() {
        return next;
    }

    @Override
    public void accept(Editor editor) {
        scribe.begin(editor);
        boolean sure = proven || (pieces.size() > 1 && scribe.proves(intents));
        while (next < pieces.size() && !scribe.full()) {
            Piece<I> piece = pieces.get(next);
            scribe.carryOut(piece.index(), piece.intent());
            next++;
        }
        if (next < pieces.size() && !sure) {
            throw new TooMuch();
        }
        scribe.end();
    }
}
