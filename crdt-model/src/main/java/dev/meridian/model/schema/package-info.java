/** How the planning domain lies in Automerge maps (docs/schema.md): keys, collections, registers read into values. */
@NullMarked
package dev.meridian.model.schema;

import org.jspecify.annotations.NullMarked;
