package dev.meridian.model.id;

/** Something said: a thread or a comment. */
public sealed interface DiscussionId extends SubjectId permits ThreadId, CommentId {}
