package dev.meridian.model.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import dev.meridian.model.automerge.ChangeHash;
import dev.meridian.model.automerge.DeviceId;
import dev.meridian.model.calendar.Cycle;
import dev.meridian.model.calendar.CycleKind;
import dev.meridian.model.calendar.DayRange;
import dev.meridian.model.calendar.Shift;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.CommentId;
import dev.meridian.model.id.DependencyId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.EntryId;
import dev.meridian.model.id.GroupId;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.id.PlaceableId;
import dev.meridian.model.id.StatusId;
import dev.meridian.model.id.SubjectId;
import dev.meridian.model.id.ThingId;
import dev.meridian.model.id.ThreadId;
import dev.meridian.model.id.TopicId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.intent.DiscussionIntent;
import dev.meridian.model.intent.DocumentIntent;
import dev.meridian.model.intent.Intent;
import dev.meridian.model.text.Splice;
import dev.meridian.model.text.TextRange;
import dev.meridian.model.value.DependencyKind;
import dev.meridian.model.value.Owner;
import dev.meridian.model.value.Position;
import dev.meridian.model.value.Size;
import dev.meridian.model.value.Source;
import dev.meridian.model.value.StatusCategory;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Intents as the vectors write them (docs/spec/model.md): {@code {"intent": "SetTitle", "thing": {"card": "..."}, "title": "..."}}. */
final class IntentJson {

    private IntentJson() {}

    static <I extends Intent> I read(Class<I> family, JsonNode json) {
        String name = json.get("intent").asText();
        Optional<Class<?>> said = record(DiscussionIntent.class, name);
        if (said.isPresent()) {
            DiscussionIntent intent = (DiscussionIntent) made(said.get(), json);
            return family.cast(
                    family == BoardIntent.class ? new BoardIntent.Discuss(intent) : new DocumentIntent.Discuss(intent));
        }
        return family.cast(
                made(record(family, name).orElseThrow(() -> new IllegalArgumentException("no intent " + name)), json));
    }

    private static Optional<Class<?>> record(Class<?> family, String name) {
        return Arrays.stream(family.getPermittedSubclasses())
                .<Class<?>>map(each -> each)
                .filter(each -> each.getSimpleName().equals(name))
                .findFirst();
    }

    private static Object made(Class<?> record, JsonNode json) {
        RecordComponent[] components = record.getRecordComponents();
        Object[] values = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = value(components[i].getGenericType(), json.path(components[i].getName()));
        }
        try {
            return record.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(json.toString(), e);
        }
    }

    private static Object value(Type type, JsonNode json) {
        if (type instanceof ParameterizedType generic) {
            Type item = generic.getActualTypeArguments()[0];
            if (generic.getRawType() == Optional.class) {
                return json.isMissingNode() || json.isNull() ? Optional.empty() : Optional.of(value(item, json));
            }
            List<Object> items = new ArrayList<>();
            json.forEach(each -> items.add(value(item, each)));
            return generic.getRawType() == Set.class ? new LinkedHashSet<>(items) : items;
        }
        if (json.isMissingNode() && type == int.class) {
            return 0;
        }
        if (json.isMissingNode()) {
            throw new IllegalArgumentException("a field of type " + type + " is missing");
        }
        return plain((Class<?>) type, json);
    }

    private static Object plain(Class<?> type, JsonNode json) {
        return switch (type.getSimpleName()) {
            case "String" -> json.asText();
            case "double", "Double" -> json.asDouble();
            case "int" -> json.asInt();
            case "boolean" -> json.asBoolean();
            case "CardId" -> new CardId(json.asText());
            case "GroupId" -> new GroupId(json.asText());
            case "DependencyId" -> new DependencyId(json.asText());
            case "MemberId" -> new MemberId(json.asText());
            case "StatusId" -> new StatusId(json.asText());
            case "BoardId" -> new BoardId(json.asText());
            case "DocumentId" -> new DocumentId(json.asText());
            case "ThreadId" -> new ThreadId(json.asText());
            case "CommentId" -> new CommentId(json.asText());
            case "TopicId" -> TopicId.class.cast(subject(json));
            case "TextRange" -> new TextRange(json.get(0).asInt(), json.get(1).asInt());
            case "DeviceId" -> DeviceId.ofHex(json.asText());
            case "ChangeHash" -> ChangeHash.ofHex(json.asText());
            case "ThingId" -> ThingId.class.cast(subject(json));
            case "PlaceableId" -> PlaceableId.class.cast(subject(json));
            case "EntryId" -> EntryId.class.cast(subject(json));
            case "LocalDate" -> LocalDate.parse(json.asText());
            case "Instant" -> Instant.parse(json.asText());
            case "Shift" -> Shift.parse(json.asText()).orElseThrow();
            case "DayRange" -> DayRange.parse(json.asText()).orElseThrow();
            case "CycleKind" -> CycleKind.of(json.asText()).orElseThrow();
            case "Cycle" -> Cycle.parse(json.asText()).orElseThrow();
            case "Splice" ->
                new Splice(json.get(0).asInt(), json.get(1).asInt(), json.get(2).asText());
            case "Position" -> new Position(json.get("x").asInt(), json.get("y").asInt());
            case "Size" ->
                new Size(json.get("width").asInt(), json.get("height").asInt());
            case "DependencyKind" -> DependencyKind.of(json.asText()).orElseThrow();
            case "StatusCategory" -> StatusCategory.of(json.asText()).orElseThrow();
            case "Owner" ->
                json.has("member")
                        ? Owner.of(new MemberId(json.get("member").asText()))
                        : Owner.named(json.get("name").asText());
            case "Source" -> source(json);
            default -> throw new IllegalArgumentException("no value of type " + type);
        };
    }

    private static SubjectId subject(JsonNode json) {
        String kind = json.fieldNames().next();
        String hex = json.get(kind).asText();
        return switch (kind) {
            case "card" -> new CardId(hex);
            case "group" -> new GroupId(hex);
            case "dependency" -> new DependencyId(hex);
            case "member" -> new MemberId(hex);
            case "status" -> new StatusId(hex);
            case "board" -> new BoardId(hex);
            case "document" -> new DocumentId(hex);
            default -> throw new IllegalArgumentException("nothing is a " + kind);
        };
    }

    private static Source source(JsonNode json) {
        TreeMap<String, String> values = new TreeMap<>();
        json.get("values")
                .properties()
                .forEach(each -> values.put(each.getKey(), each.getValue().asText()));
        return new Source(json.get("kind").asText(), json.get("id").asText(), values);
    }
}
