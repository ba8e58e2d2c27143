package dev.meridian.model.automerge;

/** An operation: its counter (1 or more, greater than every counter its author knew) and its actor. Later and greater wins. */
public record OpId(int counter, ActorId actor) implements Comparable<OpId> {

    /**
     * From {@code counter@actor}.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static OpId parse(String text) {
        int at = text.indexOf('@');
        if (at < 1) {
            throw new IllegalArgumentException("not the id of an operation: " + text);
        }
        return new OpId(Integer.parseInt(text.substring(0, at)), ActorId.ofHex(text.substring(at + 1)));
    }

    @Override
    public int compareTo(OpId other) {
        int order = Integer.compare(counter, other.counter);
        return order != 0 ? order : actor.compareTo(other.actor);
    }

    /** {@code counter@actor}, as Automerge prints it. */
    @Override
    public String toString() {
        return counter + "@" + actor.hex();
    }
}
