/** Small values that intents, snapshots and events share: positions, owners, fields, conflicts, lives. */
@NullMarked
package dev.meridian.model.value;

import org.jspecify.annotations.NullMarked;
