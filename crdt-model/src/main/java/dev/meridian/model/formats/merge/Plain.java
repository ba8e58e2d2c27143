package dev.meridian.model.formats.merge;

import java.math.BigDecimal;

/** How single values are written as words. */
public final class Plain {

    private Plain() {}

    /** {@code 3}, {@code 0.5}; never with an exponent. */
    public static String number(double value) {
        BigDecimal exact = new BigDecimal(Double.toString(value));
        return exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString();
    }

    /** {@code true}, or nothing. */
    public static String flag(boolean value) {
        return value ? "true" : "";
    }
}
