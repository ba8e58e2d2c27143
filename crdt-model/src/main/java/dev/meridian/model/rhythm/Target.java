package dev.meridian.model.rhythm;

import dev.meridian.model.id.BoardId;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.SubjectId;

/** What a line of a page is about, and where its link leads. Titles are on one line and never blank. */
public sealed interface Target {

    String title();

    record OfCard(BoardId board, CardId card, String title) implements Target {}

    record OfDocument(DocumentId document, String title) implements Target {}

    record OfBoard(BoardId board, String title) implements Target {}

    /** A group, a member or a status: something without a page of its own. */
    record OfOther(SubjectId subject, String title) implements Target {}
}
