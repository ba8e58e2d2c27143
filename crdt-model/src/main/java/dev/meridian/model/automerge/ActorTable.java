package dev.meridian.model.automerge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The actors that have written to a document, numbered from 0 in the order in which this replica met them. */
final class ActorTable {

    static final int UNKNOWN = -1;

    private final Map<ActorId, Integer> numbers = new HashMap<>();
    private final List<ActorId> actors = new ArrayList<>();
    private final List<OpIndex> ops = new ArrayList<>();

    int size() {
        return actors.size();
    }

    int number(ActorId actor) {
        Integer number = numbers.get(actor);
        return number == null ? UNKNOWN : number;
    }

    /** A known actor's number, or the one that the next new actor will get. */
    int nextNumber(int number) {
        return number == UNKNOWN ? actors.size() : number;
    }

    /** Numbers an actor that is not known yet. */
    int add(ActorId actor) {
        numbers.put(actor, actors.size());
        actors.add(actor);
        ops.add(new OpIndex());
        return actors.size() - 1;
    }

    /** The one instance of this actor that this document keeps. */
    ActorId actor(int number) {
        return actors.get(number);
    }

    OpIndex ops(int number) {
        return ops.get(number);
    }
}
