/** What a command answers with: one JSON document for scripts, or lines, tables and boards for people. */
@NullMarked
package dev.meridian.cli.output;

import org.jspecify.annotations.NullMarked;
