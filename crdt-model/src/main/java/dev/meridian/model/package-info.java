/** The planning domain. */
@NullMarked
package dev.meridian.model;

import org.jspecify.annotations.NullMarked;
