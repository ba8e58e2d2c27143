/** A relay in a process of its own, and bare sockets to it: frames without a client behind them. */
@NullMarked
package dev.meridian.bench.wire;

import org.jspecify.annotations.NullMarked;
