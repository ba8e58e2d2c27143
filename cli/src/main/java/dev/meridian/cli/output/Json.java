package dev.meridian.cli.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** A JSON value (RFC 8259) that a command answers with. Keys keep the order in which they were put. */
public sealed interface Json {

    record Text(String value) implements Json {}

    record Whole(long value) implements Json {}

    record Real(double value) implements Json {}

    record Bool(boolean value) implements Json {}

    enum Nothing implements Json {
        NULL
    }

    record Array(List<Json> values) implements Json {
        public Array {
            values = List.copyOf(values);
        }
    }

    /** An object that is being put together. Owned by one thread. */
    final class Fields implements Json {
        private final Map<String, Json> fields = new LinkedHashMap<>();

        public Fields put(String key, Json value) {
            fields.put(key, value);
            return this;
        }

        /** All that the other has. */
        public Fields putAll(Fields other) {
            fields.putAll(other.fields);
            return this;
        }

        public Fields put(String key, String value) {
            return put(key, new Text(value));
        }

        public Fields put(String key, long value) {
            return put(key, new Whole(value));
        }

        public Fields put(String key, boolean value) {
            return put(key, new Bool(value));
        }

        /** Null where it is empty, so that the key is always there. */
        public Fields put(String key, Optional<? extends Object> value) {
            return put(key, value.map(Json::of).orElse(Nothing.NULL));
        }

        public Fields put(String key, Collection<? extends Object> values) {
            return put(key, array(values, Json::of));
        }
    }

    /** The same value as the model writes it. */
    static Json of(dev.meridian.model.json.Json value) {
        return switch (value) {
            case dev.meridian.model.json.Json.Obj object -> {
                Fields fields = object();
                object.fields().forEach((key, each) -> fields.put(key, of(each)));
                yield fields;
            }
            case dev.meridian.model.json.Json.Arr array -> array(array.items(), Json::of);
            case dev.meridian.model.json.Json.Str string -> new Text(string.value());
            case dev.meridian.model.json.Json.Num number ->
                number.literal().matches("-?\\d{1,18}")
                        ? new Whole(Long.parseLong(number.literal()))
                        : new Real(Double.parseDouble(number.literal()));
            case dev.meridian.model.json.Json.Bool bool -> new Bool(bool.value());
            case dev.meridian.model.json.Json.Null nothing -> Nothing.NULL;
        };
    }

    static Fields object() {
        return new Fields();
    }

    static <T> Array array(Collection<? extends T> values, Function<? super T, ? extends Json> json) {
        List<Json> all = new ArrayList<>();
        values.forEach(value -> all.add(json.apply(value)));
        return new Array(all);
    }

    private static Json of(Object value) {
        return switch (value) {
            case Json json -> json;
            case Integer whole -> new Whole(whole);
            case Long whole -> new Whole(whole);
            case Double real -> new Real(real);
            case Boolean bool -> new Bool(bool);
            case OptionalInt whole -> whole.isPresent() ? new Whole(whole.getAsInt()) : Nothing.NULL;
            // Ids, dates, addresses and paths are written as they are read.
            default -> new Text(value.toString());
        };
    }

    /** Indented by two blanks, on several lines. */
    default String indented() {
        return write(Optional.of(new DefaultPrettyPrinter()
                .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                .withArrayIndenter(new DefaultIndenter("  ", "\n"))));
    }

    /** On one line. */
    default String onOneLine() {
        return write(Optional.empty());
    }

    private String write(Optional<DefaultPrettyPrinter> printer) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = new JsonFactory().createGenerator(text)) {
            printer.ifPresent(generator::setPrettyPrinter);
            writeTo(generator, this);
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot be written to", e);
        }
        return text.toString();
    }

    private static void writeTo(JsonGenerator out, Json json) throws IOException {
        switch (json) {
            case Text text -> out.writeString(text.value());
            case Whole whole -> out.writeNumber(whole.value());
            case Real real -> out.writeNumber(real.value());
            case Bool bool -> out.writeBoolean(bool.value());
            case Nothing nothing -> out.writeNull();
            case Array array -> {
                out.writeStartArray();
                for (Json value : array.values()) {
                    writeTo(out, value);
                }
                out.writeEndArray();
            }
            case Fields object -> {
                out.writeStartObject();
                for (Map.Entry<String, Json> field : object.fields.entrySet()) {
                    out.writeFieldName(field.getKey());
                    writeTo(out, field.getValue());
                }
                out.writeEndObject();
            }
        }
    }
}
