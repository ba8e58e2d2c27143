/** One run of a command: its global options, its output, and the home and workspace that it works on. */
@NullMarked
package dev.meridian.cli.run;

import org.jspecify.annotations.NullMarked;
