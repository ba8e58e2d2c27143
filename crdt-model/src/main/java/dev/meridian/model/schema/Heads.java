package dev.meridian.model.schema;

import dev.meridian.model.automerge.ChangeHash;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Heads of a document as one string: 64 hex digits each, in rising order, a space between. */
public final class Heads {

    private static final int DIGITS = 2 * ChangeHash.BYTES;

    private Heads() {}

    public static String print(Collection<ChangeHash> heads) {
        return heads.stream().sorted().map(ChangeHash::hex).collect(Collectors.joining(" "));
    }

    static Optional<List<ChangeHash>> parse(String text) {
        List<ChangeHash> heads = new ArrayList<>();
        if (text.isEmpty()) {
            return Optional.of(heads);
        }
        for (String each : text.split(" ", -1)) {
            if (each.length() != DIGITS || !each.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 0x80)) {
                return Optional.empty();
            }
            heads.add(ChangeHash.ofHex(each));
        }
        return Optional.of(heads);
    }
}
