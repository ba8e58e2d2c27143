/** The canonical JSON of a workspace: the same heads give the same bytes on every replica. */
@NullMarked
package dev.meridian.model.json;

import org.jspecify.annotations.NullMarked;
