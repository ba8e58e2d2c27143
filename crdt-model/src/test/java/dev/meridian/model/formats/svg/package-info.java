/** Tests of pictures. */
@NullMarked
package dev.meridian.model.formats.svg;

import org.jspecify.annotations.NullMarked;
