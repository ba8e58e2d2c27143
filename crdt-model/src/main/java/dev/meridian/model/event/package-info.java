/** What changed, as sealed records: told after each edit and each batch of received changes. */
@NullMarked
package dev.meridian.model.event;

import org.jspecify.annotations.NullMarked;
