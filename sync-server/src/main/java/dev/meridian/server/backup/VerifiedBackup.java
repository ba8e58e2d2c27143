package dev.meridian.server.backup;

/** A backup and what reading all of it found. */
public record VerifiedBackup(Backup backup, AuditReport report) {}
