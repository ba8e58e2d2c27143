/** How people name things on the command line: by an id, the beginning of one, or part of a title. */
@NullMarked
package dev.meridian.cli.naming;

import org.jspecify.annotations.NullMarked;
