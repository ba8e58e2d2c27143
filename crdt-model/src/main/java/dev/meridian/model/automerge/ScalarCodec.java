package dev.meridian.model.automerge;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.HexFormat;

/**
 * Scalars of the value columns: a number whose low four bits are the type and whose others are the length of the raw bytes. Types that Meridian
 * does not use (counters, unknown ones) are refused.
 */
final class ScalarCodec {

    static final int NULL = 0;
    private static final int FALSE = 1;
    private static final int TRUE = 2;
    private static final int ULEB = 3;
    private static final int LEB = 4;
    private static final int F64 = 5;
    private static final int STRING = 6;
    private static final int BYTES = 7;
    private static final int COUNTER = 8;
    private static final int TIMESTAMP = 9;

    private static final VarHandle DOUBLES =
            MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);

    private ScalarCodec() {}

    static int length(int meta) {
        return meta >>> 4;
    }

    /** Refuses what does not decode to exactly these bytes, or is too large. */
    static void check(byte[] body, int meta, int from, int bytesMax) {
        int length = length(meta);
        int to = from + length;
        switch (meta & 0xf) {
            case NULL, FALSE, TRUE -> require(length == 0);
            case ULEB -> {
                ByteCursor in = new ByteCursor(body, from, to);
                in.uleb();
                require(in.isDone());
            }
            case LEB, TIMESTAMP -> {
                ByteCursor in = new ByteCursor(body, from, to);
                in.sleb();
                require(in.isDone());
            }
            case F64 -> require(length == 8);
            case STRING -> {
                checkSize(length, bytesMax);
                require(Utf8.codePoints(body, from, to) >= 0);
            }
            case BYTES -> checkSize(length, bytesMax);
            case COUNTER -> throw new GateException(Refusal.Reason.UNSUPPORTED, "counter");
            default -> throw new GateException(Refusal.Reason.UNSUPPORTED, "value type " + (meta & 0xf));
        }
    }

    /** Whether it is a string of exactly one code point: what a text is made of. */
    static boolean isCharacter(byte[] body, int meta, int from) {
        return (meta & 0xf) == STRING && Utf8.codePoints(body, from, from + length(meta)) == 1;
    }

    /** Decodes what {@link #check} has passed. */
    static Value.Scalar decode(byte[] body, int meta, int from) {
        int to = from + length(meta);
        return switch (meta & 0xf) {
            case NULL -> Value.NULL;
            case FALSE -> Value.FALSE;
            case TRUE -> Value.TRUE;
            case ULEB -> new Value.Uint(new ByteCursor(body, from, to).uleb());
            case LEB -> new Value.Int(new ByteCursor(body, from, to).sleb());
            case F64 -> new Value.F64((double) DOUBLES.get(body, from));
            case STRING -> new Value.Str(Utf8.decode(body, from, to));
            case BYTES -> new Value.Blob(HexFormat.of().formatHex(body, from, to));
            case TIMESTAMP -> new Value.Timestamp(new ByteCursor(body, from, to).sleb());
            default -> throw new IllegalStateException("value type " + (meta & 0xf) + " passed the check");
        };
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw GateException.malformed("value does not decode");
        }
    }

    private static void checkSize(int length, int bytesMax) {
        if (length > bytesMax) {
            throw new GateException(Refusal.Reason.TOO_LARGE, "value of " + length + " bytes, above " + bytesMax);
        }
    }
}
