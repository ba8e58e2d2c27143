/**
 * The client's half of the protocol: one {@link dev.meridian.sync.client.ClientMachine} a workspace and process, which verifies
 * everything a relay says and sends the outbox. Rules: docs/spec/client.md.
 */
@NullMarked
package dev.meridian.sync.client;

import org.jspecify.annotations.NullMarked;
