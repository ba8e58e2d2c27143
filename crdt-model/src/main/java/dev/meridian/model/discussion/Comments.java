package dev.meridian.model.discussion;

import dev.meridian.model.automerge.ChangeHash;
import dev.meridian.model.json.Json;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The document of comments beside a board or document, as it was at one moment. What is said in it shows together with that:
 * {@link CommentsDocument#beside}.
 *
 * @param schema of the document, 0 where nothing was said yet
 * @param heads the changes that nothing builds on
 * @param unknown what stands at root keys that this version does not know; kept as it is
 */
public record Comments(long schema, Set<ChangeHash> heads, SortedMap<String, Json> unknown) {

    public Comments {
        heads = Set.copyOf(heads);
        unknown = Collections.unmodifiableSortedMap(new TreeMap<>(unknown));
    }
}
