/** The meridian program: its entry, the surroundings it runs in, and how a run is set up and ended. */
@NullMarked
package dev.meridian.cli;

import org.jspecify.annotations.NullMarked;
