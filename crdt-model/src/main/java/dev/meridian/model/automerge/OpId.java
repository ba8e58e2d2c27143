package dev.meridian.model.automerge;

/** An operation: its counter (1 or more, greater than every counter its author knew) and its actor. Later and greater wins. */
public record OpId(int counter, ActorId actor) implements Comparable<OpId> {

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
