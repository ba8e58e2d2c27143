package dev.meridian.client;

import dev.meridian.model.id.DocumentId;

/**
 * Changes of one document that are on this device and not in the log.
 *
 * @param document a board, a document, or the team
 * @param changes how many
 */
public record UnsentEdits(DocumentId document, long changes) {}
