/** The protocol of a workspace's log, without I/O. */
@NullMarked
package dev.meridian.sync;

import org.jspecify.annotations.NullMarked;
