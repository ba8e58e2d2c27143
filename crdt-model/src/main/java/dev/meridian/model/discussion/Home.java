package dev.meridian.model.discussion;

/** Where something said lies. What lies in the first was said before there was the second, or by a program that does not know it. */
public enum Home {
    /** In the board or document that it is about. */
    CONTENT,
    /** In the document of comments beside that (SCHEMA-33). */
    COMMENTS
}
