/** JSON as other programs write it: every value with its line and column, every number with its digits. */
@NullMarked
package dev.meridian.model.formats.json;

import org.jspecify.annotations.NullMarked;
