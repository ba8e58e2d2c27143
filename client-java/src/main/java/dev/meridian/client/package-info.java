/**
 * The Java SDK: a home directory holds a device's keys and its workspaces; a workspace is edited offline and synchronised with its relay. Start at
 * {@link dev.meridian.client.Meridian}.
 */
@NullMarked
package dev.meridian.client;

import org.jspecify.annotations.NullMarked;
