/** The demonstration: a sample team of our own writing, and a play in which two members diverge offline and merge. */
@NullMarked
package dev.meridian.cli.demo;

import org.jspecify.annotations.NullMarked;
