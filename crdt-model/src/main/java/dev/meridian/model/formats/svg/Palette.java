package dev.meridian.model.formats.svg;

import dev.meridian.model.value.StatusCategory;
import java.util.Locale;
import java.util.regex.Pattern;

/** Colours, and the style sheet that chooses between light and dark. */
final class Palette {

    private static final Pattern HEX = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final String[] CANVAS = {"#e5484d", "#f5871f", "#d9a900", "#30a46c", "#12a5b8", "#8e4ec6"};

    static final String STYLE = """
            svg{--ground:#f6f7f9;--card:#fff;--ink:#1d2128;--soft:#5c6672;--edge:#cdd3da;--line:#7a8592;--group:#e9ecf0;--bad:#c62a2f;\
            font-family:"Helvetica Neue",Helvetica,Arial,"Liberation Sans",system-ui,sans-serif}
            @media (prefers-color-scheme:dark){svg{--ground:#14161a;--card:#20242b;--ink:#e8eaed;--soft:#a0a9b4;--edge:#3a414b;--line:#8d97a4;--group:#1b1e24;--bad:#ff6369}}
            .ground{fill:var(--ground)}.group{fill:var(--group);stroke:var(--edge)}.card{fill:var(--card);stroke:var(--edge)}
            .ink{fill:var(--ink)}.soft{fill:var(--soft)}.name{font-weight:600}.board{font-size:28px;font-weight:650}
            .title{font-size:15px}.small{font-size:12px}.label{font-size:12px;paint-order:stroke;stroke:var(--ground);stroke-width:6px;stroke-linejoin:round}
            .arrow{fill:none;stroke:var(--line);stroke-width:1.8}.head{fill:var(--line)}.relates{stroke-dasharray:5 5}
            .bad{stroke:var(--bad);stroke-width:2.6}.badhead{fill:var(--bad)}.badink{fill:var(--bad)}.white{fill:#fff}
            .backlog{fill:#8b949e}.scoped{fill:#3b82f6}.active{fill:#d97706}.review{fill:#8b5cf6}.done{fill:#16a34a}.dropped{fill:#9ca3af}
            .gone{opacity:.55}.gone .title{text-decoration:line-through}
            """;

    private Palette() {}

    /** The class of a status. */
    static String of(StatusCategory category) {
        return category.name().toLowerCase(Locale.ROOT);
    }

    /** A colour of JSON Canvas as SVG knows it; what is none is the first. */
    static String hex(String color) {
        if (HEX.matcher(color).matches()) {
            return color.toLowerCase(Locale.ROOT);
        }
        int number = color.length() == 1 ? color.charAt(0) - '1' : 0;
        return CANVAS[Math.clamp(number, 0, CANVAS.length - 1)];
    }
}
