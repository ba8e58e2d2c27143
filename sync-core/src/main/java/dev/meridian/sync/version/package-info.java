/** Which versions of the protocol a client and a relay speak, and which one they agree on. Rules: docs/spec/versions.md. */
@NullMarked
package dev.meridian.sync.version;

import org.jspecify.annotations.NullMarked;
