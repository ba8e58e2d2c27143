/** Identities of the protocol, each its own type with its length checked once, and the hash they come from. */
@NullMarked
package dev.meridian.sync.id;

import org.jspecify.annotations.NullMarked;
