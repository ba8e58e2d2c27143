package dev.meridian.model.plan;

import dev.meridian.model.intent.Intent;
import java.util.ArrayList;
import java.util.List;

/**
 * An intent, or a part of a large one.
 *
 * @param index of the intent in its list
 */
record Piece<I extends Intent>(int index, I intent) {

    static <I extends Intent> List<Piece<I>> of(List<? extends I> intents, Scribe<I> scribe) {
        List<Piece<I>> pieces = new ArrayList<>();
        for (int i = 0; i < intents.size(); i++) {
            for (I piece : scribe.pieces(intents.get(i))) {
                pieces.add(new Piece<>(i, piece));
            }
        }
        return pieces;
    }
}
