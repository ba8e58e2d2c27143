/** The relay's settings as a text file: every one with its unit, read and printed. */
@NullMarked
package dev.meridian.server.config;

import org.jspecify.annotations.NullMarked;
