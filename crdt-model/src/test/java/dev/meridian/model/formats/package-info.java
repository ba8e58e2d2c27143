/** Tests of what file formats share, and what the tests of each format share. */
@NullMarked
package dev.meridian.model.formats;

import org.jspecify.annotations.NullMarked;
