/**
 * Working hours of several people around the globe: when they overlap, which slot hurts least and whom, who hands over to whom, and one moment
 * on several clocks. Rules: docs/spec/calendar.md (ZONES).
 */
@NullMarked
package dev.meridian.model.zones;

import org.jspecify.annotations.NullMarked;
