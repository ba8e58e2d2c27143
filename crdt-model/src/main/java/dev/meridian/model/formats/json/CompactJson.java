package dev.meridian.model.formats.json;

import dev.meridian.model.json.Json;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/** JSON on one line without spaces; everything but quotes, backslashes and control characters as it is. */
public final class CompactJson {

    public static final Json.Obj EMPTY = new Json.Obj(new TreeMap<>());

    private CompactJson() {}

    /** What a value is, as a sentence needs it: {@code a string}. */
    public static String kind(Json value) {
        return switch (value) {
            case Json.Obj object -> "an object";
            case Json.Arr array -> "an array";
            case Json.Str string -> "a string";
            case Json.Num number -> "a number";
            case Json.Bool bool -> "true or false";
            case Json.Null nothing -> "null";
        };
    }

    public static String write(Json value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    public static void write(Json value, StringBuilder out) {
        switch (value) {
            case Json.Obj object -> members(object.fields(), out);
            case Json.Arr array -> array(array, out);
            case Json.Str string -> string(string.value(), out);
            case Json.Num number -> out.append(number.literal());
            case Json.Bool bool -> out.append(bool.value());
            case Json.Null nothing -> out.append("null");
        }
    }

    /** An object with its keys in the order of the map. */
    public static void members(Map<String, Json> members, StringBuilder out) {
        out.append('{');
        Iterator<Map.Entry<String, Json>> entries = members.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<String, Json> entry = entries.next();
            string(entry.getKey(), out);
            out.append(':');
            write(entry.getValue(), out);
            out.append(entries.hasNext() ? "," : "");
        }
        out.append('}');
    }

    private static void array(Json.Arr array, StringBuilder out) {
        out.append('[');
        Iterator<Json> items = array.items().iterator();
        while (items.hasNext()) {
            write(items.next(), out);
            out.append(items.hasNext() ? "," : "");
        }
        out.append(']');
    }

    public static void string(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ') {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
