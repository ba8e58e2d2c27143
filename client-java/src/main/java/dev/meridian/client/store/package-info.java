/**
 * A workspace on disk: one SQLite file that holds the log as it was received, the changes of all documents, and the outbox. The only package
 * that knows SQLite. Rules: docs/spec/store.md.
 */
@NullMarked
package dev.meridian.client.store;

import org.jspecify.annotations.NullMarked;
