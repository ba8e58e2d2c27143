package dev.meridian.model.automerge;

/**
 * Writes of one transaction. Valid only inside {@link Replica#edit}. Reads through it see what it has written. Putting what stands there alone
 * already, or deleting what does not stand there, writes nothing.
 */
public final class Editor {

    Editor() {}

    /** What stands at a key, this transaction's writes included (those with the op id they will have). */
    public Register at(ObjectId map, String key) {
        return Unbuilt.unbuilt("at " + map + key);
    }

    /**
     * Puts a scalar.
     *
     * @throws IllegalArgumentException for an unknown map, or a key that is empty, too long or not printable ASCII
     */
    public void put(ObjectId map, String key, Value.Scalar value) {
        Unbuilt.unbuilt("put " + map + key + value);
    }

    public void put(ObjectId map, String key, String value) {
        put(map, key, Value.of(value));
    }

    public void put(ObjectId map, String key, long value) {
        put(map, key, Value.of(value));
    }

    public void put(ObjectId map, String key, double value) {
        put(map, key, Value.of(value));
    }

    public void put(ObjectId map, String key, boolean value) {
        put(map, key, Value.of(value));
    }

    /** Makes a new, empty map at a key, replacing what stands there. */
    public ObjectId putMap(ObjectId map, String key) {
        return Unbuilt.unbuilt("putMap " + map + key);
    }

    /** Makes a new, empty text at a key, replacing what stands there. */
    public ObjectId putText(ObjectId map, String key) {
        return Unbuilt.unbuilt("putText " + map + key);
    }

    /** Removes whatever stands at a key. */
    public void delete(ObjectId map, String key) {
        Unbuilt.unbuilt("delete " + map + key);
    }

    /**
     * Replaces part of a text. Positions and counts are Unicode code points.
     *
     * @throws IllegalArgumentException for an unknown text, a range outside it, or a string with unpaired surrogates
     */
    public void splice(ObjectId text, int position, int deleteCount, String insert) {
        Unbuilt.unbuilt("splice " + text + position + deleteCount + insert);
    }

    /** The text as it stands in this transaction. */
    public String text(ObjectId text) {
        return Unbuilt.unbuilt("text " + text);
    }

    /** Length of a text as it stands in this transaction, in code points. */
    public int length(ObjectId text) {
        return Unbuilt.unbuilt("length " + text);
    }

    /** Operations written so far, to be held below {@link GateCaps#opsMax()}. */
    public int ops() {
        return Unbuilt.unbuilt("ops");
    }
}
