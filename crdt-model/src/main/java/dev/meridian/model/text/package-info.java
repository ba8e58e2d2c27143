/** Text as Unicode code points: splices, and the few splices that lead from one text to another. */
@NullMarked
package dev.meridian.model.text;

import org.jspecify.annotations.NullMarked;
