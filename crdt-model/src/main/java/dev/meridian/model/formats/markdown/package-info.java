/** Markdown files: front matter, titles, links between double brackets; directories of them in and out. */
@NullMarked
package dev.meridian.model.formats.markdown;

import org.jspecify.annotations.NullMarked;
