/** Tests of merging what files say. */
@NullMarked
package dev.meridian.model.formats.merge;

import org.jspecify.annotations.NullMarked;
