/** WebSocket and HTTP over Netty: the only package that knows Netty. Decodes frames, hands them to the shards, writes what they say. */
@NullMarked
package dev.meridian.server.net;

import org.jspecify.annotations.NullMarked;
