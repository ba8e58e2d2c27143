package dev.meridian.model.formats.canvas;

import dev.meridian.model.formats.BadInput;
import dev.meridian.model.formats.FormatLimits;
import dev.meridian.model.formats.SourceText;
import dev.meridian.model.formats.json.CompactJson;
import dev.meridian.model.formats.json.Located;
import dev.meridian.model.formats.merge.Exported;
import dev.meridian.model.formats.merge.Plain;
import dev.meridian.model.json.Json;
import dev.meridian.model.value.Field;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Our own object in a node: {@code "meridian": {"status": "Active", "owners": ["Mara"]}}. */
final class OurKeys {

    /** Fields with one value, by key. */
    private static final Map<String, Field> VALUES = Map.of(
            "title", Field.TITLE,
            "description", Field.DESCRIPTION,
            "status", Field.STATUS,
            "group", Field.GROUP,
            "pinned", Field.PINNED,
            "targetDate", Field.TARGET_DATE,
            "estimate", Field.ESTIMATE);

    private static final Map<String, Field> SETS =
            Map.of("owners", Field.OWNER, "labels", Field.LABEL, "documents", Field.DOCUMENT);

    private OurKeys() {}

    /** @throws BadInput where a value is not what its key demands */
    static Reading read(SourceText source, String what, Located ours, FormatLimits limits) throws BadInput {
        Reading reading = Reading.empty();
        for (Map.Entry<String, Located> member : ours.members().entrySet()) {
            String key = member.getKey();
            Json json = member.getValue().value();
            boolean known = VALUES.containsKey(key) || SETS.containsKey(key);
            boolean fits =
                    !known || value(key, json).isPresent() || set(key, json).isPresent();
            if (!fits) {
                throw source.bad(
                        member.getValue().at(),
                        what + ": \"" + key + "\" of \"" + CanvasReader.OURS + "\" cannot be " + shown(json));
            }
            value(key, json).ifPresent(value -> reading.values().put(VALUES.get(key), value));
            set(key, json).ifPresent(set -> reading.sets().put(SETS.get(key), set));
            if (set(key, json).filter(set -> tooLarge(key, set, limits)).isPresent() || tooLong(key, json, limits)) {
                throw source.bad(member.getValue().at(), what + ": \"" + key + "\" is too long");
            }
        }
        return reading;
    }

    /** What a stored object says, where it says it properly. */
    static Reading readStored(Json.Obj ours) {
        Reading reading = Reading.empty();
        ours.fields().forEach((key, json) -> {
            value(key, json).ifPresent(value -> reading.values().put(VALUES.get(key), value));
            set(key, json).ifPresent(words -> reading.sets().put(SETS.get(key), words));
        });
        return reading;
    }

    /**
     * The object with what the workspace will want to know of the exported values when the file comes back.
     *
     * @param unlike see {@link dev.meridian.model.formats.merge.Unlike}; where all is as imported, what an earlier export noted still holds
     */
    static Map<String, Json> withExported(SortedMap<String, Json> ours, Map<Field, String> unlike) {
        SortedMap<String, Json> keys = new TreeMap<>(ours);
        if (!unlike.isEmpty()) {
            keys.put(Exported.KEY, Json.of(Exported.write(unlike)));
        }
        return keys;
    }

    /** What the object says of the values as they were exported. */
    static Map<Field, String> exported(Located ours) {
        Located text = ours.members().get(Exported.KEY);
        return text != null && text.value() instanceof Json.Str string ? Exported.read(string.value()) : Map.of();
    }

