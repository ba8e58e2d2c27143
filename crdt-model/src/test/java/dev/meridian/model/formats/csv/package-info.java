/** Tests of tables. */
@NullMarked
package dev.meridian.model.formats.csv;

import org.jspecify.annotations.NullMarked;
