package dev.meridian.model.plan;

import dev.meridian.model.automerge.LocalChange;
import dev.meridian.model.automerge.ObjectId;
import dev.meridian.model.automerge.Place;
import dev.meridian.model.automerge.Register;
import dev.meridian.model.automerge.Replica;
import dev.meridian.model.automerge.Touched;
import dev.meridian.model.intent.Intent;
import dev.meridian.model.intent.Warning;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * One list of intents on its way into a replica. Usually that is one edit, which comes to nothing where an intent is refused. A list that
 * exceeds one change is proven or rehearsed first, all of it, so that nothing can be refused once the first change is committed.
 */
final class Session<I extends Intent> {

    private final Replica replica;
    private final Supplier<Scribe<I>> scribes;
    private final List<? extends I> intents;
    private final List<LocalChange> changes = new ArrayList<>();
    private List<Warning> warnings = List.of();

    /** @param scribes gives a new one each time */
    Session(Replica replica, Supplier<Scribe<I>> scribes, List<? extends I> intents) {
        this.replica = replica;
        this.scribes = scribes;
        this.intents = List.copyOf(intents);
    }

    List<LocalChange> changes() {
        return changes;
    }

    List<Warning> warnings() {
        return warnings;
    }

    /** What all changes touched together. */
    Touched touched() {
        if (changes.size() == 1) {
            return changes.getFirst().touched();
        }
        Map<Place, Register> before = new HashMap<>();
        Set<ObjectId> texts = new HashSet<>();
        for (LocalChange change : changes) {
            change.touched().before().forEach(before::putIfAbsent);
            texts.addAll(change.touched().texts());
        }
        return new Touched(before, texts);
    }

    void carryOut() {
        try {
            carryOut(false);
        } catch (TooMuch tooMuch) {
            rehearse();
            carryOut(true);
        }
    }

    private void carryOut(boolean proven) {
        Scribe<I> scribe = scribes.get();
        List<Piece<I>> pieces = Piece.of(intents, scribe);
        int next = 0;
        while (next < pieces.size()) {
            // Past the first portion everything is proven: else that one had ended in TooMuch.
            Portion<I> portion = new Portion<>(scribe, intents, pieces, next, proven || next > 0);
            replica.edit(portion).ifPresent(changes::add);
            next = portion.next();
        }
        warnings = scribe.warnings();
    }

    /** Plans everything as one edit, however large, and drops it. */
    List<Warning> rehearse() {
        Scribe<I> scribe = scribes.get();
        replica.rehearse(editor -> {
            scribe.begin(editor);
            Piece.of(intents, scribe).forEach(piece -> scribe.carryOut(piece.index(), piece.intent()));
            scribe.end();
        });
        return scribe.warnings();
    }
}
