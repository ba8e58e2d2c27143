package dev.meridian.server.config;

import dev.meridian.server.RelaySettings;
import dev.meridian.server.admin.AdminSettings;
import dev.meridian.server.net.NetLimits;
import dev.meridian.server.shard.ShardSettings;
import dev.meridian.server.store.StoreSettings;
import dev.meridian.sync.relay.RelayLimits;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Settings made of numbers.
 *
 * @param values of every limit, by its key
 */
record LimitedSettings(Map<String, Long> values) {

    /** @throws IllegalArgumentException if they do not fit each other, or what holds them */
    RelaySettings of(RelaySettings defaults, Optional<Path> nativeDir) {
        StoreSettings store = new StoreSettings(
                defaults.store().dataDir(),
                nativeDir.orElse(defaults.store().nativeDir()),
                value(Limit.CACHE),
                whole(Limit.OPEN_FILES));
        return new RelaySettings(
                defaults.listen(),
                defaults.keyFile(),
                defaults.passphraseFile(),
                defaults.tls(),
                defaults.publicHosts(),
                store,
                relay(),
                net(),
                shards(),
                new RelaySettings.Stop(whole(Limit.DRAIN), whole(Limit.STOP_RETRY)),
                new AdminSettings(defaults.admin().address(), defaults.admin().backups(), whole(Limit.BACKUPS_KEPT)));
    }

    private RelayLimits relay() {
        return new RelayLimits(
                whole(Limit.FRAME),
                whole(Limit.ITEM),
                whole(Limit.PUSH_ITEMS),
                whole(Limit.SESSIONS),
                value(Limit.IN_FLIGHT),
                whole(Limit.READ),
                new RelayLimits.Strangers(whole(Limit.LOGIN), whole(Limit.LOGIN_FRAME), whole(Limit.PETITION)),
                new RelayLimits.Rate(value(Limit.PUSH_RATE), value(Limit.PUSH_BURST)),
                new RelayLimits.Room(
                        whole(Limit.MEMBER_RECORDS),
                        value(Limit.WORKSPACES),
                        value(Limit.WORKSPACE_BYTES),
                        whole(Limit.SNAPSHOT_ENTRIES)),
                whole(Limit.RETRY));
    }

    private NetLimits net() {
        return new NetLimits(
                whole(Limit.CONNECTIONS),
                whole(Limit.CONNECTIONS_PER_ADDRESS),
                whole(Limit.UPGRADES),
                whole(Limit.NET_LOGIN),
                whole(Limit.STRANGER_BYTES),
                whole(Limit.FRAME),
                whole(Limit.UNSENT),
                whole(Limit.QUIET),
                whole(Limit.SLOW_FRAME));
    }

    private ShardSettings shards() {
        return new ShardSettings(
                whole(Limit.SHARDS),
                whole(Limit.MAILBOX_FRAMES),
                value(Limit.MAILBOX_BYTES),
                whole(Limit.COMMIT_GROUP),
                whole(Limit.COMMIT_QUEUE),
                whole(Limit.READ_THREADS),
                whole(Limit.IDLE));
    }

    private long value(Limit limit) {
        return values.getOrDefault(limit.key(), 0L);
    }

    private int whole(Limit limit) {
        long value = value(limit);
        if (value > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "%s is too large: %s".formatted(limit.key(), limit.unit().write(value)));
        }
        return (int) value;
    }
}
