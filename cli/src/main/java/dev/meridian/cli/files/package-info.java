/** Files in and out: what an import reads, what an export writes, all of it or none. */
@NullMarked
package dev.meridian.cli.files;

import org.jspecify.annotations.NullMarked;
