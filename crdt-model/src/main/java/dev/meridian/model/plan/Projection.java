package dev.meridian.model.plan;

import dev.meridian.model.automerge.ChangeHash;
import dev.meridian.model.automerge.DeviceId;
import dev.meridian.model.automerge.ObjectId;
import dev.meridian.model.event.Event;
import dev.meridian.model.id.SubjectId;
import dev.meridian.model.json.Json;
import dev.meridian.model.value.Meta;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * The latest state of one document in plain values, kept up to date thing by thing. Owned by its document.
 *
 * @param <S> its snapshots
 */
public interface Projection<S> {

    /** What everything planned has, of one thing; empty where it is not there. */
    Optional<Meta> meta(SubjectId subject);

    /** Everything that is there. */
    Collection<SubjectId> subjects();

    /**
     * Reads one thing anew from its map.
     *
     * @param textTouched whether its text may differ from what was read before
     */
    void read(SubjectId subject, ObjectId map, boolean textTouched);

    /** It is not there any more. */
    void forget(SubjectId subject);

    /** Reads the known keys of the root anew. Events of these are for this to tell. */
    List<Event> readRoot(Set<DeviceId> authors);

    /** The text of the document itself was touched. */
    default List<Event> textEdited(Set<DeviceId> authors) {
        return List.of();
    }

    /** All things of a batch have been read. Events that concern several things at once are for this to tell. */
    List<Event> settle(Collection<SubjectId> changed);

    S snapshot(Set<ChangeHash> heads, SortedMap<String, Json> unknown);
}
