package dev.meridian.model.id;

/** An entry of the team document. */
public sealed interface EntryId extends SubjectId permits MemberId, StatusId, BoardId, DocumentId {}
