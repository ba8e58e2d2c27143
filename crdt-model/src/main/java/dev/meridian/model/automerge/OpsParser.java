package dev.meridian.model.automerge;

import dev.meridian.model.automerge.Refusal.Reason;

/**
 * Decodes the columns of a change and checks each operation as far as that needs no document (GATE-7 to GATE-17). One use a change.
 */
final class OpsParser {

    // Column specifications: id << 4 | type. Bit 3 would mean "deflated", which a change must not be.
    private static final int OBJECT_ACTOR = 0x01;
    private static final int OBJECT_COUNTER = 0x02;
    private static final int KEY_ACTOR = 0x11;
    private static final int KEY_COUNTER = 0x13;
    private static final int KEY_STRING = 0x15;
    private static final int INSERT = 0x34;
    private static final int ACTION = 0x42;
    private static final int VALUE_META = 0x56;
    private static final int VALUE_RAW = 0x57;
    private static final int PRED_COUNT = 0x70;
    private static final int PRED_ACTOR = 0x71;
    private static final int PRED_COUNTER = 0x73;

    private static final int COLUMNS_MAX = 12;

    private final byte[] body;
    private final GateCaps caps;
    private final ActorId[] actors;
    private final int startOp;
    private final boolean[] mentioned;

    private final int[] specs = new int[COLUMNS_MAX];
    private final int[] from = new int[COLUMNS_MAX + 1];
    private int columns;

    OpsParser(byte[] body, GateCaps caps, ActorId[] actors, int startOp) {
        this.body = body;
        this.caps = caps;
        this.actors = actors;
        this.startOp = startOp;
        this.mentioned = new boolean[actors.length];
        mentioned[0] = true;
    }

    /** Reads the column table and the columns, which must end where {@code in} ends. */
    Ops parse(ByteCursor in) {
        readTable(in);
        byte[] actions = RleColumn.counted(column(ACTION), caps.opsMax());
        int count = actions.length;
        if (count == 0) {
            throw new GateException(Reason.UNSUPPORTED, "a change without operations");
        }
        if (startOp > Integer.MAX_VALUE - count) {
            throw new GateException(Reason.BAD_START_OP, "counters above 2^31");
        }
        int last = actors.length - 1;
        Ops.Ids objects = new Ops.Ids(
                RleColumn.unsigned(column(OBJECT_ACTOR), count, last),
                RleColumn.unsigned(column(OBJECT_COUNTER), count, Integer.MAX_VALUE));
        Ops.Keys keys = new Ops.Keys(
                new Ops.Ids(
                        RleColumn.unsigned(column(KEY_ACTOR), count, last),
                        RleColumn.deltas(column(KEY_COUNTER), count)),
                RleColumn.strings(column(KEY_STRING), count, caps.keyBytesMax()));
        boolean[] inserts = BooleanColumn.decode(column(INSERT), count);
        Ops ops = new Ops(actions, objects, keys, inserts, preds(count), values(count, actions, inserts));
        for (int i = 0; i < count; i++) {
            checkOp(ops, i);
        }
        for (int i = 1; i < mentioned.length; i++) {
            if (!mentioned[i]) {
                throw GateException.malformed("lists an actor that no operation mentions");
            }
        }
        return ops;
    }

    private void readTable(ByteCursor in) {
        columns = in.ulebUpTo(COLUMNS_MAX, "columns");
        int[] lengths = new int[columns];
        int before = -1;
        for (int i = 0; i < columns; i++) {
            int spec = in.ulebUpTo(0xffff, "column type");
            if (spec <= before) {
                throw GateException.malformed("columns out of order");
            }
            if (!isKnown(spec)) {
                throw new GateException(Reason.UNSUPPORTED, "column 0x" + Integer.toHexString(spec));
            }
            specs[i] = spec;
            before = spec;
            lengths[i] = in.ulebUpTo(in.remaining(), "bytes of a column");
            if (lengths[i] == 0) {
                throw GateException.malformed("empty column");
            }
        }
        for (int i = 0; i < columns; i++) {
            from[i] = in.take(lengths[i]);
            from[i + 1] = in.at();
        }
        if (!in.isDone()) {
            throw GateException.malformed("bytes after the columns");
        }
    }

    private static boolean isKnown(int spec) {
        return switch (spec) {
            case OBJECT_ACTOR,
                    OBJECT_COUNTER,
                    KEY_ACTOR,
                    KEY_COUNTER,
                    KEY_STRING,
                    INSERT,
                    ACTION,
                    VALUE_META,
                    VALUE_RAW,
                    PRED_COUNT,
                    PRED_ACTOR,
                    PRED_COUNTER -> true;
            default -> false; // 0x94 and 0xa5, which belong to marks, among them
        };
    }

    private ByteCursor column(int spec) {
        for (int i = 0; i < columns; i++) {
            if (specs[i] == spec) {
                return new ByteCursor(body, from[i], from[i + 1]);
            }
        }
        return new ByteCursor(body, 0, 0);
    }

