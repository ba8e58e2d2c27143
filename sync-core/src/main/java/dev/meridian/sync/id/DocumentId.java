package dev.meridian.sync.id;

import com.google.protobuf.ByteString;

/**
 * A document of a workspace.
 *
 * @param bytes exactly {@value #LENGTH} bytes
 */
public record DocumentId(ByteString bytes) {
    /** In bytes. */
    public static final int LENGTH = 16;

    /** The document every workspace has: its members, statuses and the index of the others. */
    public static final DocumentId TEAM = new DocumentId(ByteString.copyFrom(new byte[LENGTH]));

    // The two upper bits of the first byte are the document's class, fixed with its id: docs/adr/0080.
    private static final int CLASS_MASK = 0xc0;
    private static final int COMMENTS_MARK = 0xc0;

    /** @throws IllegalArgumentException if the length is another one */
    public DocumentId {
        Hex.requireLength("a document id", bytes, LENGTH);
    }

    /** Whether {@code bytes} has the right length for the constructor. */
    public static boolean fits(ByteString bytes) {
        return bytes.size() == LENGTH;
    }

    /** @throws IllegalArgumentException if it is not {@code 2 * LENGTH} hexadecimal digits */
    public static DocumentId parse(String hex) {
        return new DocumentId(Hex.decode(hex));
    }

    /** Whether it is of comments, which a commenter may write, and not of content. */
    public boolean isComments() {
        return (bytes.byteAt(0) & CLASS_MASK) == COMMENTS_MARK;
    }

    /** The document of the comments on this one; itself if it is one of comments. */
    public DocumentId comments() {
        return withClass(COMMENTS_MARK);
    }

    /** This id without a mark: what a new document of content gets, and the document that comments are on. */
    public DocumentId content() {
        return withClass(0);
    }

    private DocumentId withClass(int mark) {
        byte[] other = bytes.toByteArray();
        other[0] = (byte) ((other[0] & ~CLASS_MASK) | mark);
        return new DocumentId(ByteString.copyFrom(other));
    }

    /** Lower-case hexadecimal digits of the whole id. */
    public String hex() {
        return Hex.encode(bytes);
    }

    /** The first eight digits: for logs and people, not for comparison. */
    @Override
    public String toString() {
        return Hex.shorten(bytes);
    }
}
