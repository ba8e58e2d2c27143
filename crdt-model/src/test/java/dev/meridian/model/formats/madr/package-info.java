/** Tests of decision records. */
@NullMarked
package dev.meridian.model.formats.madr;

import org.jspecify.annotations.NullMarked;
