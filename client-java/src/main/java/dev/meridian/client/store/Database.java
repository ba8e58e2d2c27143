package dev.meridian.client.store;

import com.google.protobuf.ByteString;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * One connection to one SQLite file: WAL, so that readers of other processes go on while one writes, and {@code synchronous=FULL}, so that a
 * commit is on the disk when it returns. Owned by one thread at a time; not thread-safe.
 */
final class Database implements AutoCloseable {

    private final Path file;
    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private boolean writing;

    private Database(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /**
     * Opens the file, making an empty one where there is none.
     *
     * @throws StoreFault if it cannot be used
     */
    static Database open(Path file, Duration lockTimeout) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setBusyTimeout(Math.toIntExact(lockTimeout.toMillis()));
        config.enforceForeignKeys(true);
        // Else the driver asks for the row id after every insert, which costs as much as the insert.
        config.setGetGeneratedKeys(false);
        try {
            return new Database(file, config.createConnection("jdbc:sqlite:" + file));
        } catch (SQLException e) {
            throw fault(file, e);
        }
    }

    /**
     * Runs the body in one transaction that holds the file's write lock from its beginning: everything it does is on the disk when this returns, or
     * nothing of it is done.
     *
     * @throws StoreFault if it could not begin or end; whatever the body throws is thrown on
     */
    <T> T write(Supplier<T> body) {
        if (writing) {
            throw new IllegalStateException("a transaction within a transaction");
        }
        run("BEGIN IMMEDIATE");
        writing = true;
        boolean done = false;
        try {
            T result = body.get();
            run("COMMIT");
            done = true;
            return result;
        } finally {
            writing = false;
            if (!done) {
                rollBack();
            }
        }
    }

    /** Whether {@link #write} is running. */
    boolean isWriting() {
        return writing;
    }

    private void rollBack() {
        try (Statement statement = connection.createStatement()) {
            // Some failures (a full disk) have rolled back already, and then there is nothing to roll back.
            statement.execute("ROLLBACK");
        } catch (SQLException e) {
            if (!String.valueOf(e.getMessage()).contains("no transaction is active")) {
                throw fault(file, e);
            }
        }
    }

    /** Executes statements without parameters. */
    void run(String... sql) {
        try (Statement statement = connection.createStatement()) {
            for (String each : sql) {
                statement.execute(each);
            }
        } catch (SQLException e) {
            throw fault(file, e);
        }
    }

    /** Executes a change; the number of rows changed. Inside {@link #write} only. */
    int update(String sql, @Nullable Object... values) {
        if (!writing) {
            throw new IllegalStateException("a write outside a transaction: " + sql);
        }
        try {
            return bound(sql, values).executeUpdate();
        } catch (SQLException e) {
            throw failed(sql, e);
        }
    }

    /** Inserts a row; its row id. */
    long insert(String sql, @Nullable Object... values) {
        update(sql, values);
        return lastRowId();
    }

    /** Of the row that was inserted last. */
    long lastRowId() {
        return number("SELECT last_insert_rowid()");
    }

    /** The rows of a query, in their order. */
    <T> List<T> list(String sql, Row.Reader<T> reader, @Nullable Object... values) {
        List<T> list = new ArrayList<>();
        each(sql, row -> list.add(reader.read(row)), values);
        return list;
    }

    /** The first row of a query. */
    <T> Optional<T> first(String sql, Row.Reader<T> reader, @Nullable Object... values) {
        try (ResultSet rows = bound(sql, values).executeQuery()) {
            return rows.next() ? Optional.of(reader.read(new Row(rows))) : Optional.empty();
        } catch (SQLException e) {
            throw failed(sql, e);
        }
    }

    /** A query that gives one number. */
    long number(String sql, @Nullable Object... values) {
        return first(sql, row -> row.number(1), values).orElse(0L);
    }

    /** Visits the rows of a query. The visitor must not use the same query. */
    void each(String sql, Row.Visitor visitor, @Nullable Object... values) {
        try (ResultSet rows = bound(sql, values).executeQuery()) {
            Row row = new Row(rows);
            while (rows.next()) {
                visitor.visit(row);
            }
        } catch (SQLException e) {
            throw failed(sql, e);
        }
    }

    /** A statement that failed is of no use any more: the next one of the same words is made anew. */
    private StoreFault failed(String sql, SQLException e) {
        StoreFault fault = fault(file, e);
        PreparedStatement statement = statements.remove(sql);
        if (statement != null) {
            try {
                statement.close();
            } catch (SQLException closing) {
                fault.addSuppressed(closing);
            }
        }
        return fault;
    }

    /** Changes when another connection has changed the file. */
    long dataVersion() {
        return number("PRAGMA data_version");
    }

    private PreparedStatement bound(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        for (int i = 0; i < values.length; i++) {
            bind(statement, i + 1, values[i]);
        }
        return statement;
    }

    private static void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> statement.setObject(index, null);
            case ByteString bytes -> statement.setBytes(index, bytes.toByteArray());
            case byte[] bytes -> statement.setBytes(index, bytes);
            case Long number -> statement.setLong(index, number);
            case Integer number -> statement.setLong(index, number);
            case String text -> statement.setString(index, text);
            default -> throw new IllegalArgumentException("no column type for " + value.getClass());
        }
    }

    @Override
    public void close() {
        try {
            for (PreparedStatement statement : statements.values()) {
                statement.close();
            }
            connection.close();
        } catch (SQLException e) {
            throw fault(file, e);
        }
    }

    /** What SQLite says (result codes of sqlite3.h), in words for a person. */
    static StoreFault fault(Path file, SQLException e) {
        int code = e.getErrorCode() & 0xff;
        return switch (code) {
            case 5, 6 -> new StoreFault(StoreFault.Kind.LOCKED, file + " is in use by another process.", e);
            case 8 -> new StoreFault(StoreFault.Kind.READ_ONLY, file + " cannot be written to.", e);
            // 1: a statement that is always right does not fit the tables, so they are not ours any more.
            case 1, 11, 26 ->
                new StoreFault(
                        StoreFault.Kind.CORRUPT,
                        file + " is damaged, or not a workspace (" + e.getMessage()
                                + "); move it away and join again by a new link: all that was sent comes back.",
                        e);
            case 13 -> new StoreFault(StoreFault.Kind.FULL, "The disk that holds " + file + " is full.", e);
            case 14 -> cannotOpen(file, e);
            default -> new StoreFault(StoreFault.Kind.FAILED, file + " failed: " + e.getMessage(), e);
        };
    }

    private static StoreFault cannotOpen(Path file, SQLException e) {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null && !Files.isWritable(directory)) {
            return new StoreFault(StoreFault.Kind.READ_ONLY, directory + " cannot be written to.", e);
        }
        return new StoreFault(StoreFault.Kind.FAILED, file + " cannot be opened: " + e.getMessage(), e);
    }
}
