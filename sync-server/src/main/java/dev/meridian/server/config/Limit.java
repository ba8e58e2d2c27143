package dev.meridian.server.config;

import dev.meridian.server.RelaySettings;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * A number among a relay's settings.
 *
 * @param key its name in the file
 * @param unit what it counts
 * @param value where it stands
 * @param meaning for a person
 */
record Limit(String key, Unit unit, ToLongFunction<RelaySettings> value, String meaning) {
    static final Limit CACHE = new Limit(
            "store.cacheBytes",
            Unit.BYTES,
            s -> s.store().cacheBytes(),
            "memory for blocks, indexes and unflushed entries");
    static final Limit OPEN_FILES = new Limit(
            "store.openFilesMax",
            Unit.COUNT,
            s -> s.store().openFilesMax(),
            "tables held open; never more than a quarter of what the system allows");
    static final Limit SHARDS =
            new Limit("shards.shards", Unit.COUNT, s -> s.shards().shards(), "threads that own workspaces");
    static final Limit MAILBOX_FRAMES = new Limit(
            "shards.mailboxFramesMax",
            Unit.COUNT,
            s -> s.shards().mailboxFramesMax(),
            "frames of clients that wait for one shard");
    static final Limit MAILBOX_BYTES =
            new Limit("shards.mailboxBytesMax", Unit.BYTES, s -> s.shards().mailboxBytesMax(), "the same in bytes");
    static final Limit COMMIT_GROUP = new Limit(
            "shards.commitGroupRecordsMax",
            Unit.COUNT,
            s -> s.shards().commitGroupRecordsMax(),
            "log entries in one sync of the disk");
    static final Limit COMMIT_QUEUE = new Limit(
            "shards.commitQueueRecordsMax",
            Unit.COUNT,
            s -> s.shards().commitQueueRecordsMax(),
            "log entries that wait for a sync");
    static final Limit READ_THREADS = new Limit(
            "shards.readThreads",
            Unit.COUNT,
            s -> s.shards().readThreads(),
            "threads that read for clients that catch up");
    static final Limit IDLE = new Limit(
            "shards.idleMillis",
            Unit.MILLIS,
            s -> s.shards().idleMillis(),
            "without a connection for so long a workspace leaves memory");
    static final Limit CONNECTIONS =
            new Limit("net.connectionsMax", Unit.COUNT, s -> s.net().connectionsMax(), "sockets, of all addresses");
    static final Limit CONNECTIONS_PER_ADDRESS = new Limit(
            "net.connectionsPerAddressMax",
            Unit.COUNT,
            s -> s.net().connectionsPerAddressMax(),
            "WebSockets of one address");
    static final Limit UPGRADES = new Limit(
            "net.upgradesPerSecondPerAddress",
            Unit.COUNT,
            s -> s.net().upgradesPerSecondPerAddress(),
            "WebSockets that one address opens a second, after a burst of ten seconds' worth");
    static final Limit NET_LOGIN = new Limit(
            "net.loginMillisMax",
            Unit.MILLIS,
            s -> s.net().loginMillisMax(),
            "from the first byte of a connection to its login");
    static final Limit STRANGER_BYTES = new Limit(
            "net.strangerBytesMax", Unit.BYTES, s -> s.net().strangerBytesMax(), "from a client before its login");
    static final Limit UNSENT = new Limit(
            "net.unsentBytesMax",
            Unit.BYTES,
            s -> s.net().unsentBytesMax(),
            "waiting for one client; beyond, it reads on from the log");
    static final Limit QUIET = new Limit(
            "net.quietMillisMax",
            Unit.MILLIS,
            s -> s.net().quietMillisMax(),
            "silence until a ping, and again until the end");
    static final Limit SLOW_FRAME = new Limit(
            "net.slowFrameMillisMax", Unit.MILLIS, s -> s.net().slowFrameMillisMax(), "for one frame to arrive");
    static final Limit FRAME =
            new Limit("relay.frameBytesMax", Unit.BYTES, s -> s.relay().frameBytesMax(), "largest frame either way");
    static final Limit ITEM = new Limit(
            "relay.itemBytesMax",
            Unit.BYTES,
            s -> s.relay().itemBytesMax(),
            "largest sealed item; 1 KiB below the frame");
    static final Limit PUSH_ITEMS =
            new Limit("relay.pushItemsMax", Unit.COUNT, s -> s.relay().pushItemsMax(), "items in one push");
    static final Limit SESSIONS =
            new Limit("relay.sessionsMax", Unit.COUNT, s -> s.relay().sessionsMax(), "connections of one workspace");
    static final Limit IN_FLIGHT = new Limit(
            "relay.inFlightBytesMax",
            Unit.BYTES,
            s -> s.relay().inFlightBytesMax(),
            "of one workspace on their way to the disk");
    static final Limit READ = new Limit(
            "relay.readBytesMax", Unit.BYTES, s -> s.relay().readBytesMax(), "one read for a client that catches up");
    static final Limit LOGIN = new Limit(
            "relay.strangers.loginMillisMax",
            Unit.MILLIS,
            s -> s.relay().strangers().loginMillisMax(),
            "from the WebSocket to the login");
    static final Limit LOGIN_FRAME = new Limit(
            "relay.strangers.loginFrameBytesMax",
            Unit.BYTES,
            s -> s.relay().strangers().loginFrameBytesMax(),
            "one frame until the login");
    static final Limit PETITION = new Limit(
            "relay.strangers.petitionMillisMax",
            Unit.MILLIS,
            s -> s.relay().strangers().petitionMillisMax(),
            "from a stranger's login until it is somebody");
    static final Limit PUSH_RATE = new Limit(
            "relay.pushes.bytesPerSecond",
            Unit.BYTES,
            s -> s.relay().pushes().bytesPerSecond(),
            "that one device may push a second");
    static final Limit PUSH_BURST = new Limit(
            "relay.pushes.burstBytes", Unit.BYTES, s -> s.relay().pushes().burstBytes(), "that it may push at once");
    static final Limit MEMBER_RECORDS = new Limit(
            "relay.room.memberRecordsMax",
            Unit.COUNT,
            s -> s.relay().room().memberRecordsMax(),
            "invites, joins and other membership records of one workspace");
    static final Limit WORKSPACES = new Limit(
            "relay.room.workspacesMax", Unit.COUNT, s -> s.relay().room().workspacesMax(), "workspaces");
    static final Limit WORKSPACE_BYTES = new Limit(
            "relay.room.workspaceBytesMax",
            Unit.BYTES,
            s -> s.relay().room().workspaceBytesMax(),
            "of one workspace; beyond, its members keep what they make until the limit is raised");
    static final Limit SNAPSHOT_ENTRIES = new Limit(
            "relay.room.snapshotEntries",
            Unit.COUNT,
            s -> s.relay().room().snapshotEntries(),
            "entries of a document after which its members make a snapshot and the rest is pruned; 0: never");
    static final Limit RETRY = new Limit(
            "relay.retryAfterMillis",
            Unit.MILLIS,
            s -> s.relay().retryAfterMillis(),
            "after which a client that was turned away may come back");
    static final Limit DRAIN = new Limit(
            "stop.drainMillisMax",
            Unit.MILLIS,
            s -> s.stop().drainMillisMax(),
            "that a stop waits for what is under way");
    static final Limit STOP_RETRY = new Limit(
            "stop.retryAfterMillis",
            Unit.MILLIS,
            s -> s.stop().retryAfterMillis(),
            "after which clients come back from a stop");

