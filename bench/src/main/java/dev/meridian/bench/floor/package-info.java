/** What the machine itself gives, measured in the same run: the disk's own sync rate, raw TCP's own fan-out. */
@NullMarked
package dev.meridian.bench.floor;

import org.jspecify.annotations.NullMarked;
