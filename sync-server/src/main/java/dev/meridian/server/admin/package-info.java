/** The operator's door: metrics, health and backups, at an address of its own that clients never see. */
@NullMarked
package dev.meridian.server.admin;

import org.jspecify.annotations.NullMarked;
