package dev.meridian.model.formats.merge;

import dev.meridian.model.id.DocumentId;
import java.util.Optional;
import java.util.SortedSet;

/**
 * A Markdown file.
 *
 * @param path from the root of the vault
 * @param own the id that Meridian wrote into it, if it did
 * @param thing its path as id; title, and text as description
 * @param cards hex ids of the cards that it says it is linked to; empty where links are not what is imported
 * @param record what it records of a decision
 */
public record SourceDocument(
        String path,
        Optional<DocumentId> own,
        SourceThing thing,
        Optional<SortedSet<String>> cards,
        SourceRecord record) {}
