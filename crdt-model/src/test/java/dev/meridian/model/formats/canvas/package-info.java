/** Tests of JSON Canvas. */
@NullMarked
package dev.meridian.model.formats.canvas;

import org.jspecify.annotations.NullMarked;
