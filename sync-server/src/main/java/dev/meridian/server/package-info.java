/** A relay in one process: {@link dev.meridian.server.RelayServer} wires machines, threads, store and network together. */
@NullMarked
package dev.meridian.server;

import org.jspecify.annotations.NullMarked;
