/** The relay's shell. */
@NullMarked
package dev.meridian.server;

import org.jspecify.annotations.NullMarked;
