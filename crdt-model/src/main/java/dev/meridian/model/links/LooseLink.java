package dev.meridian.model.links;

import java.util.List;

/**
 * A link that leads nowhere.
 *
 * @param from what it stands in
 * @param name between its brackets
 * @param candidates what it could mean: none, or several
 */
public record LooseLink(LinkEnd from, String name, List<LinkEnd> candidates) {

    public LooseLink {
        candidates = List.copyOf(candidates);
    }

    /** Whether it could mean several things, and not nothing. */
    public boolean isAmbiguous() {
        return !candidates.isEmpty();
    }
}
