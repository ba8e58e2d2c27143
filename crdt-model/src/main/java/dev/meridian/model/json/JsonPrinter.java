package dev.meridian.model.json;

import java.util.HexFormat;
import java.util.Iterator;
import java.util.Map;

/** Prints as ECMAScript does. */
final class JsonPrinter {

    private static final String INDENT = "  ";

    private final StringBuilder out;
    private final boolean indented;

    JsonPrinter(StringBuilder out, boolean indented) {
        this.out = out;
        this.indented = indented;
    }

    void print(Json value, int depth) {
        switch (value) {
            case Json.Obj object -> printObject(object, depth);
            case Json.Arr array -> printArray(array, depth);
            case Json.Str string -> quote(string.value());
            case Json.Num number -> out.append(number.literal());
            case Json.Bool bool -> out.append(bool.value());
            case Json.Null none -> out.append("null");
        }
    }

    private void printObject(Json.Obj object, int depth) {
        if (object.fields().isEmpty()) {
            out.append("{}");
            return;
        }
        out.append('{');
        Iterator<Map.Entry<String, Json>> fields = object.fields().entrySet().iterator();
        while (fields.hasNext()) {
            Map.Entry<String, Json> field = fields.next();
            newLine(depth + 1);
            quote(field.getKey());
            out.append(indented ? ": " : ":");
            print(field.getValue(), depth + 1);
            if (fields.hasNext()) {
                out.append(',');
            }
        }
        newLine(depth);
        out.append('}');
    }

    private void printArray(Json.Arr array, int depth) {
        if (array.items().isEmpty()) {
            out.append("[]");
            return;
        }
        out.append('[');
        Iterator<Json> items = array.items().iterator();
        while (items.hasNext()) {
            newLine(depth + 1);
            print(items.next(), depth + 1);
            if (items.hasNext()) {
                out.append(',');
            }
        }
        newLine(depth);
        out.append(']');
    }

    private void newLine(int depth) {
        if (indented) {
            out.append('\n').append(INDENT.repeat(depth));
        }
    }

    private void quote(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ' || isLoneSurrogate(text, i)) {
                        out.append("\\u").append(HexFormat.of().toHexDigits(c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static boolean isLoneSurrogate(String text, int at) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        return Character.isLowSurrogate(c) && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }
}
