/** Tests of calendars. */
@NullMarked
package dev.meridian.model.formats.ics;

import org.jspecify.annotations.NullMarked;
