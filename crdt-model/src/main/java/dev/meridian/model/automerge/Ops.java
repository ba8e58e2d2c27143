package dev.meridian.model.automerge;

import org.jspecify.annotations.Nullable;

/**
 * The operations of one change, a column an array, as the gate decoded them: every rule that needs no document already holds. Actors are indices
 * into the change's own table (0 is its author), {@link RleColumn#NONE} where there is none. Written by {@link OpsParser} alone.
 */
final class Ops {

    static final byte MAKE_MAP = 0;
    static final byte PUT = 1;
    static final byte DELETE = 3;
    static final byte MAKE_TEXT = 4;

    final byte[] actions;
    final int[] objectActors;
    final int[] objectCounters;
    final int[] keyActors;
    final int[] keyCounters;
    final @Nullable String[] keys;
    final boolean[] inserts;

    /** Where the preds of operation i begin in the pred arrays; one element more than operations. */
    final int[] predFrom;

    final int[] predActors;
    final int[] predCounters;

    private final byte[] body;
    private final int[] valueMetas;
    private final int[] valueFrom;

    Ops(byte[] actions, Ids objects, Keys keys, boolean[] inserts, Preds preds, Values values) {
        this.actions = actions;
        this.objectActors = objects.actors;
        this.objectCounters = objects.counters;
        this.keyActors = keys.elements.actors;
        this.keyCounters = keys.elements.counters;
        this.keys = keys.names;
        this.inserts = inserts;
        this.predFrom = preds.from;
        this.predActors = preds.ids.actors;
        this.predCounters = preds.ids.counters;
        this.body = values.body;
        this.valueMetas = values.metas;
        this.valueFrom = values.from;
    }

    int count() {
        return actions.length;
    }

    /** Whether the operation is on a map; else on a text. */
    boolean isOnMap(int op) {
        return keys[op] != null;
    }

    String key(int op) {
        String key = keys[op];
        if (key == null) {
            throw new IllegalStateException("operation on a text");
        }
        return key;
    }

    boolean isMake(int op) {
        return actions[op] == MAKE_MAP || actions[op] == MAKE_TEXT;
    }

    int predCount(int op) {
        return predFrom[op + 1] - predFrom[op];
    }

    /** The scalar that a put puts. */
    Value.Scalar value(int op) {
        return ScalarCodec.decode(body, valueMetas[op], valueFrom[op]);
    }

    @SuppressWarnings("ArrayRecordComponent") // carries columns from the decoder to Ops, compared by nobody
    record Ids(int[] actors, int[] counters) {}

    @SuppressWarnings("ArrayRecordComponent") // as above
    record Keys(Ids elements, @Nullable String[] names) {}

    @SuppressWarnings("ArrayRecordComponent") // as above
    record Preds(int[] from, Ids ids) {}

    @SuppressWarnings("ArrayRecordComponent") // as above
    record Values(byte[] body, int[] metas, int[] from) {}
}
