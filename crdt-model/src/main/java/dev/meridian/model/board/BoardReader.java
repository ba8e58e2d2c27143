package dev.meridian.model.board;

import dev.meridian.model.automerge.ObjectId;
import dev.meridian.model.automerge.Replica;
import dev.meridian.model.automerge.Value;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.DependencyId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.GroupId;
import dev.meridian.model.id.Ids;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.id.PlaceableId;
import dev.meridian.model.id.StatusId;
import dev.meridian.model.schema.ItemKeys;
import dev.meridian.model.schema.ThingReader;
import dev.meridian.model.value.DependencyKind;
import dev.meridian.model.value.Field;
import dev.meridian.model.value.Meta;
import dev.meridian.model.value.Owner;
import dev.meridian.model.value.Position;
import dev.meridian.model.value.Size;
import dev.meridian.model.value.UpdateLine;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the things of a board from their maps. */
final class BoardReader {

    private final Replica replica;

    BoardReader(Replica replica) {
        this.replica = replica;
    }

    private ThingReader reader(ObjectId map) {
        return new ThingReader(replica.tree(), replica::text, map);
    }

    /** The text object of a card's description. */
    Optional<ObjectId> descriptionOf(ObjectId map) {
        return replica.tree().at(map, Field.DESCRIPTION.key()).text();
    }

    Card card(CardId id, ObjectId map, String description) {
        ThingReader reader = reader(map);
        reader.text(Field.DESCRIPTION);
        String title = reader.string(Field.TITLE).orElse("");
        Optional<StatusId> status = reader.parsed(Field.STATUS, hex -> id(hex).map(StatusId::new));
        Optional<String> statusWord = reader.string(Field.STATUS_WORD);
        List<Owner> owners = reader.items(Field.OWNER, BoardReader::owner);
        List<String> labels = reader.items(Field.LABEL, BoardReader::label);
        List<DocumentId> documents =
                reader.items(Field.DOCUMENT, (key, value) -> Ids.isId(key) ? new DocumentId(key) : null);
        Position position = reader.parsed(Field.POSITION, Position::parse).orElse(Position.ORIGIN);
        Size size = reader.parsed(Field.SIZE, Size::parse).orElse(Size.CARD);
        Optional<GroupId> group = reader.parsed(Field.GROUP, hex -> id(hex).map(GroupId::new));
        double order = reader.number(Field.ORDER).orElse(0.0);
        boolean pinned = reader.flag(Field.PINNED);
        Optional<String> color = reader.string(Field.COLOR);
        Optional<LocalDate> targetDate = reader.parsed(Field.TARGET_DATE, BoardReader::date);
        Optional<Double> estimate = reader.number(Field.ESTIMATE);
        List<UpdateLine> updates = reader.items(Field.WHY, BoardReader::update);
        Meta meta = reader.meta();
        return new Card(
                id,
                title,
                description,
                status,
                statusWord,
                new TreeSet<>(owners),
                new TreeSet<>(labels),
                new TreeSet<>(documents),
                position,
                size,
                group,
                order,
                pinned,
                color,
                targetDate,
                estimate,
                new TreeSet<>(updates),
                meta);
    }

    Group group(GroupId id, ObjectId map) {
        ThingReader reader = reader(map);
        String title = reader.string(Field.TITLE).orElse("");
        Position position = reader.parsed(Field.POSITION, Position::parse).orElse(Position.ORIGIN);
        Size size = reader.parsed(Field.SIZE, Size::parse).orElse(Size.CARD);
        double order = reader.number(Field.ORDER).orElse(0.0);
        Optional<String> color = reader.string(Field.COLOR);
        return new Group(id, title, position, size, order, color, reader.meta());
    }

    /** Empty where it does not say what it connects. */
    Optional<Dependency> dependency(DependencyId id, ObjectId map) {
        ThingReader reader = reader(map);
        Optional<PlaceableId> from = reader.parsed(Field.FROM, Ends::parse);
        Optional<PlaceableId> to = reader.parsed(Field.TO, Ends::parse);
        if (from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        DependencyKind kind = reader.parsed(Field.KIND, DependencyKind::of).orElse(DependencyKind.RELATES);
        String title = reader.string(Field.TITLE).orElse("");
        double order = reader.number(Field.ORDER).orElse(0.0);
        Optional<String> color = reader.string(Field.COLOR);
        return Optional.of(new Dependency(id, from.get(), to.get(), kind, title, order, color, reader.meta()));
    }

    private static Optional<String> id(String hex) {
        return Optional.of(hex).filter(Ids::isId);
    }

    private static @Nullable Owner owner(String key, Value value) {
        if (Ids.isId(key)) {
            return Owner.of(new MemberId(key));
        }
        boolean named = value instanceof Value.Str name
                && ItemKeys.ofName(Field.OWNER, name.value()).endsWith(":" + key);
        return named ? Owner.named(((Value.Str) value).value()) : null;
    }

    private static @Nullable UpdateLine update(String key, Value value) {
        return value instanceof Value.Str text
                ? UpdateLine.of(key, text.value()).orElse(null)
                : null;
    }

    private static @Nullable String label(String key, Value value) {
        return value instanceof Value.Str text
                        && ItemKeys.ofText(Field.LABEL, text.value()).endsWith(":" + key)
                ? text.value()
                : null;
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
