/** Calendars (RFC 5545, relations of RFC 9253): target dates and deadlines as to-dos, the team's cycles as events; the same bytes for the same state. */
@NullMarked
package dev.meridian.model.formats.ics;

import org.jspecify.annotations.NullMarked;
