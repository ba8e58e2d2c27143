package dev.meridian.server.admin;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the operator's door offers.
 *
 * @param address HOST:PORT to listen on, or empty: there is no door
 * @param backups directory for backups, or empty: none are made by this relay
 * @param backupsKept how many it keeps
 */
public record AdminSettings(Optional<Address> address, Optional<Path> backups, int backupsKept) {
    private static final int BACKUPS_KEPT_DEFAULT = 30;

    /** No door. */
    public static final AdminSettings NONE =
            new AdminSettings(Optional.empty(), Optional.empty(), BACKUPS_KEPT_DEFAULT);

    /** Where it listens; port 0 takes a free one. */
    public record Address(String host, int port) {}

    /** @throws IllegalArgumentException if not even one backup would be kept */
    public AdminSettings {
        if (backupsKept < 1) {
            throw new IllegalArgumentException("a relay that makes backups keeps at least 1, not " + backupsKept);
        }
    }
}
