/** Digests to people in their mornings: when one is due, what it says, how it is handed on, and what was (docs/spec/calendar.md, NOTIFY). */
@NullMarked
package dev.meridian.cli.notify;

import org.jspecify.annotations.NullMarked;
