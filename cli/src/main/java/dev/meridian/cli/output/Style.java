package dev.meridian.cli.output;

/** How a piece of a line looks where colours are shown; SGR codes of ECMA-48. The 16 base colours, so that the person's own theme decides. */
public enum Style {
    PLAIN(""),
    BOLD("1"),
    DIM("2"),
    UNDERLINED("4"),
    RED("31"),
    GREEN("32"),
    YELLOW("33"),
    BLUE("34"),
    MAGENTA("35"),
    CYAN("36"),
    BOLD_RED("1;31"),
    BOLD_CYAN("1;36");

    private static final String ESCAPE = "\u001b[";

    private final String code;

    Style(String code) {
        this.code = code;
    }

    String wrap(String text) {
        return code.isEmpty() || text.isEmpty() ? text : ESCAPE + code + "m" + text + ESCAPE + "0m";
    }
}
