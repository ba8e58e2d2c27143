package dev.meridian.model.automerge;

import dev.meridian.model.automerge.Refusal.Reason;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The half of the gate that needs the document (GATE-23 to GATE-31), and the writing of an admitted change into history and tree.
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
    private Clock clock = Clock.EMPTY;
    private boolean buildsOnEverything;
    private int texts;
    private int stamp;
    private @Nullable Map<Long, int[]> insertions;

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
        List<ChangeHash> deps = change.deps();
        clock = Clock.EMPTY;
        int lastOp = 0;
        for (int i = 0; i < deps.size(); i++) {
            History.Node node = history.node(deps.get(i));
            if (node == null) {
                throw new GateException(
                        Reason.MISSING_DEPENDENCY, "builds on " + deps.get(i).hex() + ", which is not here");
            }
            clock = clock.merge(node.clock());
            lastOp = Math.max(lastOp, node.lastOp());
        }
        int last = history.seq(change.actor());
        if (change.seq() != last + 1) {
            throw new GateException(
                    Reason.BAD_SEQUENCE, "change " + change.seq() + " of an actor whose last is " + last);
        }
        if (last > 0 && clock.seq(history.actors.number(change.actor())) != last) {
            throw new GateException(Reason.BAD_SEQUENCE, "does not build on its actor's last change");
        }
        if (change.startOp() != lastOp + 1) {
            throw new GateException(Reason.BAD_START_OP, "begins at " + change.startOp() + " after " + lastOp);
        }
        buildsOnEverything = history.isEverything(deps);
        numberActors(change.actors());
    }

    private void numberActors(ActorId[] actors) {
        if (actorNumbers.length < actors.length) {
            actorNumbers = new int[actors.length];
        }
        actorNumbers[0] = history.actors.number(actors[0]);
        for (int i = 1; i < actors.length; i++) {
            int number = history.actors.number(actors[i]);
            if (number == ActorTable.UNKNOWN || clock.seq(number) == 0) {
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
        insertions = null;
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
        if (number == ActorTable.UNKNOWN) {
            return false;
        }
        if (buildsOnEverything) {
            return true; // What is not here at all the lookup that follows will miss.
        }
        int seq = history.actors.ops(number).seqOf(counter);
        return seq > 0 && seq <= clock.seq(number);
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
        int owner = 2 * slot.number;
        for (int p = ops.predFrom[i]; p < ops.predFrom[i + 1]; p++) {
            if (ownerOf(change, ops.predActors[p], ops.predCounters[p]) != owner) {
                throw new GateException(Reason.UNKNOWN_OBJECT, "replaces what is not at this key in its past");
            }
        }
        slots[i] = slot;
        owners[i] = ops.actions[i] == Ops.DELETE ? OpIndex.NOWHERE : owner;
        made[i] = ops.isMake(i) ? make(change, i, target, key) : null;
    }

    private void countUse(Slot slot) {
        if (slot.usedBy != stamp) {
            slot.usedBy = stamp;
            slot.uses = 0;
        }
        if (++slot.uses > caps.samePlaceMax()) {
            throw new GateException(Reason.TOO_LARGE, "more than " + caps.samePlaceMax() + " operations on one key");
        }
    }

    private TreeObject make(ParsedChange change, int i, TreeObject target, String key) {
        if (target.depth >= caps.depthMax()) {
            throw new GateException(Reason.TOO_LARGE, "more than " + caps.depthMax() + " objects deep");
        }
        boolean isText = change.ops().actions[i] == Ops.MAKE_TEXT;
        ObjectId id = ObjectId.of(new OpId(change.startOp() + i, change.actor()));
        return new TreeObject(id, isText, isText ? texts++ : 0, target.depth + 1, new Place(target.id, key));
    }

    private void checkTextOp(ParsedChange change, int i, TreeObject target) {
        if (!target.isText) {
            throw new GateException(Reason.UNSUPPORTED, "element of a list in a map");
        }
        Ops ops = change.ops();
        int owner = 2 * target.number + 1;
        int actor = ops.keyActors[i];
        int counter = ops.keyCounters[i];
        if (actor != RleColumn.NONE && ownerOf(change, actor, counter) != owner) {
            throw new GateException(
                    Reason.UNKNOWN_OBJECT, "refers to a character that is not of this text in its past");
        }
        if (ops.inserts[i] && !(actor == 0 && counter == change.startOp() + i - 1)) {
            countInsertion(actor, actor == RleColumn.NONE ? target.number : counter);
        }
        slots[i] = null;
        made[i] = null;
        owners[i] = ops.inserts[i] ? owner : OpIndex.NOWHERE;
    }

    /** Characters that follow the one inserted just before are not counted: they cost the same wherever they are. */
    private void countInsertion(int actor, int counter) {
        Map<Long, int[]> counts = insertions;
        if (counts == null) {
            counts = new HashMap<>();
            insertions = counts;
        }
        int[] count = counts.computeIfAbsent(((long) actor << 32) | counter, place -> new int[1]);
        if (++count[0] > caps.samePlaceMax()) {
            throw new GateException(Reason.TOO_LARGE, "more than " + caps.samePlaceMax() + " insertions at one place");
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
        return seq == 0 || (!buildsOnEverything && seq > clock.seq(number))
                ? OpIndex.NOWHERE
                : index.owner(seq, counter);
    }

    /** Writes the change that was checked last into history and tree. */
    void commit(ParsedChange change, TouchLog log) {
        Ops ops = change.ops();
        int actor = history.actors.numberOrNew(change.actor());
        ActorId author = history.actors.actor(actor);
        for (int i = 0; i < ops.count(); i++) {
            Slot slot = slots[i];
            if (slot == null) {
                touchText(targets[i], log);
            } else {
                log.touch(slot);
                write(change, i, slot, author);
            }
            TreeObject object = made[i];
            if (object != null) {
                tree.add(actor, change.startOp() + i, object);
            }
        }
        history.actors.ops(actor).add(change.startOp(), owners, ops.count());
        int lastOp = change.startOp() + ops.count() - 1;
        history.add(
                change.hash(),
                change.deps(),
                new History.Node(actor, change.seq(), lastOp, clock.with(actor, change.seq())));
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

    private void write(ParsedChange change, int i, Slot slot, ActorId author) {
        Ops ops = change.ops();
        Register before = slot.register;
        Register register = before;
        for (int p = ops.predFrom[i]; p < ops.predFrom[i + 1]; p++) {
            int replaced = register.indexOf(ops.predCounters[p], change.actors()[ops.predActors[p]]);
            if (replaced >= 0) {
                register = register.without(replaced);
            }
        }
        if (ops.actions[i] != Ops.DELETE) {
            register = register.with(new Register.Entry(change.startOp() + i, author, value(ops, i)));
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
