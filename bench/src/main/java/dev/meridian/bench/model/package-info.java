/** JMH benchmarks of the planning model, each beside the same work by the bare Automerge library. */
@NullMarked
package dev.meridian.bench.model;

import org.jspecify.annotations.NullMarked;