    private Ops.Preds preds(int count) {
        int[] counts = RleColumn.unsigned(column(PRED_COUNT), count, caps.predsMax());
        int[] predFrom = new int[count + 1];
        for (int i = 0; i < count; i++) {
            if (counts[i] == RleColumn.NONE) {
                throw GateException.malformed("operation without a count of preds");
            }
            if (counts[i] > caps.predsMax() - predFrom[i]) {
                throw new GateException(Reason.TOO_LARGE, "more than " + caps.predsMax() + " preds");
            }
            predFrom[i + 1] = predFrom[i] + counts[i];
        }
        int all = predFrom[count];
        return new Ops.Preds(
                predFrom,
                new Ops.Ids(
                        RleColumn.unsigned(column(PRED_ACTOR), all, actors.length - 1),
                        RleColumn.deltas(column(PRED_COUNTER), all)));
    }

    private Ops.Values values(int count, byte[] actions, boolean[] inserts) {
        int[] metas = RleColumn.unsigned(column(VALUE_META), count, Integer.MAX_VALUE);
        int[] valueFrom = new int[count];
        ByteCursor raw = column(VALUE_RAW);
        for (int i = 0; i < count; i++) {
            if (metas[i] == RleColumn.NONE) {
                throw GateException.malformed("operation without a value type");
            }
            valueFrom[i] = raw.take(ScalarCodec.length(metas[i]));
            if (inserts[i]) {
                if (actions[i] != Ops.PUT || !ScalarCodec.isCharacter(body, metas[i], valueFrom[i])) {
                    throw new GateException(Reason.UNSUPPORTED, "inserts something else than a character");
                }
            } else if (actions[i] == Ops.PUT) {
                ScalarCodec.check(body, metas[i], valueFrom[i], caps.scalarBytesMax());
            } else if (metas[i] != ScalarCodec.NULL) {
                throw GateException.malformed("value where there is none");
            }
        }
        if (!raw.isDone()) {
            throw GateException.malformed("values without an operation");
        }
        return new Ops.Values(body, metas, valueFrom);
    }

    private void checkOp(Ops ops, int i) {
        byte action = ops.actions[i];
        if (action != Ops.PUT && action != Ops.DELETE && action != Ops.MAKE_MAP && action != Ops.MAKE_TEXT) {
            throw new GateException(Reason.UNSUPPORTED, "action " + action);
        }
        if ((ops.objectActors[i] == RleColumn.NONE) != (ops.objectCounters[i] == RleColumn.NONE)) {
            throw GateException.malformed("half an object id");
        }
        if (ops.objectCounters[i] != RleColumn.NONE) {
            checkId(ops.objectActors[i], ops.objectCounters[i], i);
        }
        checkPreds(ops, i);
        String key = ops.keys[i];
        if (key != null) {
            checkMapOp(ops, i, key);
        } else {
            checkTextOp(ops, i);
        }
    }

    private void checkMapOp(Ops ops, int i, String key) {
        if (ops.keyActors[i] != RleColumn.NONE || ops.keyCounters[i] != RleColumn.NONE) {
            throw GateException.malformed("key of a map and of a list");
        }
        if (ops.inserts[i]) {
            throw GateException.malformed("insertion into a map");
        }
        String fault = MapKeys.fault(key, caps.keyBytesMax());
        if (fault != null) {
            throw new GateException(Reason.UNSUPPORTED, fault);
        }
        if (ops.actions[i] == Ops.DELETE && ops.predCount(i) == 0) {
            throw GateException.malformed("deletes nothing");
        }
    }

    private void checkTextOp(Ops ops, int i) {
        int actor = ops.keyActors[i];
        int counter = ops.keyCounters[i];
        boolean head = counter == 0 && actor == RleColumn.NONE;
        if (!head) {
            checkId(actor, counter, i);
        }
        if (ops.inserts[i]) {
            if (ops.predCount(i) != 0) {
                throw GateException.malformed("insertion that replaces");
            }
            return;
        }
        if (ops.actions[i] != Ops.DELETE) {
            throw new GateException(Reason.UNSUPPORTED, "overwrites an element");
        }
        int pred = ops.predFrom[i];
        boolean deletesItsElement =
                !head && ops.predCount(i) == 1 && ops.predActors[pred] == actor && ops.predCounters[pred] == counter;
        if (!deletesItsElement) {
            throw GateException.malformed("deletes another element than its own");
        }
    }

    private void checkPreds(Ops ops, int i) {
        for (int p = ops.predFrom[i]; p < ops.predFrom[i + 1]; p++) {
            checkId(ops.predActors[p], ops.predCounters[p], i);
            if (p > ops.predFrom[i] && !isBefore(ops, p - 1, p)) {
                throw GateException.malformed("preds out of order");
            }
        }
    }

    private boolean isBefore(Ops ops, int left, int right) {
        int order = Integer.compare(ops.predCounters[left], ops.predCounters[right]);
        return order != 0 ? order < 0 : actors[ops.predActors[left]].compareTo(actors[ops.predActors[right]]) < 0;
    }

    /** An id that operation {@code i} may refer to: complete, and older than itself. */
    private void checkId(int actor, int counter, int i) {
        if (actor == RleColumn.NONE || counter <= 0) {
            throw GateException.malformed("half an id");
        }
        if (counter >= startOp + i) {
            throw new GateException(Reason.BAD_START_OP, "refers to an operation that is not older");
        }
        mentioned[actor] = true;
    }
}
