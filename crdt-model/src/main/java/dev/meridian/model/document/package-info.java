/** Documents: Markdown that people type together. */
@NullMarked
package dev.meridian.model.document;

import org.jspecify.annotations.NullMarked;
