package dev.meridian.model.automerge;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The changes that are in a document: who, after what, and which operations. Owned by its replica's thread. */
final class History {

    /**
     * A change that is in.
     *
     * @param lastOp greatest counter among its operations, hence among all that it builds on
     * @param base what it builds on, its own actor aside: that is at {@code seq - 1}. Shared by changes that follow one another
     */
    record Node(int actor, int seq, int lastOp, Clock base) {

        /** What builds on this change builds on this. */
        Clock clock() {
            return base.with(actor, seq);
        }
    }

    final ActorTable actors = new ActorTable();
    private final Map<ChangeHash, Node> nodes = new HashMap<>();
    private final Set<ChangeHash> heads = new HashSet<>();
    private int maxOp;

    int changes() {
        return nodes.size();
    }

    boolean contains(ChangeHash hash) {
        return nodes.containsKey(hash);
    }

    @Nullable
    Node node(ChangeHash hash) {
        return nodes.get(hash);
    }

    Set<ChangeHash> heads() {
        return heads;
    }

    /** Greatest counter in the document, 0 in an empty one. */
    int maxOp() {
        return maxOp;
    }

    /** Whether an operation that is here put a character into a text. */
    boolean isCharacterOf(OpId op, TreeObject text) {
        int number = actors.number(op.actor());
        if (number == ActorTable.UNKNOWN) {
            return false;
        }
        OpIndex ops = actors.ops(number);
        int seq = ops.seqOf(op.counter());
        return seq > 0 && ops.owner(seq, op.counter()) == OpIndex.ofText(text.number);
    }

    int seq(ActorId actor) {
        int number = actors.number(actor);
        return number == ActorTable.UNKNOWN ? 0 : actors.ops(number).changes();
    }

    /** Whether a change with these dependencies builds on everything that is here. */
    boolean isEverything(List<ChangeHash> deps) {
        // A writer names its own last change even where that is no head, so there may be more of them than heads.
        if (deps.size() < heads.size()) {
            return false;
        }
        int found = 0;
        for (int i = 0; i < deps.size(); i++) {
            if (heads.contains(deps.get(i))) {
                found++;
            }
        }
        return found == heads.size();
    }

    void add(ChangeHash hash, List<ChangeHash> deps, Node node) {
        nodes.put(hash, node);
        for (int i = 0; i < deps.size(); i++) {
            heads.remove(deps.get(i));
        }
        heads.add(hash);
        maxOp = Math.max(maxOp, node.lastOp);
    }
}
