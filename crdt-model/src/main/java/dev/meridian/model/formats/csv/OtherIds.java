package dev.meridian.model.formats.csv;

import dev.meridian.model.formats.OneLine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Other names by which cells of a tracker's export call its rows: numbers, addresses. */
final class OtherIds {

    private static final Pattern ADDRESS = Pattern.compile("https?://[^/]+/([^/]+/[^/]+)/(?:issues|pull)/(\\d+)");

    private OtherIds() {}

    /** The row's id by its other names. */
    static Map<String, String> of(Sheet sheet) {
        Map<String, String> names = new HashMap<>();
        for (String other : sheet.dialect().otherIds()) {
            List<String> headers =
                    sheet.header().names().stream().map(Header::plain).toList();
            int index = headers.indexOf(other);
            for (Sheet.Row row : index < 0 ? List.<Sheet.Row>of() : sheet.rows()) {
                String name = OneLine.of(row.cells().get(index).text());
                if (!name.isEmpty()) {
                    names.putIfAbsent(name, row.id());
                }
            }
        }
        if (sheet.dialect().namesByNumber()) {
            for (Sheet.Row row : sheet.rows()) {
                Matcher address = ADDRESS.matcher(row.id());
                if (address.matches()) {
                    names.putIfAbsent(address.group(1) + "#" + address.group(2), row.id());
                }
            }
        }
        return names;
    }
}
