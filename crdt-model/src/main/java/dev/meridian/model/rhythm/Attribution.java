package dev.meridian.model.rhythm;

import dev.meridian.model.automerge.DeviceId;
import dev.meridian.model.board.Dependency;
import dev.meridian.model.event.Event;
import dev.meridian.model.id.SubjectId;
import dev.meridian.model.value.Field;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Who brought about what, and when, from happenings in the order of the log. */
final class Attribution {

    /** Whether something is there: stands beside the names of fields. */
    private static final String LIFE = "life";
    /** The text of a document. */
    private static final String TEXT = "text";

    private record Key(String subject, String field) {}

    private static final class Acts {
        private final Set<DeviceId> authors = new LinkedHashSet<>();
        private Optional<Instant> last = Optional.empty();
    }

    private final Map<Key, Acts> acts = new HashMap<>();
    private final Names names;

    Attribution(Collection<Happening> happenings, Names names) {
        this.names = names;
        for (Happening happening : happenings) {
            for (Event event : happening.events()) {
                note(happening, event);
            }
        }
    }

    private void note(Happening happening, Event event) {
        switch (event) {
            case Event.Added added -> note(happening, added.subject(), LIFE);
            case Event.Deleted deleted -> note(happening, deleted.subject(), LIFE);
            case Event.Restored restored -> note(happening, restored.subject(), LIFE);
            case Event.Revived revived -> note(happening, revived.subject(), LIFE);
            case Event.Purged purged -> note(happening, purged.subject(), LIFE);
            case Event.FieldChanged changed ->
                note(happening, changed.subject(), changed.field().key());
            case Event.Moved moved -> note(happening, moved.thing(), Field.POSITION.key());
            case Event.ItemAdded added ->
                note(happening, added.subject(), added.field().key());
            case Event.ItemRemoved removed ->
                note(happening, removed.subject(), removed.field().key());
            case Event.DescriptionEdited edited -> note(happening, edited.card(), Field.DESCRIPTION.key());
            case Event.TextEdited edited -> note(happening, new Key(happening.document(), TEXT));
            case Event.WorkspaceNamed named -> {}
            case Event.CycleSet set -> {}
            case Event.DocumentMade made -> {}
            case Event.ConflictArose arose -> {}
            case Event.ConflictSettled settled -> {}
            case Event.CycleFormed formed -> {}
            case Event.CycleBroken broken -> {}
        }
    }

    private void note(Happening happening, SubjectId subject, String field) {
        note(happening, new Key(subject.hex(), field));
    }

    // Whoever wrote the change did what it did: who removes leaves no mark in the document.
    private void note(Happening happening, Key key) {
        Acts of = acts.computeIfAbsent(key, none -> new Acts());
        of.authors.add(happening.author());
        of.last = happening.receivedAt();
    }

    /** A change of some fields of one thing, signed by who made it. */
    Change signed(What what, Optional<String> from, Optional<String> to, SubjectId subject, Field... fields) {
        return signed(what, from, to, Stream.of(fields).map(field -> new Key(subject.hex(), field.key())));
    }

    /** Likewise, of whether it is there. */
    Change signedLife(What what, Optional<String> from, Optional<String> to, Collection<? extends SubjectId> subjects) {
        return signed(what, from, to, subjects.stream().map(subject -> new Key(subject.hex(), LIFE)));
    }

    /** Likewise, of arrows that count now or count no longer: they, their kind, or their ends came or went. */
    Change signedArrows(What what, Optional<String> from, Optional<String> to, Collection<Dependency> arrows) {
        return signed(
                what,
                from,
                to,
                arrows.stream()
                        .flatMap(arrow -> Stream.of(
                                new Key(arrow.id().hex(), LIFE),
                                new Key(arrow.id().hex(), Field.KIND.key()),
                                new Key(arrow.from().hex(), LIFE))));
    }

    /** Likewise, of a document's text. */
    Change signedText(SubjectId document) {
        return signed(What.TEXT, Optional.empty(), Optional.empty(), Stream.of(new Key(document.hex(), TEXT)));
    }

    private Change signed(What what, Optional<String> from, Optional<String> to, Stream<Key> keys) {
        Set<Person> by = new LinkedHashSet<>();
        Optional<Instant> at = Optional.empty();
        for (Key key : keys.toList()) {
            Acts of = acts.get(key);
            if (of != null) {
                of.authors.forEach(author -> by.add(names.person(author)));
                at = later(at, of.last);
            }
        }
        return new Change(what, from, to, List.copyOf(by), at);
    }

    /** When something was added, deleted or restored last; empty where it was not, or the log does not have it yet. */
    Optional<Instant> addedAt(SubjectId subject) {
        Acts of = acts.get(new Key(subject.hex(), LIFE));
        return of == null ? Optional.empty() : of.last;
    }

    /** When a field was last written; empty where it was not, or the log does not have it yet. */
    Optional<Instant> at(SubjectId subject, Field field) {
        Acts of = acts.get(new Key(subject.hex(), field.key()));
        return of == null ? Optional.empty() : of.last;
    }

    private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
        return one.isEmpty() || (other.isPresent() && other.get().isAfter(one.get())) ? other : one;
    }
}
