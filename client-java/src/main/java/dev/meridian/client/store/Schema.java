package dev.meridian.client.store;

import dev.meridian.client.store.StoreFault.Kind;
import java.nio.file.Path;

/** The tables of a workspace's file, version {@value #VERSION} (STORE-1). A later version migrates here. */
final class Schema {
    /** In {@code PRAGMA user_version}. */
    static final int VERSION = 3;
    /** In {@code PRAGMA application_id}: "MERI". */
    private static final int APPLICATION = 0x4d455249;

    /** Version 2: decisions. `pos` is 0 while the log does not have it. */
    private static final String[] STATEMENTS = {
        """
        CREATE TABLE statements (
            item_id BLOB NOT NULL,
            author BLOB NOT NULL,
            doc BLOB NOT NULL,
            pos INTEGER NOT NULL,
            received_ms INTEGER NOT NULL,
            seen_pos INTEGER NOT NULL,
            seen_ms INTEGER NOT NULL,
            body BLOB NOT NULL,
            UNIQUE (author, item_id))""", "CREATE INDEX statements_in_order ON statements (doc, pos)",
    };

    /** Version 3: snapshots. `attested_pos` is 0 while nobody's word stands for it. */
    private static final String[] SNAPSHOTS = {
        """
        CREATE TABLE snapshots (
            pos INTEGER PRIMARY KEY,
            doc BLOB NOT NULL,
            after_pos INTEGER NOT NULL,
            upto_pos INTEGER NOT NULL,
            author BLOB NOT NULL,
            sha256 BLOB NOT NULL,
            placed INTEGER NOT NULL,
            attested_pos INTEGER NOT NULL)""",
        "CREATE INDEX snapshots_of ON snapshots (doc, upto_pos)",
        "CREATE INDEX log_pruned ON log (pos) WHERE kind = 2 AND length(item) = 0",
    };

    private static final String WAITING =
            "CREATE INDEX rejected_waiting ON rejected (waits_for) WHERE waits_for IS NOT NULL";

    private static final String[] TABLES = {
        "CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID",
        // The log as it was received: the originals. `rejected` is 1 where it must have no effect; `head` where the
        // relay's signature on this very position is here.
        """
        CREATE TABLE log (
            pos INTEGER PRIMARY KEY,
            kind INTEGER NOT NULL,
            item_id BLOB NOT NULL,
            author BLOB,
            rejected INTEGER NOT NULL,
            entry BLOB NOT NULL,
            item BLOB NOT NULL,
            chain BLOB NOT NULL,
            head BLOB)""",
        "CREATE INDEX log_items ON log (item_id)",
        "CREATE INDEX log_members ON log (pos) WHERE kind = 1 AND rejected = 0",
        "CREATE INDEX log_heads ON log (pos) WHERE head IS NOT NULL",
        "CREATE TABLE documents (doc INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE)",
        // `pos` where it stands in the log, NULL while it does not; `state` as in ChangeState. Ordinals are never used
        // twice.
        """
        CREATE TABLE changes (
            ordinal INTEGER PRIMARY KEY AUTOINCREMENT,
            doc INTEGER NOT NULL REFERENCES documents,
            hash BLOB NOT NULL,
            actor BLOB NOT NULL,
            seq INTEGER NOT NULL,
            pos INTEGER,
            state INTEGER NOT NULL,
            chunk BLOB NOT NULL)""",
        "CREATE INDEX changes_in_order ON changes (doc, ordinal, state)",
        "CREATE INDEX changes_by_hash ON changes (doc, hash, state, pos)",
        "CREATE INDEX changes_unjudged ON changes (doc) WHERE state = 0",
        "CREATE TABLE unsealed (ordinal INTEGER PRIMARY KEY REFERENCES changes)",
        // Repairs have negative orders, so that they go before everything else.
        """
        CREATE TABLE outbox (
            ord INTEGER PRIMARY KEY AUTOINCREMENT,
            kind INTEGER NOT NULL,
            item_id BLOB NOT NULL,
            author BLOB NOT NULL,
            changes INTEGER NOT NULL,
            item BLOB NOT NULL)""",
        "CREATE INDEX outbox_items ON outbox (item_id)",
        "CREATE TABLE refused (item_id BLOB PRIMARY KEY, kind INTEGER NOT NULL, code TEXT NOT NULL, reason TEXT NOT NULL, item BLOB NOT NULL)",
        // `waits_for`: hash of the change that the log must have first.
        "CREATE TABLE rejected (pos INTEGER NOT NULL, author BLOB NOT NULL, doc BLOB, reason TEXT NOT NULL, waits_for BLOB)",
        WAITING,
        "CREATE INDEX rejected_in_order ON rejected (pos)",
    };

    private Schema() {}

    /** Makes the tables in an empty file, and refuses any other that is not a workspace of this version. */
    static void prepare(Database database, Path file) {
        if (database.number("PRAGMA user_version") == VERSION
                && database.number("PRAGMA application_id") == APPLICATION) {
            return;
        }
        database.write(() -> {
            create(database, file);
            return true;
        });
    }

    private static void create(Database database, Path file) {
        long version = database.number("PRAGMA user_version");
        long application = database.number("PRAGMA application_id");
        if (application == APPLICATION && version == VERSION) {
            return; // another process was faster
        }
        if (application == APPLICATION && version > VERSION) {
            throw new StoreFault(
                    Kind.NEWER_VERSION,
                    file + " was written by a later version of Meridian: use that one, or a later.");
        }
        if (application == APPLICATION && version == 1) {
            // Nothing of version 1 wrote statements, so that none lie unread in its log but what a later version sent:
            // those are opened with the rest when the log is read anew.
            database.run(STATEMENTS);
            database.run("ALTER TABLE rejected ADD COLUMN waits_for BLOB", WAITING);
            database.run(SNAPSHOTS);
            database.run("PRAGMA user_version = " + VERSION);
            return;
        }
        if (application == APPLICATION && version == 2) {
            // Nothing of version 2 made snapshots, so there is none in its log.
            database.run(SNAPSHOTS);
            database.run("PRAGMA user_version = " + VERSION);
            return;
        }
        boolean empty = application == 0 && version == 0 && database.number("SELECT count(*) FROM sqlite_schema") == 0;
        if (!empty) {
            throw new StoreFault(Kind.CORRUPT, file + " is not a workspace of Meridian.");
        }
        database.run(TABLES);
        database.run(STATEMENTS);
        database.run(SNAPSHOTS);
        database.run("PRAGMA application_id = " + APPLICATION, "PRAGMA user_version = " + VERSION);
    }
}
