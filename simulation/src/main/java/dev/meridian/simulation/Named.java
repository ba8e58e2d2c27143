package dev.meridian.simulation;

import dev.meridian.model.automerge.ChangeHash;
import dev.meridian.sync.id.DocumentId;

/** A change of a document. */
record Named(DocumentId document, ChangeHash hash) {}
