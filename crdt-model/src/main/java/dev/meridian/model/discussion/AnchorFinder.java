package dev.meridian.model.discussion;

import dev.meridian.model.automerge.CharacterPlace;
import dev.meridian.model.automerge.ObjectId;
import dev.meridian.model.automerge.Replica;
import dev.meridian.model.text.TextRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds what threads are about in one text as it is now (DISC-20 to 24): by the characters that it began and ended with; where those were deleted, by
 * the quote. A function of the text and its characters alone, so every replica finds the same.
 */
final class AnchorFinder {

    /** So many places where the quote stands are looked at, the nearest first. */
    private static final int PLACES_MAX = 100;

    private final Replica replica;
    private final ObjectId text;
    private final int[] characters;

    AnchorFinder(Replica replica, ObjectId text) {
        this.replica = replica;
        this.text = text;
        this.characters = replica.text(text).codePoints().toArray();
    }

    Anchor find(DiscussionReader.Mark mark) {
        Optional<CharacterPlace> first = mark.start().flatMap(character -> replica.place(text, character));
        Optional<CharacterPlace> last = mark.end().flatMap(character -> replica.place(text, character));
        if (first.isEmpty() || last.isEmpty()) {
            return new Anchor(mark.quote(), Anchor.State.DELETED, new TextRange(0, 0));
        }
        int start = first.get().position();
        int end = last.get().position() + (last.get().stands() ? 1 : 0);
        TextRange left = new TextRange(start, Math.max(0, end - start));
        int[] quote = mark.quote().codePoints().toArray();
        if (isAt(quote, start) && left.length() == quote.length) {
            return new Anchor(mark.quote(), Anchor.State.INTACT, left);
        }
        boolean bothGone = !first.get().stands() && !last.get().stands();
        boolean bothStand = first.get().stands() && last.get().stands();
        return (bothStand ? Optional.<TextRange>empty() : again(quote, left, bothGone ? mark.since() : Long.MAX_VALUE))
                .map(range -> new Anchor(mark.quote(), Anchor.State.INTACT, range))
                .orElseGet(() -> new Anchor(
                        mark.quote(), left.length() > 0 ? Anchor.State.CHANGED : Anchor.State.DELETED, left));
    }

    /**
     * Where the quote stands again: nearest to where it was, the earlier of two. What does not touch the place where it was counts only if it was
     * typed since the thread was opened: else it is another text that happens to read the same.
     *
     * @param since the greatest counter that was known when the thread was opened; the greatest of all where only what touches counts
     */
    private Optional<TextRange> again(int[] quote, TextRange old, long since) {
        List<Integer> places = new ArrayList<>();
        for (int at = 0; quote.length > 0 && at <= characters.length - quote.length; at++) {
            if (isAt(quote, at)) {
                places.add(at);
            }
        }
        return places.stream()
                .sorted(Comparator.<Integer>comparingInt(at -> Math.abs(at - old.start()))
                        .thenComparingInt(at -> at))
                .limit(PLACES_MAX)
                .map(at -> new TextRange(at, quote.length))
                .filter(range -> touches(range, old) || isLater(range, since))
                .findFirst();
    }

    private static boolean touches(TextRange range, TextRange old) {
        return range.start() <= old.end() && range.end() >= old.start();
    }

    private boolean isLater(TextRange range, long since) {
        return isLater(range.start(), since) && isLater(range.end() - 1, since);
    }

    private boolean isLater(int position, long since) {
        return replica.character(text, position)
                .filter(character -> character.counter() > since)
                .isPresent();
    }

    private boolean isAt(int[] quote, int at) {
        if (at + quote.length > characters.length) {
            return false;
        }
        for (int i = 0; i < quote.length; i++) {
            if (characters[at + i] != quote[i]) {
                return false;
            }
        }
        return true;
    }
}
