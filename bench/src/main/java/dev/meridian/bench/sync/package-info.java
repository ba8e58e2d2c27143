/** Whole clients and a real relay: what a newcomer waits for, what somebody who was away is sent. */
@NullMarked
package dev.meridian.bench.sync;

import org.jspecify.annotations.NullMarked;
