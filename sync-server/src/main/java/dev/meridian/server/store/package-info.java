/** The relay's log on RocksDB: the only package that knows RocksDB. */
@NullMarked
package dev.meridian.server.store;

import org.jspecify.annotations.NullMarked;
