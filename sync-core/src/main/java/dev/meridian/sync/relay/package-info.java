/**
 * The relay's half of the protocol: one {@link dev.meridian.sync.relay.RelayMachine} a workspace, the port to its durable log,
 * and that log in memory. Rules: docs/spec/relay.md.
 */
@NullMarked
package dev.meridian.sync.relay;

import org.jspecify.annotations.NullMarked;
