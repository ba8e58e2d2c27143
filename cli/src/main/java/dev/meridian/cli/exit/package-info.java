/** How a command ends: exit codes, and the one place where a failure becomes one clear line. */
@NullMarked
package dev.meridian.cli.exit;

import org.jspecify.annotations.NullMarked;
