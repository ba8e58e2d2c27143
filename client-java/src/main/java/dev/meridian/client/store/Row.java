package dev.meridian.client.store;

import com.google.protobuf.ByteString;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The current row of a query. Columns count from 1. */
final class Row {
    private final ResultSet rows;

    Row(ResultSet rows) {
        this.rows = rows;
    }

    long number(int column) throws SQLException {
        return rows.getLong(column);
    }

    int integer(int column) throws SQLException {
        return Math.toIntExact(rows.getLong(column));
    }

    String text(int column) throws SQLException {
        String text = rows.getString(column);
        return text == null ? "" : text;
    }

    Optional<String> optionalText(int column) throws SQLException {
        return Optional.ofNullable(rows.getString(column));
    }

    /** Empty bytes where it is NULL: SQLite makes no difference between the two when it gives out a blob of no bytes. */
    ByteString bytes(int column) throws SQLException {
        byte[] bytes = rows.getBytes(column);
        return bytes == null ? ByteString.EMPTY : ByteString.copyFrom(bytes);
    }

    byte[] array(int column) throws SQLException {
        byte[] bytes = rows.getBytes(column);
        return bytes == null ? new byte[0] : bytes;
    }

    boolean isNull(int column) throws SQLException {
        rows.getObject(column);
        return rows.wasNull();
    }

    /** Makes a value of a row. */
    @FunctionalInterface
    interface Reader<T> {
        T read(Row row) throws SQLException;
    }

    /** Uses a row. */
    @FunctionalInterface
    interface Visitor {
        void visit(Row row) throws SQLException;
    }
}
