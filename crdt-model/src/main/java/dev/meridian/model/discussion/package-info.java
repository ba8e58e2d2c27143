/** Threads and comments on cards and documents, blockers, mentions, and the places in a text that threads are about (docs/spec/discussion.md). */
@NullMarked
package dev.meridian.model.discussion;

import org.jspecify.annotations.NullMarked;
