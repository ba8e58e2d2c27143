/** Identities of everything that is planned: 16 random bytes as 32 hex digits, each kind its own type. */
@NullMarked
package dev.meridian.model.id;

import org.jspecify.annotations.NullMarked;
