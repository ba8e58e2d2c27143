/** The team document: members, statuses, and the index of boards and documents. */
@NullMarked
package dev.meridian.model.team;

import org.jspecify.annotations.NullMarked;
