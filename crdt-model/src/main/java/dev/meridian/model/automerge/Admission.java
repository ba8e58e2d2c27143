package dev.meridian.model.automerge;

import dev.meridian.model.automerge.Refusal.Reason;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The half of the gate that needs the document (GATE-20 to GATE-30), and the writing of an admitted change into history and tree.
 *
 * <p>A verdict depends on the change and on what it builds on, never on what else happens to be here: otherwise two replicas that hold different
 * concurrent changes would take different ones, and never meet again. So an id that a change mentions must lie in its own past, not just in this
 * document.
 *
 * <p>{@link #check} keeps what it looked up for the {@link #commit} that follows. Owned by its replica's thread.
 */
final class Admission {

    private final History history;
    private final ObjectTree tree;
    private final GateCaps caps;

    // Of the change under check, an element an operation.
    private int[] owners = new int[16];
    private TreeObject[] targets = new TreeObject[16];
    private @Nullable Slot[] slots = new Slot[16];
    private @Nullable TreeObject[] made = new TreeObject[16];

    private int[] actorNumbers = new int[4];
    private int author;

    /** What the change builds on, but for its own actor: of that it builds on everything. */
    private Clock past = Clock.EMPTY;

    private boolean buildsOnEverything;
    private int texts;
    private int stamp;
    private int runs;

    Admission(History history, ObjectTree tree, GateCaps caps) {
        this.history = history;
        this.tree = tree;
        this.caps = caps;
    }

    /**
     * Checks a change against the document, which stays as it is.
     *
     * @throws GateException where it is refused
     */
    void check(ParsedChange change) {
        checkPast(change);
        int slotsBefore = tree.slotCount();
        try {
            checkOps(change);
        } catch (GateException e) {
            tree.forgetSlots(slotsBefore);
            throw e;
        }
    }

    private void checkPast(ParsedChange change) {
        author = history.actors.number(change.actor());
        List<ChangeHash> deps = change.deps();
        past = Clock.EMPTY;
        int ownSeq = 0;
        int lastOp = 0;
        for (int i = 0; i < deps.size(); i++) {
            History.Node node = history.node(deps.get(i));
            if (node == null) {
                throw new GateException(
                        Reason.MISSING_DEPENDENCY, "builds on " + deps.get(i).hex() + ", which is not here");
            }
            boolean own = node.actor() == author;
            Clock clock = own ? node.base() : node.clock();
            ownSeq = Math.max(ownSeq, own ? node.seq() : author == ActorTable.UNKNOWN ? 0 : clock.seq(author));
            past = i == 0 ? clock : past.merge(clock);
            lastOp = Math.max(lastOp, node.lastOp());
        }
        checkSequence(change, ownSeq);
        if (change.startOp() != lastOp + 1) {
            throw new GateException(Reason.BAD_START_OP, "begins at " + change.startOp() + " after " + lastOp);
        }
        buildsOnEverything = history.isEverything(deps);
        numberActors(change.actors());
    }

    private void checkSequence(ParsedChange change, int ownSeq) {
        int last = author == ActorTable.UNKNOWN ? 0 : history.actors.ops(author).changes();
        if (change.seq() != last + 1) {
            throw new GateException(
                    Reason.BAD_SEQUENCE, "change " + change.seq() + " of an actor whose last is " + last);
        }
        if (ownSeq != last) {
            throw new GateException(Reason.BAD_SEQUENCE, "does not build on its actor's last change");
        }
    }

    private void numberActors(ActorId[] actors) {
        if (actorNumbers.length < actors.length) {
            actorNumbers = new int[actors.length];
        }
        actorNumbers[0] = author;
        for (int i = 1; i < actors.length; i++) {
            int number = history.actors.number(actors[i]);
            if (number == ActorTable.UNKNOWN || past.seq(number) == 0) {
                throw new GateException(Reason.UNKNOWN_OBJECT, "mentions an actor that is not in its past");
            }
            actorNumbers[i] = number;
        }
    }

    private void checkOps(ParsedChange change) {
        Ops ops = change.ops();
        makeRoom(ops.count());
        texts = tree.textCount();
        stamp++;
        runs = 0;
        for (int i = 0; i < ops.count(); i++) {
            TreeObject target = target(change, i);
            targets[i] = target;
            if (ops.isOnMap(i)) {
                checkMapOp(change, i, target);
            } else {
                checkTextOp(change, i, target);
            }
        }
    }

    private void makeRoom(int count) {
        if (owners.length < count) {
            int length = Math.max(count, 2 * owners.length);
            owners = new int[length];
            targets = new TreeObject[length];
            slots = new Slot[length];
            made = new TreeObject[length];
        }
    }

    private TreeObject target(ParsedChange change, int i) {
        Ops ops = change.ops();
        int actor = ops.objectActors[i];
        int counter = ops.objectCounters[i];
        if (actor == RleColumn.NONE) {
            return tree.root();
        }
        if (i > 0 && ops.objectActors[i - 1] == actor && ops.objectCounters[i - 1] == counter) {
            return targets[i - 1];
        }
        TreeObject found;
        if (actor == 0 && counter >= change.startOp()) {
            found = made[counter - change.startOp()];
        } else {
            found = isInPast(actor, counter) ? tree.find(actorNumbers[actor], counter) : null;
        }
        if (found == null) {
            throw new GateException(Reason.UNKNOWN_OBJECT, "writes to an object that is not in its past");
        }
        return found;
    }

    private boolean isInPast(int actor, int counter) {
        int number = actorNumbers[actor];
        return number != ActorTable.UNKNOWN
                && isChangeInPast(number, history.actors.ops(number).seqOf(counter));
    }

    /** Whether the change builds on the change {@code seq} (0: none) of the actor with a number. */
    private boolean isChangeInPast(int number, int seq) {
        return seq > 0 && (buildsOnEverything || number == author || seq <= past.seq(number));
    }

    private void checkMapOp(ParsedChange change, int i, TreeObject target) {
        if (target.isText) {
            throw new GateException(Reason.UNSUPPORTED, "key of a map in a text");
        }
        Ops ops = change.ops();
        String key = ops.key(i);
        Slot slot = target.slots.get(key);
        if (slot == null) {
            slot = tree.newSlot(target, key);
        }
        countUse(slot);
        int owner = OpIndex.ofSlot(slot.number);
        for (int p = ops.predFrom[i]; p < ops.predFrom[i + 1]; p++) {
            if (!stands(change, ops.predActors[p], ops.predCounters[p], slot)
                    && ownerOf(change, ops.predActors[p], ops.predCounters[p]) != owner) {
                throw new GateException(Reason.UNKNOWN_OBJECT, "replaces what is not at this key in its past");
            }
        }
        slots[i] = slot;
        owners[i] = ops.actions[i] == Ops.DELETE ? OpIndex.NOWHERE : owner;
        made[i] = ops.isMake(i) ? make(change, i, target, key) : null;
    }

    /** The short way to what {@link #ownerOf} answers: the usual change replaces what stands there, and builds on all there is. */
    private boolean stands(ParsedChange change, int actor, int counter, Slot slot) {
        return buildsOnEverything && slot.register.has(counter, change.actors()[actor]);
    }

    private void countUse(Slot slot) {
        if (slot.usedBy != stamp) {
            slot.usedBy = stamp;
            slot.uses = 0;
        }
        if (++slot.uses > caps.sameKeyMax()) {
            throw new GateException(Reason.TOO_LARGE, "more than " + caps.sameKeyMax() + " operations on one key");
        }
    }

    private TreeObject make(ParsedChange change, int i, TreeObject target, String key) {
        if (target.depth >= caps.depthMax()) {
            throw new GateException(Reason.TOO_LARGE, "more than " + caps.depthMax() + " objects deep");
        }
        boolean isText = change.ops().actions[i] == Ops.MAKE_TEXT;
        ObjectId id = ObjectId.of(new OpId(change.startOp() + i, change.actor()));
        long tableKey = ObjectMap.key(history.actors.nextNumber(author), change.startOp() + i);
        return new TreeObject(id, tableKey, isText, isText ? texts++ : 0, target.depth + 1, new Place(target.id, key));
    }

    private void checkTextOp(ParsedChange change, int i, TreeObject target) {
        if (!target.isText) {
            throw new GateException(Reason.UNSUPPORTED, "element of a list in a map");
        }
        Ops ops = change.ops();
        int owner = OpIndex.ofText(target.number);
        int actor = ops.keyActors[i];
        int counter = ops.keyCounters[i];
        if (actor != RleColumn.NONE && ownerOf(change, actor, counter) != owner) {
            throw new GateException(
                    Reason.UNKNOWN_OBJECT, "refers to a character that is not of this text in its past");
        }
        if (ops.inserts[i] && !(actor == 0 && counter == change.startOp() + i - 1)) {
            countRun();
        }
        slots[i] = null;
        made[i] = null;
        owners[i] = ops.inserts[i] ? owner : OpIndex.NOWHERE;
    }

    private void countRun() {
        if (++runs > caps.insertRunsMax()) {
            throw new GateException(Reason.TOO_LARGE, "more than " + caps.insertRunsMax() + " separate insertions");
        }
    }

    /** Where an operation in the past of this change wrote; {@link OpIndex#NOWHERE} where there is no such operation. */
    private int ownerOf(ParsedChange change, int actor, int counter) {
        if (actor == 0 && counter >= change.startOp()) {
            return owners[counter - change.startOp()];
        }
        int number = actorNumbers[actor];
        if (number == ActorTable.UNKNOWN) {
            return OpIndex.NOWHERE;
        }
        OpIndex index = history.actors.ops(number);
        int seq = index.seqOf(counter);
        return isChangeInPast(number, seq) ? index.owner(seq, counter) : OpIndex.NOWHERE;
    }

    /** Writes the change that was checked last into history and tree. */
    void commit(ParsedChange change, TouchLog log) {
        Ops ops = change.ops();
        int actor = author == ActorTable.UNKNOWN ? history.actors.add(change.actor()) : author;
        ActorId writer = history.actors.actor(actor);
        for (int i = 0; i < ops.count(); i++) {
            Slot slot = slots[i];
            if (slot == null) {
                touchText(targets[i], log);
            } else {
                log.touch(slot);
                write(change, i, slot, writer);
            }
            TreeObject object = made[i];
            if (object != null) {
                tree.add(object);
            }
        }
        history.actors.ops(actor).add(change.startOp(), owners, ops.count());
        int lastOp = change.startOp() + ops.count() - 1;
        history.add(change.hash(), change.deps(), new History.Node(actor, change.seq(), lastOp, past));
        if (owners.length > 4_096) {
            shrink();
        }
    }

    private void shrink() {
        owners = Arrays.copyOf(owners, 16);
        targets = new TreeObject[16];
        slots = new Slot[16];
        made = new TreeObject[16];
    }

    private static void touchText(TreeObject text, TouchLog log) {
        text.text = null;
        text.textLength = TreeObject.UNKNOWN;
        log.touchText(text.id);
    }

    private void write(ParsedChange change, int i, Slot slot, ActorId writer) {
        Ops ops = change.ops();
        Register before = slot.register;
        Register register = before;
        for (int p = ops.predFrom[i]; p < ops.predFrom[i + 1]; p++) {
            register = register.without(ops.predCounters[p], change.actors()[ops.predActors[p]]);
        }
        if (ops.actions[i] != Ops.DELETE) {
            register = register.with(new Register.Entry(change.startOp() + i, writer, value(ops, i)));
        }
        slot.register = register;
        slot.map.size += (register.isEmpty() ? 0 : 1) - (before.isEmpty() ? 0 : 1);
    }

    private Value value(Ops ops, int i) {
        TreeObject object = made[i];
        if (object == null) {
            return ops.value(i);
        }
        return object.isText ? new Value.TextValue(object.id) : new Value.MapValue(object.id);
    }
}
