package dev.meridian.model.document;

import dev.meridian.model.automerge.ChangeHash;
import dev.meridian.model.discussion.Discussion;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.TopicId;
import dev.meridian.model.json.Json;
import dev.meridian.model.value.DraftField;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A Markdown document as it was at one moment. Its title is in the team document.
 *
 * @param schema of the document, 0 where its first change is not here
 * @param heads the changes that nothing builds on: equal heads, equal documents
 * @param text Markdown
 * @param discussion threads about it and parts of it
 * @param draft fields of the decision that it is about, as they stand until that opens
 * @param outcomes how rounds of that decision ended, as recorded: JSON in one line
 * @param unknown what stands at root keys that this version does not know; kept as it is
 */
public record Document(
        long schema,
        Set<ChangeHash> heads,
        String text,
        Discussion discussion,
        Map<DraftField, String> draft,
        SortedMap<Integer, String> outcomes,
        SortedMap<String, Json> unknown) {

    public static final Document NOT_HERE =
            new Document(0, Set.of(), "", Discussion.NONE, Map.of(), new TreeMap<>(), new TreeMap<>());

    public Document {
        heads = Set.copyOf(heads);
        draft = Map.copyOf(draft);
        outcomes = Collections.unmodifiableSortedMap(new TreeMap<>(outcomes));
        unknown = Collections.unmodifiableSortedMap(new TreeMap<>(unknown));
    }

    /** The same with everything that is said about it, wherever that lies. */
    public Document with(Discussion said) {
        return new Document(schema, heads, text, said, draft, outcomes, unknown);
    }

    /** Why something cannot be talked about in this document, in one sentence; empty where it can. */
    public Optional<String> whyNoTalk(TopicId topic) {
        if (!exists()) {
            return Optional.of("This document is not here yet: its first change is missing.");
        }
        return switch (topic) {
            case CardId card -> Optional.of("A thread about a card belongs to the card's board.");
            case DocumentId document -> Optional.empty();
        };
    }

    /** Whether its first change is here. */
    public boolean exists() {
        return schema > 0;
    }
}
