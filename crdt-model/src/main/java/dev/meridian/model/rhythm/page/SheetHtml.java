package dev.meridian.model.rhythm.page;

/**
 * Prints a sheet as one HTML document for a mail: styles stand with the elements, nothing is loaded from anywhere, there are no scripts, and
 * everything that somebody wrote is escaped. Links are the only addresses in it, and only http and https ones.
 */
public final class SheetHtml {

    private static final String BODY =
            "margin:0;padding:24px;background:#ffffff;color:#1c2024;font:16px/1.5 system-ui,-apple-system,'Segoe UI',sans-serif";
    private static final String H1 = "font-size:22px;line-height:1.3;margin:0 0 4px";
    private static final String H2 = "font-size:16px;margin:24px 0 4px;border-bottom:1px solid #d9d9e0";
    private static final String LEAD = "margin:0 0 4px;color:#50565c";
    private static final String LIST = "margin:0;padding:0 0 0 20px";
    private static final String ITEM = "margin:6px 0";
    private static final String DETAIL = "color:#50565c";
    private static final String LINK = "color:#0a58ca;font-weight:600";

    private SheetHtml() {}

    public static String print(Sheet sheet, Reading reading) {
        StringBuilder out = new StringBuilder(1024);
        String title = escaped(sheet.title());
        out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width\">\n<title>")
                .append(title)
                .append("</title>\n</head>\n<body style=\"")
                .append(BODY)
                .append("\">\n<h1 style=\"")
                .append(H1)
                .append("\">")
                .append(title)
                .append("</h1>\n");
        sheet.lead().forEach(line -> element(out, "p", LEAD, line(line, reading)));
        for (Sheet.Section section : sheet.sections()) {
            element(out, "h2", H2, escaped(section.title()));
            out.append("<ul style=\"").append(LIST).append("\">\n");
            section.entries().forEach(entry -> entry(out, entry, reading));
            out.append("</ul>\n");
        }
        return out.append("</body>\n</html>\n").toString();
    }

    private static void entry(StringBuilder out, Sheet.Entry entry, Reading reading) {
        out.append("<li style=\"").append(ITEM).append("\">").append(line(entry.headline(), reading));
        entry.details()
                .forEach(line -> out.append("<br>\n<span style=\"")
                        .append(DETAIL)
                        .append("\">")
                        .append(line(line, reading))
                        .append("</span>"));
        out.append("</li>\n");
    }

    private static void element(StringBuilder out, String name, String style, String inner) {
        out.append('<')
                .append(name)
                .append(" style=\"")
                .append(style)
                .append("\">")
                .append(inner)
                .append("</")
                .append(name)
                .append(">\n");
    }

    private static String line(Line line, Reading reading) {
        StringBuilder out = new StringBuilder();
        line.pieces()
                .forEach(piece -> out.append(
                        switch (piece) {
                            case Piece.Text text -> escaped(text.text());
                            case Piece.Strong strong -> "<strong>" + escaped(strong.text()) + "</strong>";
                            case Piece.Faint faint ->
                                "<span style=\"" + DETAIL + "\">" + escaped(faint.text()) + "</span>";
                            case Piece.Link link -> link(link, reading);
                            case Piece.When when -> escaped(reading.moment(when.at(), when.authors()));
                        }));
        return out.toString();
    }

    private static String link(Piece.Link link, Reading reading) {
        String title = escaped(link.target().title());
        return reading.link(link.target())
                .filter(address -> address.startsWith("https://") || address.startsWith("http://"))
                .map(address -> "<a style=\"" + LINK + "\" href=\"" + escaped(address) + "\">" + title + "</a>")
                .orElse("<strong>" + title + "</strong>");
    }

    static String escaped(String text) {
        return SheetText.plain(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
