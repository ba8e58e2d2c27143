package dev.meridian.model.automerge;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A map or a text of a document: the root, or the operation that made it. The same on every replica. */
public final class ObjectId {

    public static final ObjectId ROOT = new ObjectId(null);

    private final @Nullable OpId maker;

    private ObjectId(@Nullable OpId maker) {
        this.maker = maker;
    }

    public static ObjectId of(OpId maker) {
        return new ObjectId(Objects.requireNonNull(maker, "maker"));
    }

    /**
     * From {@code _root} or {@code counter@actor}.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static ObjectId parse(String text) {
        if (text.equals("_root")) {
            return ROOT;
        }
        return of(OpId.parse(text));
    }

    public boolean isRoot() {
        return maker == null;
    }

    /**
     * The operation that made this object.
     *
     * @throws IllegalStateException for the root
     */
    public OpId maker() {
        if (maker == null) {
            throw new IllegalStateException("nobody made the root");
        }
        return maker;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof ObjectId id && Objects.equals(maker, id.maker));
    }

    @Override
    public int hashCode() {
        return maker == null ? 0 : maker.hashCode();
    }

    /** {@code _root} or {@code counter@actor}, as Automerge prints it. */
    @Override
    public String toString() {
        return maker == null ? "_root" : maker.toString();
    }
}
