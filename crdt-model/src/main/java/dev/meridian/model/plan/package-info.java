/** What the three kinds of document have in common: one replica, intents in, snapshots and events out. */
@NullMarked
package dev.meridian.model.plan;

import org.jspecify.annotations.NullMarked;
