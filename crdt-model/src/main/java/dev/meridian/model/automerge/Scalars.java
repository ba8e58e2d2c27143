package dev.meridian.model.automerge;

/** Which scalars Automerge Java writes as they are, and which it takes for no change at all. */
final class Scalars {

    private Scalars() {}

    /**
     * Checks that a value arrives as it was given.
     *
     * @return bytes that it takes
     * @throws IllegalArgumentException where it would not
     */
    static int checkWritable(Value.Scalar value, GateCaps caps) {
        return switch (value) {
            case Value.Str str -> {
                int length = utf8Length(str.value());
                if (length > caps.scalarBytesMax()) {
                    throw new IllegalArgumentException(
                            "a string of " + length + " bytes, above " + caps.scalarBytesMax());
                }
                yield length;
            }
            case Value.Int integer -> {
                if (integer.value() != (int) integer.value()) {
                    throw new IllegalArgumentException("an integer outside 32 bits; a number or a timestamp holds it");
                }
                yield 5;
            }
            case Value.F64 number -> {
                if (!Double.isFinite(number.value())) {
                    throw new IllegalArgumentException("a number that is not finite");
                }
                yield 8;
            }
            case Value.Bool bool -> 0;
            case Value.Null nothing -> 0;
            case Value.Timestamp time -> 10;
            case Value.Uint unsigned ->
                throw new IllegalArgumentException("an unsigned integer, which only others write");
            case Value.Blob blob -> throw new IllegalArgumentException("a blob, which only others write");
        };
    }

    /** @throws IllegalArgumentException for unpaired surrogates, which UTF-8 cannot hold */
    static int utf8Length(String text) {
        int length = Utf8.length(text);
        if (length < 0) {
            throw new IllegalArgumentException("a string with unpaired surrogates");
        }
        return length;
    }

    /** Whether Automerge writes nothing: one value stands there, and it is equal by Rust's measure. */
    static boolean isNoOp(Register register, Value.Scalar value) {
        if (register.isOnly(value)) {
            return true;
        }
        // 0.0 equals -0.0 there.
        return value instanceof Value.F64 number
                && number.value() == 0
                && (register.isOnly(new Value.F64(0.0)) || register.isOnly(new Value.F64(-0.0)));
    }
}
