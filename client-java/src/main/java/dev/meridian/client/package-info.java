/** The Java SDK. */
@NullMarked
package dev.meridian.client;

import org.jspecify.annotations.NullMarked;
