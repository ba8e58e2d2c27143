/** Links between cards and documents by {@code [[title]]}, both ways. */
@NullMarked
package dev.meridian.model.links;

import org.jspecify.annotations.NullMarked;
