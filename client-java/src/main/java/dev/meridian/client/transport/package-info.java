/** The socket to a relay: WebSocket frames in and out, and a dead peer noticed. The only package that opens connections. */
@NullMarked
package dev.meridian.client.transport;

import org.jspecify.annotations.NullMarked;
