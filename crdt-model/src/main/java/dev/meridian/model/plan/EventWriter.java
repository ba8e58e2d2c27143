package dev.meridian.model.plan;

import dev.meridian.model.automerge.DeviceId;
import dev.meridian.model.automerge.ObjectId;
import dev.meridian.model.automerge.ObjectTree;
import dev.meridian.model.automerge.Register;
import dev.meridian.model.automerge.Value;
import dev.meridian.model.event.Event;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.PlaceableId;
import dev.meridian.model.id.SubjectId;
import dev.meridian.model.schema.Schema;
import dev.meridian.model.schema.Stored;
import dev.meridian.model.value.Conflict;
import dev.meridian.model.value.Field;
import dev.meridian.model.value.Life;
import dev.meridian.model.value.Meta;
import dev.meridian.model.value.Position;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tells what happened to one thing, from what it was and what it is. */
final class EventWriter {

    private static final Map<String, Field> FIELDS =
            Arrays.stream(Field.values()).collect(Collectors.toUnmodifiableMap(Field::key, Function.identity()));

    private final ObjectTree tree;
    private final Set<DeviceId> authors;
    private final List<Event> events = new ArrayList<>();

    /** @param authors of the batch */
    EventWriter(ObjectTree tree, Set<DeviceId> authors) {
        this.tree = tree;
        this.authors = authors;
    }

    List<Event> events() {
        return events;
    }

    void added(SubjectId subject, ObjectId map, Meta after) {
        events.add(new Event.Added(subject, map.maker().actor().device()));
        tellLife(subject, map, Life.NEW, after.life());
        tellConflicts(subject, List.of(), after.conflicts());
    }

    void purged(SubjectId subject) {
        events.add(new Event.Purged(subject, authors));
    }

    void changed(SubjectId subject, ObjectId map, Touches.OfThing touch, Meta before, Meta after) {
        tellLife(subject, map, before.life(), after.life());
        touch.before.forEach((key, register) -> {
            Register now = tree.at(map, key);
            int colon = key.indexOf(':');
            Field field = FIELDS.get(colon < 0 ? key : key.substring(0, colon));
            if (field == null || field == Field.DESCRIPTION) {
                return;
            }
            if (colon < 0) {
                tellField(subject, field, register, now);
            } else {
                tellItem(subject, field, key.substring(colon + 1), register, now);
            }
        });
        if (touch.text && subject instanceof CardId card) {
            events.add(new Event.DescriptionEdited(card, authors));
        }
        tellConflicts(subject, before.conflicts(), after.conflicts());
    }

    private void tellLife(SubjectId subject, ObjectId map, Life before, Life after) {
        if (after.revival().isPresent() && !after.revival().equals(before.revival())) {
            events.add(new Event.Revived(subject, after.revival().get()));
        } else if (before.deleted() != after.deleted()) {
            tree.at(map, Schema.LIFE)
                    .winner()
                    .map(winner -> winner.author().device())
                    .map(author ->
                            after.deleted() ? new Event.Deleted(subject, author) : new Event.Restored(subject, author))
                    .ifPresent(events::add);
        }
    }

    private void tellField(SubjectId subject, Field field, Register before, Register now) {
        Optional<String> was = Stored.text(before);
        Optional<String> is = Stored.text(now);
        Optional<Register.Entry> winner = now.winner();
        if (was.equals(is) || winner.isEmpty()) {
            return;
        }
        DeviceId author = winner.get().author().device();
        Optional<Position> from = was.flatMap(Position::parse);
        Optional<Position> to = is.flatMap(Position::parse);
        if (field == Field.POSITION && subject instanceof PlaceableId placeable && from.isPresent() && to.isPresent()) {
            events.add(new Event.Moved(placeable, from.get(), to.get(), author));
        } else {
            events.add(new Event.FieldChanged(subject, field, was, is, author));
        }
    }

    /** An item's text is its value, or its key where the value says no more than that it is there. */
    private void tellItem(SubjectId subject, Field field, String key, Register before, Register now) {
        if (before.isEmpty() && !now.isEmpty()) {
            now.winner()
                    .ifPresent(winner -> events.add(new Event.ItemAdded(
                            subject, field, item(key, now), winner.author().device())));
        } else if (field == Field.WHY && !item(key, before).equals(item(key, now))) {
            now.winner()
                    .ifPresent(winner -> events.add(new Event.ItemAdded(
                            subject, field, item(key, now), winner.author().device())));
        } else if (!before.isEmpty() && now.isEmpty()) {
            events.add(new Event.ItemRemoved(subject, field, item(key, before), authors));
        }
    }

    private static String item(String key, Register register) {
        return register.value()
                .flatMap(value -> value instanceof Value.Str str ? Optional.of(str.value()) : Optional.empty())
                .orElse(key);
    }

    private void tellConflicts(SubjectId subject, List<Conflict> before, List<Conflict> after) {
        for (Conflict conflict : after) {
            if (!before.contains(conflict)) {
                events.add(new Event.ConflictArose(subject, conflict));
            }
        }
        for (Conflict conflict : before) {
            if (after.stream().noneMatch(each -> each.field() == conflict.field())) {
                events.add(new Event.ConflictSettled(subject, conflict.field()));
            }
        }
    }
}
