/** A board as a picture (SVG 1.1 with a style sheet for light and dark): the same bytes for the same board, no scripts, nothing from elsewhere. */
@NullMarked
package dev.meridian.model.formats.svg;

import org.jspecify.annotations.NullMarked;
