package dev.meridian.server.config;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The known word that somebody may have meant. */
final class Nearest {
    /** Of a word's letters, so many may be wrong: one in three. */
    private static final int LETTERS_PER_SLIP = 3;

    private Nearest() {}

    private record Guess(String word, int slips) {}

    /** The known word that differs from the typed one by the fewest letters, if those are few; the first of several. */
    static Optional<String> to(String typed, Stream<String> known) {
        return known.map(word -> new Guess(word, slips(typed, word)))
                .filter(guess ->
                        guess.slips() * LETTERS_PER_SLIP <= guess.word().length())
                .min(Comparator.comparingInt(Guess::slips))
                .map(Guess::word);
    }

    /** Letters to put in, take out or change (Levenshtein), whatever the case; a group that was left out counts one. */
    private static int slips(String typed, String word) {
        String mine = typed.toLowerCase(Locale.ROOT);
        String other = word.toLowerCase(Locale.ROOT);
        return Math.min(distance(mine, other), 1 + distance(mine, other.substring(other.lastIndexOf('.') + 1)));
    }

    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int change = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
