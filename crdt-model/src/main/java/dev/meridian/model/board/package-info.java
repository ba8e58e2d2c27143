/** Boards: cards, groups, dependencies, and the cycles that dependencies form. */
@NullMarked
package dev.meridian.model.board;

import org.jspecify.annotations.NullMarked;
