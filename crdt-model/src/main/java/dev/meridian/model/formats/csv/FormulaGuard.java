package dev.meridian.model.formats.csv;

import java.util.regex.Pattern;

/**
 * Keeps spreadsheets from running cells. A cell that begins with one of {@code = + - @}, a tab or a carriage return, and is not merely a number,
 * is written with an apostrophe before it (OWASP, "CSV Injection") and read back without. Where the text itself has the apostrophe, one more is
 * written, so that each text comes back as it was.
 */
final class FormulaGuard {

    private static final String STARTS = "=+-@\t\r";
    private static final char GUARD = '\'';
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+([.,]\\d+)?");

    private FormulaGuard() {}

    /** @param more characters before which those who read the table take an apostrophe for a guard, too */
    static String add(String text, String more) {
        boolean dangerous = beginsFormula(text, 0, "") && !NUMBER.matcher(text).matches();
        return dangerous || isGuarded(text, more) ? GUARD + text : text;
    }

    /** @param more as in {@link #add} */
    static String strip(String text, String more) {
        return isGuarded(text, more) ? text.substring(1) : text;
    }

    /** One apostrophe or more, and what would be a formula without them. */
    private static boolean isGuarded(String text, String more) {
        int i = 0;
        while (i < text.length() && text.charAt(i) == GUARD) {
            i++;
        }
        return i > 0 && beginsFormula(text, i, more);
    }

    private static boolean beginsFormula(String text, int at, String more) {
        return at < text.length() && (STARTS.indexOf(text.charAt(at)) >= 0 || more.indexOf(text.charAt(at)) >= 0);
    }
}
