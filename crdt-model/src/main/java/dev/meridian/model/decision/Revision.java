package dev.meridian.model.decision;

import dev.meridian.model.automerge.ChangeHash;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A proposal as it was at one moment.
 *
 * @param heads the changes of the document that nothing built on then
 */
public record Revision(SortedSet<ChangeHash> heads) {
    public Revision {
        heads = Collections.unmodifiableSortedSet(new TreeSet<>(heads));
    }

    public static Revision of(Collection<ChangeHash> heads) {
        return new Revision(new TreeSet<>(heads));
    }

    /** The heads as hex digits with spaces between them. */
    @Override
    public String toString() {
        return heads.stream().map(ChangeHash::hex).collect(Collectors.joining(" "));
    }
}
