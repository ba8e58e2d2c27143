/**
 * Documents that merge: the gate that refuses changes which would break Automerge, a plain-Java view of every map of a document, and the
 * replica that owns the native document. The only importer of {@code org.automerge}.
 */
@NullMarked
package dev.meridian.model.automerge;

import org.jspecify.annotations.NullMarked;
