/** All documents of a workspace together, and their canonical JSON: the same heads give the same bytes on every replica. */
@NullMarked
package dev.meridian.model.workspace;

import org.jspecify.annotations.NullMarked;
