/** Benchmarks. */
@NullMarked
package dev.meridian.bench;

import org.jspecify.annotations.NullMarked;
