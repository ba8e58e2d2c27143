/** Worlds in numbers, pinned seeds, planted defects, and disasters one by one. */
@NullMarked
package dev.meridian.simulation;

import org.jspecify.annotations.NullMarked;
