package dev.meridian.model.formats.canvas;

import dev.meridian.model.formats.OneLine;
import dev.meridian.model.formats.Paths;
import dev.meridian.model.json.Json;
import dev.meridian.model.value.Position;
import dev.meridian.model.value.Size;
import java.util.Map;
import java.util.Optional;

/**
 * How the keys of a node read, whatever wrote them: the one place that knows what JSON Canvas means, for import, and for export to see what its own
 * words say.
 */
record CanvasNode(Map<String, Json> keys) {

    static final String TEXT = "text";
    static final String FILE = "file";
    static final String LINK = "link";
    static final String GROUP = "group";

    /** Far more than any canvas, and safely below what integers hold. */
    static final double COORDINATE_MAX = 1_000_000_000;

    String type() {
        return string("type").orElse(TEXT);
    }

    boolean isGroup() {
        return type().equals(GROUP);
    }

    Optional<String> string(String key) {
        return keys.get(key) instanceof Json.Str text ? Optional.of(text.value()) : Optional.empty();
    }

    /** Rounded; nothing where there is no number of a sane size. */
    Optional<Integer> integer(String key) {
        if (!(keys.get(key) instanceof Json.Num number)) {
            return Optional.empty();
        }
        try {
            double value = Double.parseDouble(number.literal());
            return Math.abs(value) <= COORDINATE_MAX ? Optional.of((int) Math.rint(value)) : Optional.empty();
        } catch (NumberFormatException notOurs) {
            return Optional.empty();
        }
    }

    Position position() {
        return new Position(integer("x").orElse(0), integer("y").orElse(0));
    }

    /** At least 1 each: a card that nobody can see is none. */
    Size size() {
        return new Size(
                Math.max(1, integer("width").orElse(1)),
                Math.max(1, integer("height").orElse(1)));
    }

    Rect rect() {
        return new Rect(position(), size());
    }

    /** One of the six presets or {@code #rrggbb}; what else programs write is kept for the export and shown in no colour. */
    Optional<String> color() {
        return string("color").filter(color -> color.matches("[1-6]|#[0-9a-fA-F]{6}"));
    }

    String title() {
        return switch (type()) {
            case TEXT -> TextNode.read(text()).title();
            case GROUP -> OneLine.of(string("label").orElse(""));
            case FILE -> fileTitle();
            case LINK ->
                titled(string("url")
                        .orElse("")
                        .replaceFirst("^https?://(www\\.)?", "")
                        .replaceFirst("/$", ""));
            default -> titled(string("label").or(() -> string("title")).orElse(type()));
        };
    }

    /** Only text nodes have one. */
    Optional<String> description() {
        return type().equals(TEXT) ? Optional.of(TextNode.read(text()).description()) : Optional.empty();
    }

    String text() {
        return string("text").orElse("");
    }

    /** The path of a file node, from the root of its vault. */
    Optional<String> file() {
        return type().equals(FILE) ? string("file").flatMap(path -> Paths.resolve("", path)) : Optional.empty();
    }

    private String fileTitle() {
        String file = string("file").orElse("");
        String name = Paths.isMarkdown(file) ? Paths.stem(file) : file.substring(file.lastIndexOf('/') + 1);
        return titled(name + string("subpath").orElse(""));
    }

    private static String titled(String title) {
        String line = OneLine.of(title);
        return line.isEmpty() ? TextNode.UNTITLED : line;
    }
}