    static final Limit BACKUPS_KEPT = new Limit(
            "admin.backupsKept", Unit.COUNT, s -> s.admin().backupsKept(), "backups that stay; the oldest beyond go");

    /** All of them, in the order in which they are printed. */
    static final List<Limit> ALL = List.of(
            CACHE,
            OPEN_FILES,
            SHARDS,
            MAILBOX_FRAMES,
            MAILBOX_BYTES,
            COMMIT_GROUP,
            COMMIT_QUEUE,
            READ_THREADS,
            IDLE,
            CONNECTIONS,
            CONNECTIONS_PER_ADDRESS,
            UPGRADES,
            NET_LOGIN,
            STRANGER_BYTES,
            UNSENT,
            QUIET,
            SLOW_FRAME,
            FRAME,
            ITEM,
            PUSH_ITEMS,
            SESSIONS,
            IN_FLIGHT,
            READ,
            LOGIN,
            LOGIN_FRAME,
            PETITION,
            PUSH_RATE,
            PUSH_BURST,
            MEMBER_RECORDS,
            WORKSPACES,
            WORKSPACE_BYTES,
            SNAPSHOT_ENTRIES,
            RETRY,
            DRAIN,
            STOP_RETRY,
            BACKUPS_KEPT);

    static Optional<Limit> of(String key) {
        return ALL.stream().filter(each -> each.key.equals(key)).findFirst();
    }

    long in(RelaySettings settings) {
        return value.applyAsLong(settings);
    }
}
