/** JSON values and their one canonical way to be printed, the same in Java and in TypeScript. */
@NullMarked
package dev.meridian.model.json;

import org.jspecify.annotations.NullMarked;
