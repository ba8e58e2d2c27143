package dev.meridian.model.schema;

import dev.meridian.model.automerge.Register;
import dev.meridian.model.automerge.Value;
import dev.meridian.model.value.Stamp;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Registers that hold stamps. */
public final class Stamps {

    private Stamps() {}

    /** Every stamp that stands there, the one that shows first; none where what shows is no stamp. */
    public static List<Stamp> read(Register register) {
        boolean shows = register.winner().flatMap(Stamps::stamp).isPresent();
        return shows
                ? register.entries().stream()
                        .flatMap(entry -> stamp(entry).stream())
                        .toList()
                : List.of();
    }

    private static Optional<Stamp> stamp(Register.Entry entry) {
        return entry.value() instanceof Value.Str str
                ? Stamp.parse(str.value(), entry.author().device())
                : Optional.empty();
    }

    /** The one with the greatest count; of several the one that shows first. */
    public static Optional<Stamp> greatest(List<Stamp> stamps) {
        // Of equals the first, which is the one that shows, stays.
        return stamps.stream().max(Comparator.comparingInt(Stamp::count));
    }
}
