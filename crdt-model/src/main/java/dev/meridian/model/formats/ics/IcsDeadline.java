package dev.meridian.model.formats.ics;

import dev.meridian.model.id.DocumentId;
import java.time.Instant;

/**
 * When a decision closes.
 *
 * @param document that holds the proposal
 * @param sequence rises whenever the deadline, or whether it is closed, changes
 * @param closed whether nothing is to be done any more
 */
public record IcsDeadline(DocumentId document, String title, Instant at, long sequence, boolean closed) {}
