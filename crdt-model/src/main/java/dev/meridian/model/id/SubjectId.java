package dev.meridian.model.id;

/** Whatever an event or a refusal can be about. */
public sealed interface SubjectId permits ThingId, EntryId, DiscussionId {

    /** 32 lower-case hex digits. */
    String hex();
}
