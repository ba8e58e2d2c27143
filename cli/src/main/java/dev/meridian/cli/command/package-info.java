/** The commands, one class each: options in, calls of the SDK, an answer out. */
@NullMarked
package dev.meridian.cli.command;

import org.jspecify.annotations.NullMarked;
