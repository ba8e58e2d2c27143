/** Brings what a file says together with what the workspace holds: matching by source, field by field, against the last import. */
@NullMarked
package dev.meridian.model.formats.merge;

import org.jspecify.annotations.NullMarked;
