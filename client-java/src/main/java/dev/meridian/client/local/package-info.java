/**
 * What one process makes of a workspace's store: who is a member, which documents are open, what came by the log, what goes into envelopes. Follows the
 * store, which other processes write too. Everything here is owned by the workspace's thread.
 */
@NullMarked
package dev.meridian.client.local;

import org.jspecify.annotations.NullMarked;
