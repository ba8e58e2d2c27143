/** What operators are told about backups. */
@NullMarked
package dev.meridian.server.backup;

import org.jspecify.annotations.NullMarked;
