/** Tests of Markdown files. */
@NullMarked
package dev.meridian.model.formats.markdown;

import org.jspecify.annotations.NullMarked;
