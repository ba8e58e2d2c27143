/** The one ordered log of a workspace: entries, their hash chain, and the heads a relay signs. */
@NullMarked
package dev.meridian.sync.log;

import org.jspecify.annotations.NullMarked;
