package dev.meridian.server.backup;

import java.time.Instant;

/**
 * One backup.
 *
 * @param number rises from 1
 * @param bytes what a store restored from it takes; shared tables count in each
 */
public record Backup(int number, Instant made, long bytes, int files) {}
