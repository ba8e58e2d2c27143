package dev.meridian.model.formats.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.meridian.model.formats.BadInput;
import dev.meridian.model.formats.FormatLimits;
import dev.meridian.model.formats.Mark;
import dev.meridian.model.formats.SourceText;
import dev.meridian.model.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads JSON strictly: nothing after the value, no key twice, no half characters, nothing nested or long without bound. */
public final class JsonReader {

    /** Above every limit of ours, which are checked first and have better sentences. */
    private static final int NUMBER_CHARS_MAX = 1_000;

    private final SourceText source;
    private final FormatLimits limits;
    private final JsonParser parser;

    private JsonReader(SourceText source, FormatLimits limits, JsonParser parser) {
        this.source = source;
        this.limits = limits;
        this.parser = parser;
    }

    /** @throws BadInput with line and column of what is wrong */
    public static Located read(SourceText source, FormatLimits limits) throws BadInput {
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxNestingDepth(limits.nestingMax() + 1)
                .maxStringLength(limits.textCharsMax())
                .maxNameLength(limits.textCharsMax())
                .maxNumberLength(NUMBER_CHARS_MAX)
                .build();
        JsonFactory factory =
                JsonFactory.builder().streamReadConstraints(constraints).build();
        try (JsonParser parser = factory.createParser(source.text())) {
            return new JsonReader(source, limits, parser).document();
        } catch (StreamConstraintsException large) {
            throw source.bad(
                    mark(large.getLocation()),
                    "a text here has more than " + limits.textCharsMax() + " characters, or a number more than "
                            + NUMBER_CHARS_MAX + " digits");
        } catch (JsonProcessingException bad) {
            throw source.bad(mark(bad.getLocation()), "this is not JSON: " + sentence(bad));
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading a string", impossible);
        }
    }

    private Located document() throws IOException, BadInput {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw source.bad(Mark.START, "this is not JSON: the file is empty");
        }
        Located value = value(first, 0);
        if (parser.nextToken() != null) {
            throw source.bad(here(), "this is not JSON: something follows the end of the value");
        }
        return value;
    }

    private Located value(@Nullable JsonToken token, int depth) throws IOException, BadInput {
        Mark at = here();
        if (token == null) {
            throw source.bad(at, "this is not JSON: the file ends in the middle");
        }
        if (depth == limits.nestingMax() && (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY)) {
            throw source.bad(at, "more than " + limits.nestingMax() + " objects or arrays within each other");
        }
        return switch (token) {
            case START_OBJECT -> object(at, depth);
            case START_ARRAY -> array(at, depth);
            case VALUE_STRING -> leaf(Json.of(whole(parser.getText(), at)), at);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> leaf(new Json.Num(parser.getText()), at);
            case VALUE_TRUE -> leaf(Json.of(true), at);
            case VALUE_FALSE -> leaf(Json.of(false), at);
            case VALUE_NULL -> leaf(new Json.Null(), at);
            case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw source.bad(at, "this is not JSON: a value is missing");
        };
    }

    private Located object(Mark at, int depth) throws IOException, BadInput {
        Map<String, Located> members = new LinkedHashMap<>();
        SortedMap<String, Json> values = new TreeMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            Mark keyAt = here();
            String key = whole(parser.getText(), keyAt);
            Located value = value(parser.nextToken(), depth + 1);
            if (members.put(key, value) != null) {
                throw source.bad(keyAt, "the key \"" + key + "\" stands here twice");
            }
            values.put(key, value.value());
        }
        return new Located(new Json.Obj(values), at, Collections.unmodifiableMap(members), List.of());
    }

    private Located array(Mark at, int depth) throws IOException, BadInput {
        List<Located> items = new ArrayList<>();
        List<Json> values = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            Located item = value(token, depth + 1);
            items.add(item);
            values.add(item.value());
        }
        return new Located(new Json.Arr(values), at, Map.of(), Collections.unmodifiableList(items));
    }

    private static Located leaf(Json value, Mark at) {
        return new Located(value, at, Map.of(), List.of());
    }

    /** Escapes can write half of a character, which no text can hold. */
    private String whole(String text, Mark at) throws BadInput {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw source.bad(at, String.format("the escape \\u%04x is only half of a character", (int) c));
            }
        }
        return text;
    }

    private Mark here() {
        return mark(parser.currentTokenLocation());
    }

    private static Mark mark(@Nullable JsonLocation location) {
        return location == null ? Mark.START : new Mark(location.getLineNr(), Math.max(location.getColumnNr(), 0));
    }

    private static String sentence(JsonProcessingException bad) {
        String message = bad.getOriginalMessage();
        return message == null ? "it breaks off" : message.lines().findFirst().orElse("it breaks off");
    }
}
