/** Tests of reading JSON. */
@NullMarked
package dev.meridian.model.formats.json;

import org.jspecify.annotations.NullMarked;
