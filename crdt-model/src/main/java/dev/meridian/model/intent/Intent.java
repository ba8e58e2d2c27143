package dev.meridian.model.intent;

/** Something that somebody wants changed in one document. Fields are validated when it is applied, against the document as it is then. */
public sealed interface Intent permits TeamIntent, BoardIntent, DocumentIntent, CommentsIntent {}
