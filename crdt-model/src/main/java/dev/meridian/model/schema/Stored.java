package dev.meridian.model.schema;

import dev.meridian.model.automerge.ObjectId;
import dev.meridian.model.automerge.ObjectTree;
import dev.meridian.model.automerge.Register;
import dev.meridian.model.automerge.Value;
import dev.meridian.model.json.Json;
import dev.meridian.model.json.Numbers;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;

/** What stands in a document, as text, number or JSON. Integers and doubles of the same value read the same: JavaScript has but one kind. */
public final class Stored {

    private static final int DEPTH_MAX = 16;

    private Stored() {}

    /** One line that tells a value from others; empty for null, which says that somebody cleared the field. */
    public static Optional<String> text(Value value) {
        return switch (value) {
            case Value.Str str -> Optional.of(str.value());
            case Value.Int number -> Optional.of(Long.toString(number.value()));
            case Value.Uint number -> Optional.of(Long.toUnsignedString(number.bits()));
            case Value.F64 number ->
                Optional.of(
                        Double.isFinite(number.value())
                                ? Numbers.print(number.value())
                                : Double.toString(number.value()));
            case Value.Bool bool -> Optional.of(Boolean.toString(bool.value()));
            case Value.Null none -> Optional.empty();
            case Value.Timestamp time -> Optional.of(Long.toString(time.millis()));
            case Value.Blob blob -> Optional.of(blob.hex());
            case Value.MapValue map -> Optional.of(map.id().toString());
            case Value.TextValue text -> Optional.of(text.id().toString());
        };
    }

    /** The winner as {@link #text(Value)}. */
    public static Optional<String> text(Register register) {
        return register.value().flatMap(Stored::text);
    }

    /** A finite number. */
    public static OptionalDouble number(Value value) {
        return switch (value) {
            case Value.Int number -> OptionalDouble.of((double) number.value());
            case Value.F64 number ->
                Double.isFinite(number.value()) ? OptionalDouble.of(number.value()) : OptionalDouble.empty();
            case Value.Uint number -> OptionalDouble.of(Double.parseDouble(Long.toUnsignedString(number.bits())));
            case Value.Str str -> OptionalDouble.empty();
            case Value.Bool bool -> OptionalDouble.empty();
            case Value.Null none -> OptionalDouble.empty();
            case Value.Timestamp time -> OptionalDouble.empty();
            case Value.Blob blob -> OptionalDouble.empty();
            case Value.MapValue map -> OptionalDouble.empty();
            case Value.TextValue text -> OptionalDouble.empty();
        };
    }

    /** A value with all that lies below it, winners only. */
    public static Json json(ObjectTree tree, Function<ObjectId, String> texts, Value value) {
        return json(tree, texts, value, 0);
    }

    private static Json json(ObjectTree tree, Function<ObjectId, String> texts, Value value, int depth) {
        return switch (value) {
            case Value.Str str -> Json.of(str.value());
            case Value.Int number -> Json.of(number.value());
            case Value.Uint number -> new Json.Num(Long.toUnsignedString(number.bits()));
            case Value.F64 number -> Json.of(number.value());
            case Value.Bool bool -> Json.of(bool.value());
            case Value.Null none -> new Json.Null();
            case Value.Timestamp time -> Json.of(time.millis());
            case Value.Blob blob -> Json.of(blob.hex());
            case Value.TextValue text -> Json.of(texts.apply(text.id()));
            case Value.MapValue map -> {
                TreeMap<String, Json> fields = new TreeMap<>();
                if (depth < DEPTH_MAX) {
                    tree.forEach(
                            map.id(),
                            (key, register) -> register.value()
                                    .ifPresent(each -> fields.put(key, json(tree, texts, each, depth + 1))));
                }
                yield Json.object(fields);
            }
        };
    }
}
