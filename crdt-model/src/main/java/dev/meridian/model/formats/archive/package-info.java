/** The plain archive: a ZIP of everything that a workspace holds, readable without Meridian, and the way back into an empty workspace. */
@NullMarked
package dev.meridian.model.formats.archive;

import org.jspecify.annotations.NullMarked;