    /**
     * The object that says what the other keys do not.
     *
     * @param said what the other keys say already
     * @param imported the object as it came, of which everything that still holds is kept
     */
    static SortedMap<String, Json> write(Reading fields, Reading said, Json.Obj imported) {
        SortedMap<String, Json> keys = new TreeMap<>(imported.fields());
        VALUES.forEach((key, field) -> {
            String now = fields.value(field);
            Json before = imported.fields().get(key);
            boolean holds =
                    before != null && value(key, before).filter(now::equals).isPresent();
            if (!holds && (before != null || !now.equals(said.value(field)))) {
                keys.put(key, json(field, now));
            }
        });
        SETS.forEach((key, field) -> {
            SortedSet<String> now = fields.set(field);
            Json before = imported.fields().get(key);
            boolean holds = before != null
                    && set(key, before).filter(words -> words.equals(now)).isPresent();
            if (!holds && (before != null || !now.equals(said.set(field)))) {
                keys.put(key, Json.strings(now));
            }
        });
        return keys;
    }

    private static Json json(Field field, String value) {
        return switch (field) {
            case PINNED -> Json.of(!value.isEmpty());
            case ESTIMATE -> value.isEmpty() ? new Json.Null() : new Json.Num(value);
            case TITLE, DESCRIPTION -> Json.of(value);
            default -> value.isEmpty() ? new Json.Null() : Json.of(value);
        };
    }

    /** A field with one value; nothing where the JSON cannot be one. */
    private static Optional<String> value(String key, Json json) {
        Field field = VALUES.get(key);
        return field == null
                ? Optional.empty()
                : switch (field) {
                    case TITLE -> line(json);
                    case DESCRIPTION -> string(json);
                    case PINNED ->
                        json instanceof Json.Bool flag ? Optional.of(Plain.flag(flag.value())) : Optional.empty();
                    case ESTIMATE -> json instanceof Json.Num number ? estimate(number.literal()) : cleared(json);
                    case TARGET_DATE -> string(json).flatMap(OurKeys::date).or(() -> cleared(json));
                    default -> line(json).or(() -> cleared(json));
                };
    }

    private static Optional<String> string(Json json) {
        return json instanceof Json.Str text ? Optional.of(text.value()) : Optional.empty();
    }

    /** What a title or a name can hold. */
    private static Optional<String> line(Json json) {
        return string(json).filter(text -> text.codePoints().noneMatch(Character::isISOControl));
    }

    private static Optional<String> cleared(Json json) {
        return json instanceof Json.Null ? Optional.of("") : Optional.empty();
    }

    private static Optional<SortedSet<String>> set(String key, Json json) {
        if (!SETS.containsKey(key) || !(json instanceof Json.Arr array)) {
            return Optional.empty();
        }
        SortedSet<String> words = new TreeSet<>();
        for (Json item : array.items()) {
            Optional<String> word = line(item).filter(text -> !text.isBlank());
            if (word.isEmpty()) {
                return Optional.empty();
            }
            words.add(word.get());
        }
        return Optional.of(words);
    }

    private static Optional<String> estimate(String digits) {
        double value = Double.parseDouble(digits);
        return value >= 0 && Double.isFinite(value) ? Optional.of(Plain.number(value)) : Optional.empty();
    }

    private static Optional<String> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text).toString());
        } catch (DateTimeParseException notADate) {
            return Optional.empty();
        }
    }

    private static boolean tooLong(String key, Json json, FormatLimits limits) {
        Field field = VALUES.get(key);
        int most = field == Field.STATUS ? limits.nameCharsMax() : limits.titleCharsMax();
        boolean small = field != null && field != Field.DESCRIPTION;
        return small && json instanceof Json.Str text && text.value().length() > most;
    }

    private static boolean tooLarge(String key, SortedSet<String> words, FormatLimits limits) {
        int most = SETS.get(key) == Field.DOCUMENT ? limits.titleCharsMax() : limits.nameCharsMax();
        return words.stream().anyMatch(word -> word.length() > most)
                || CompactJson.write(Json.strings(words)).length() > limits.extraCharsMax();
    }

    private static String shown(Json json) {
        String text = CompactJson.write(json);
        return text.length() <= 40 ? text : CompactJson.kind(json) + " like this";
    }
}
