package dev.meridian.model.document;

/**
 * A Markdown document as it was at one moment. Its title is in the team document.
 *
 * @param exists whether its first change is here
 * @param text Markdown
 */
public record Document(boolean exists, String text) {

    public static final Document NOT_HERE = new Document(false, "");
}
