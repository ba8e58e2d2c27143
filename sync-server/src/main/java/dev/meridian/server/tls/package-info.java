/** The relay's TLS certificate: where it comes from, and when another one is due. The only package here that uses Bouncy Castle. */
@NullMarked
package dev.meridian.server.tls;

import org.jspecify.annotations.NullMarked;
