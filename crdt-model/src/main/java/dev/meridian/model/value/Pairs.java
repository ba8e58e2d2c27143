package dev.meridian.model.value;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Two integers in one string. */
final class Pairs {

    private static final Pattern PAIR = Pattern.compile("(-?[0-9]{1,10}) (-?[0-9]{1,10})");

    private Pairs() {}

    static Optional<int[]> parse(String text) {
        Matcher matcher = PAIR.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long first = Long.parseLong(matcher.group(1));
        long second = Long.parseLong(matcher.group(2));
        return first == (int) first && second == (int) second
                ? Optional.of(new int[] {(int) first, (int) second})
                : Optional.empty();
    }
}
