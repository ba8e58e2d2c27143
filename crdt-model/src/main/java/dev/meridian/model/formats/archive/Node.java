package dev.meridian.model.formats.archive;

import dev.meridian.model.formats.BadInput;
import dev.meridian.model.formats.SourceText;
import dev.meridian.model.formats.json.Located;
import dev.meridian.model.id.Ids;
import dev.meridian.model.json.Json;
import dev.meridian.model.value.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A place in the archive's JSON. What is not as canonical JSON has it is an error with its place. */
record Node(SourceText source, Located at) {

    String text(String key) throws BadInput {
        return optional(key).orElse("");
    }

    Optional<String> optional(String key) throws BadInput {
        Optional<Node> found = member(key);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        if (found.get().at.value() instanceof Json.Str text) {
            return Optional.of(text.value());
        }
        throw found.get().bad("\"" + key + "\" is a text");
    }

    String id() throws BadInput {
        return id("id");
    }

    String id(String key) throws BadInput {
        String hex = text(key);
        if (!Ids.isId(hex)) {
            throw bad("\"" + key + "\" is an id of 32 hex digits");
        }
        return hex;
    }

    Optional<String> optionalId(String key) throws BadInput {
        return member(key).isPresent() ? Optional.of(id(key)) : Optional.empty();
    }

    boolean flag(String key) throws BadInput {
        Optional<Node> found = member(key);
        return found.isPresent() && found.get().at.value().equals(Json.of(true));
    }

    Optional<Double> number(String key) throws BadInput {
        Optional<Node> found = member(key);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        if (found.get().at.value() instanceof Json.Num number) {
            double value = Double.parseDouble(number.literal());
            if (Double.isFinite(value)) {
                return Optional.of(value);
            }
        }
        throw found.get().bad("\"" + key + "\" is a number");
    }

    int integer(String key) throws BadInput {
        double value = number(key).orElseThrow(() -> bad("\"" + key + "\" is missing"));
        if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
            throw bad("\"" + key + "\" is a whole number");
        }
        return (int) value;
    }

    Optional<Node> member(String key) {
        return Optional.ofNullable(at.members().get(key)).map(found -> new Node(source, found));
    }

    Node object(String key) throws BadInput {
        return member(key)
                .filter(node -> node.at.value() instanceof Json.Obj)
                .orElseThrow(() -> bad("\"" + key + "\" is missing"));
    }

    /** The items of an array; none where there is no such key. */
    List<Node> list(String key) throws BadInput {
        Optional<Node> found = member(key);
        if (found.isEmpty()) {
            return List.of();
        }
        if (!(found.get().at.value() instanceof Json.Arr)) {
            throw found.get().bad("\"" + key + "\" is a list");
        }
        List<Node> items = new ArrayList<>();
        found.get().at.items().forEach(item -> items.add(new Node(source, item)));
        return items;
    }

    List<String> texts(String key) throws BadInput {
        List<String> texts = new ArrayList<>();
        for (Node item : list(key)) {
            if (!(item.at.value() instanceof Json.Str text)) {
                throw item.bad("\"" + key + "\" holds texts");
            }
            texts.add(text.value());
        }
        return texts;
    }

    /** The members of an object, by key; none where there is no such key. */
    SortedMap<String, Node> members(String key) {
        SortedMap<String, Node> members = new TreeMap<>();
        member(key)
                .ifPresent(object ->
                        object.at.members().forEach((name, value) -> members.put(name, new Node(source, value))));
        return members;
    }

    Optional<Source> origin() throws BadInput {
        Optional<Node> found = member("source");
        if (found.isEmpty()) {
            return Optional.empty();
        }
        SortedMap<String, String> values = new TreeMap<>();
        for (String key : found.get().members("values").keySet()) {
            values.put(key, found.get().object("values").text(key));
        }
        return Optional.of(new Source(found.get().text("kind"), found.get().text("id"), values));
    }

    BadInput bad(String reason) {
        return source.bad(at.at(), reason);
    }
}
