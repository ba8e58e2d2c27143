/** JSON Canvas 1.0 (https://jsoncanvas.org/spec/1.0/) in and out, such that a board nobody touched comes out equal to what went in. */
@NullMarked
package dev.meridian.model.formats.canvas;

import org.jspecify.annotations.NullMarked;
