package dev.meridian.model.json;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as ECMAScript prints them (ECMA-262, Number::toString with radix 10): the shortest digits that read back as the same double. */
public final class Numbers {

    private static final int PLAIN_DIGITS_MAX = 21;
    private static final int PLAIN_ZEROS_MAX = 6;

    private Numbers() {}

    /** @throws IllegalArgumentException unless the value is finite */
    public static String print(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("JSON has no " + value);
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal shortest = shortest(Math.abs(value)).stripTrailingZeros();
        String digits = shortest.unscaledValue().toString();
        int point = digits.length() - shortest.scale();
        return (value < 0 ? "-" : "") + place(digits, point);
    }

    /** Double.toString finds the shortest digits since Java 19 (JDK-4511638), but never fewer than two. */
    private static BigDecimal shortest(double value) {
        BigDecimal digits = new BigDecimal(Double.toString(value));
        BigDecimal one = digits.round(new MathContext(1));
        return one.doubleValue() == value ? one : digits;
    }

    /** @param point how many digits stand before the decimal point; 0 or less for zeros after it */
    private static String place(String digits, int point) {
        int count = digits.length();
        if (count <= point && point <= PLAIN_DIGITS_MAX) {
            return digits + "0".repeat(point - count);
        }
        if (0 < point && point <= PLAIN_DIGITS_MAX) {
            return digits.substring(0, point) + "." + digits.substring(point);
        }
        if (-PLAIN_ZEROS_MAX < point && point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        int exponent = point - 1;
        String mantissa = count == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        return mantissa + "e" + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
    }
}
