package dev.meridian.model.automerge;

import java.util.Arrays;

/**
 * Decodes the run-length encoded columns of a change: runs of one value, literal runs, runs of nothing. Takes the canonical encoding alone, as
 * every Automerge writes it: anything else would come back from a save as other bytes, hence with another hash.
 */
final class RleColumn {

    /** Stands for "nothing here" in the arrays given back. */
    static final int NONE = -1;

    private static final long NOTHING = Long.MIN_VALUE;

    private enum Segment {
        START,
        RUN,
        LITERAL,
        NULLS
    }

    private enum Kind {
        UNSIGNED,
        DELTA,
        STRING
    }

    private final ByteCursor in;
    private final Kind kind;
    private final int stringBytesMax;
    private Segment segment = Segment.START;
    private long left;
    private boolean fresh;
    private long value = NOTHING;
    private String string = "";
    private int strings;
    private boolean sawValue;

    private RleColumn(ByteCursor in, Kind kind, int stringBytesMax) {
        this.in = in;
        this.kind = kind;
        this.stringBytesMax = stringBytesMax;
    }

    /** {@code count} numbers from 0 to {@code max}, or {@link #NONE}. An absent column ({@code in} empty) is all NONE. */
    static int[] unsigned(ByteCursor in, int count, int max) {
        int[] out = new int[count];
        if (in.isDone()) {
            Arrays.fill(out, NONE);
            return out;
        }
        RleColumn column = new RleColumn(in, Kind.UNSIGNED, 0);
        for (int i = 0; i < count; i++) {
            long next = column.next();
            if (next != NOTHING && (next < 0 || next > max)) {
                throw GateException.malformed("column value out of range");
            }
            out[i] = next == NOTHING ? NONE : (int) next;
        }
        column.finish();
        return out;
    }

    /** {@code count} numbers from 0 to 2^31 - 1 encoded as differences, or {@link #NONE}. */
    static int[] deltas(ByteCursor in, int count) {
        int[] out = new int[count];
        if (in.isDone()) {
            Arrays.fill(out, NONE);
            return out;
        }
        RleColumn column = new RleColumn(in, Kind.DELTA, 0);
        long absolute = 0;
        for (int i = 0; i < count; i++) {
            long next = column.next();
            if (next == NOTHING) {
                out[i] = NONE;
                continue;
            }
            if (next > Integer.MAX_VALUE || next < -Integer.MAX_VALUE) {
                throw GateException.malformed("column value out of range");
            }
            absolute += next;
            if (absolute < 0 || absolute > Integer.MAX_VALUE) {
                throw GateException.malformed("column value out of range");
            }
            out[i] = (int) absolute;
        }
        column.finish();
        return out;
    }

    /** {@code count} strings, or null: what {@code null} stands for inside this package only. */
    static @org.jspecify.annotations.Nullable String[] strings(ByteCursor in, int count, int bytesMax) {
        String[] out = new String[count];
        if (in.isDone()) {
            return out;
        }
        RleColumn column = new RleColumn(in, Kind.STRING, bytesMax);
        for (int i = 0; i < count; i++) {
            out[i] = column.next() == NOTHING ? null : column.string;
        }
        column.finish();
        return out;
    }

    /** All numbers of a column that itself says how many there are, as bytes: the actions. */
    static byte[] counted(ByteCursor in, int countMax) {
        byte[] out = new byte[Math.min(countMax, 16)];
        RleColumn column = new RleColumn(in, Kind.UNSIGNED, 0);
        int count = 0;
        while (column.left > 0 || !in.isDone()) {
            if (column.left > countMax - count) {
                throw new GateException(Refusal.Reason.TOO_LARGE, "more than " + countMax + " operations");
            }
            long next = column.next();
            if (next < 0 || next > Byte.MAX_VALUE) {
                throw GateException.malformed("unknown action");
            }
            if (count == countMax) {
                throw new GateException(Refusal.Reason.TOO_LARGE, "more than " + countMax + " operations");
            }
            if (count == out.length) {
                out = Arrays.copyOf(out, (int) Math.min(countMax, 4L * count));
            }
            out[count++] = (byte) next;
        }
        return Arrays.copyOf(out, count);
    }

    private long next() {
        if (left == 0) {
            startSegment();
        }
        left--;
        if (segment == Segment.LITERAL) {
            readValue();
        }
        return segment == Segment.NULLS ? NOTHING : value;
    }

    private void startSegment() {
        long count = in.sleb();
        Segment before = segment;
        if (count > 0) {
            if (count == 1) {
                throw GateException.malformed("run of one");
            }
            segment = Segment.RUN;
            left = count;
            fresh = before == Segment.NULLS || before == Segment.START;
            readValue();
        } else if (count < 0) {
            if (before == Segment.LITERAL || count == Long.MIN_VALUE) {
                throw GateException.malformed("two literal runs in a row");
            }
            segment = Segment.LITERAL;
            left = -count;
            fresh = before != Segment.RUN;
        } else {
            if (before == Segment.NULLS) {
                throw GateException.malformed("two empty runs in a row");
            }
            segment = Segment.NULLS;
            left = in.uleb();
            if (left <= 0) {
                throw GateException.malformed("run of none");
            }
        }
    }

    /** Reads a value that must differ from the one before it, unless that was nothing. */
    private void readValue() {
        long before = value;
        switch (kind) {
            case UNSIGNED -> value = in.uleb();
            case DELTA -> value = in.sleb();
            case STRING -> readString();
        }
        if (value == NOTHING) {
            throw GateException.malformed("column value out of range");
        }
        if (!fresh && value == before) {
            throw GateException.malformed("equal values that are not a run");
        }
        fresh = false;
        sawValue = true;
    }

    private void readString() {
        int length = in.ulebUpTo(stringBytesMax, "bytes of a key");
        int from = in.take(length);
        if (Utf8.codePoints(in.bytes, from, from + length) < 0) {
            throw GateException.malformed("key is not UTF-8");
        }
        String next = Utf8.decode(in.bytes, from, from + length);
        if (strings == 0 || !next.equals(string)) {
            strings++;
            string = next;
        }
        value = strings;
    }

    private void finish() {
        if (left != 0 || !in.isDone() || !sawValue) {
            throw GateException.malformed("column does not have one value an operation");
        }
    }
}
