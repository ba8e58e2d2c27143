package dev.meridian.server.backup;

/**
 * What was kept.
 *
 * @param newBytes what the directory grew by
 * @param kept how many backups it holds now
 */
public record MadeBackup(Backup backup, long newBytes, int kept) {}
