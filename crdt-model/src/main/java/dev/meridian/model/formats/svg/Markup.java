package dev.meridian.model.formats.svg;

/** XML in the making. Owned by one export. */
final class Markup {

    private static final double TENTHS = 10;

    private final StringBuilder out = new StringBuilder();

    /** Adds markup as it is. */
    Markup raw(String markup) {
        out.append(markup);
        return this;
    }

    /** Adds text; what means something to XML is escaped, and what XML cannot hold is left out. */
    Markup text(String text) {
        out.append(escaped(text));
        return this;
    }

    /** Adds an attribute, with a space before it. */
    Markup attribute(String name, String value) {
        out.append(' ').append(name).append("=\"").append(escaped(value)).append('"');
        return this;
    }

    Markup attribute(String name, double value) {
        out.append(' ').append(name).append("=\"").append(number(value)).append('"');
        return this;
    }

    /** With one decimal, and without it where it is zero: the same everywhere. */
    static String number(double value) {
        long tenths = Math.round(value * TENTHS);
        String sign = tenths < 0 ? "-" : "";
        long whole = Math.abs(tenths);
        return sign + whole / (long) TENTHS + (whole % (long) TENTHS == 0 ? "" : "." + whole % (long) TENTHS);
    }

    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\t', '\n', '\r' -> escaped.append(' ');
                default -> {
                    if (isXml(point)) {
                        escaped.appendCodePoint(point);
                    }
                }
            }
        });
        return escaped.toString();
    }

    /** XML 1.0, 2.2, but for C1 controls, which it discourages. */
    private static boolean isXml(int point) {
        boolean surrogate = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
        return !Character.isISOControl(point) && !surrogate && point != 0xFFFE && point != 0xFFFF;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
