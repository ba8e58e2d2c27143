/**
 * When people work: time zones, working weeks, days off, and what follows from them, working days and deadlines. Rules: docs/spec/calendar.md
 * (CAL). Pure: the rules of the zones are given, and so is the time.
 */
@NullMarked
package dev.meridian.model.calendar;

import org.jspecify.annotations.NullMarked;
