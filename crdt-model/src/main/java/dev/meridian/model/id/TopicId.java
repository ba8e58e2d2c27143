package dev.meridian.model.id;

/** What a thread can be about. */
public sealed interface TopicId permits CardId, DocumentId {

    /** 32 lower-case hex digits. */
    String hex();
}
