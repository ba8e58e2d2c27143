package dev.meridian.model.automerge;

/** What stands at a key of a map: a scalar, or an object that lies there. */
public sealed interface Value {

    /** A value that is not an object: what may be put. */
    sealed interface Scalar extends Value {}

    /** A map or a text. */
    sealed interface Made extends Value {
        ObjectId id();
    }

    record Str(String value) implements Scalar {}

    /** A signed integer; also what JavaScript's integral numbers arrive as. */
    record Int(long value) implements Scalar {}

    /** An unsigned integer, bits as in {@link Long#toUnsignedString(long)}. Read from others, never written by Java. */
    record Uint(long bits) implements Scalar {}

    /** A floating-point number. Equal when the bits are: NaN equals NaN, 0.0 is not -0.0. */
    record F64(double value) implements Scalar {}

    record Bool(boolean value) implements Scalar {}

    record Null() implements Scalar {}

    /** Milliseconds since 1970-01-01 UTC. */
    record Timestamp(long millis) implements Scalar {}

    /** Bytes, as hex digits. Read from others, never written by Java. */
    record Blob(String hex) implements Scalar {}

    record MapValue(ObjectId id) implements Made {}

    record TextValue(ObjectId id) implements Made {}

    Null NULL = new Null();
    Bool TRUE = new Bool(true);
    Bool FALSE = new Bool(false);

    static Str of(String value) {
        return new Str(value);
    }

    static Int of(long value) {
        return new Int(value);
    }

    static F64 of(double value) {
        return new F64(value);
    }

    static Bool of(boolean value) {
        return value ? TRUE : FALSE;
    }
}
