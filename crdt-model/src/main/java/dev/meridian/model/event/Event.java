package dev.meridian.model.event;

import dev.meridian.model.automerge.DeviceId;
import dev.meridian.model.calendar.Cycle;
import dev.meridian.model.calendar.CycleKind;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.PlaceableId;
import dev.meridian.model.id.SubjectId;
import dev.meridian.model.value.Conflict;
import dev.meridian.model.value.Field;
import dev.meridian.model.value.Life;
import dev.meridian.model.value.Position;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Something that changed in one document, from before to after an edit or a batch of received changes. Authors are devices; the team document
 * says whose they are.
 */
public sealed interface Event {

    /** A document was made: the first event of each. */
    record DocumentMade(DeviceId author) implements Event {}

    record Added(SubjectId subject, DeviceId author) implements Event {}

    /** A field shows another value. Values as stored. */
    record FieldChanged(
            SubjectId subject, Field field, Optional<String> before, Optional<String> after, DeviceId author)
            implements Event {}

    record Moved(PlaceableId thing, Position before, Position after, DeviceId author) implements Event {}

    /** An owner, a label, a linked document, a device or a line of the weekly update is there now; such a line also where it reads otherwise. */
    record ItemAdded(SubjectId subject, Field field, String item, DeviceId author) implements Event {}

    /** @param authors of the batch in which it happened: who removes leaves no mark */
    record ItemRemoved(SubjectId subject, Field field, String item, Set<DeviceId> authors) implements Event {
        public ItemRemoved {
            authors = Set.copyOf(authors);
        }
    }

    /** @param authors of the batch in which it happened */
    record DescriptionEdited(CardId card, Set<DeviceId> authors) implements Event {
        public DescriptionEdited {
            authors = Set.copyOf(authors);
        }
    }

    /**
     * The text of a document.
     *
     * @param authors of the batch in which it happened
     */
    record TextEdited(Set<DeviceId> authors) implements Event {
        public TextEdited {
            authors = Set.copyOf(authors);
        }
    }

    /** The workspace has another name; none before its first. */
    record WorkspaceNamed(String before, String after, DeviceId author) implements Event {}

    /** The team does this at other times, or not any more. */
    record CycleSet(CycleKind kind, Optional<Cycle> before, Optional<Cycle> after, DeviceId author) implements Event {}

    /** It is in the trash now. */
    record Deleted(SubjectId subject, DeviceId author) implements Event {}

    /** It is out of the trash again. */
    record Restored(SubjectId subject, DeviceId author) implements Event {}

    /** It was deleted by one and edited by another at once, and is there. */
    record Revived(SubjectId subject, Life.Revival revival) implements Event {}

    /**
     * It is gone for good.
     *
     * @param authors of the batch in which it happened
     */
    record Purged(SubjectId subject, Set<DeviceId> authors) implements Event {
        public Purged {
            authors = Set.copyOf(authors);
        }
    }

    /** A field has different values now, or others than before. */
    record ConflictArose(SubjectId subject, Conflict conflict) implements Event {}

    record ConflictSettled(SubjectId subject, Field field) implements Event {}

    /** @param path the cards along the arrows, beginning and ending with the least id */
    record CycleFormed(List<CardId> path) implements Event {
        public CycleFormed {
            path = List.copyOf(path);
        }
    }

    record CycleBroken(List<CardId> path) implements Event {
        public CycleBroken {
            path = List.copyOf(path);
        }
    }
}
