/** The threads that own the relay machines, and the one that commits. Knows neither Netty nor RocksDB. */
@NullMarked
package dev.meridian.server.shard;

import org.jspecify.annotations.NullMarked;
