package dev.meridian.model.plan;

import dev.meridian.model.id.SubjectId;
import dev.meridian.model.schema.Collection;

/** Where an object lies in a document. */
sealed interface Spot {

    record Root() implements Spot {}

    /** The map of a collection. */
    record Top(Collection collection) implements Spot {}

    /** One of its shards, by its two digits. */
    record Shard(Collection collection, String digits) implements Spot {}

    /** A thing's own map. */
    record Thing(SubjectId subject) implements Spot {}

    /** Inside a thing's map: its text, or something that this version does not know. */
    record Inside(SubjectId subject) implements Spot {}

    /** Under a root key that is not a collection: the text of a document, or something that this version does not know. */
    record Other() implements Spot {}

    /** Lost or deleted: it does not show. */
    record Hidden() implements Spot {}
}
