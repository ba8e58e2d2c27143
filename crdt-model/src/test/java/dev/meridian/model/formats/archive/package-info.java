/** Tests of archives. */
@NullMarked
package dev.meridian.model.formats.archive;

import org.jspecify.annotations.NullMarked;
