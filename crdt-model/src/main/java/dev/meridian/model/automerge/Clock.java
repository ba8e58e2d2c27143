package dev.meridian.model.automerge;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a change builds on, all the way back: for each actor (by its number in this document) the last sequence number. Immutable, a tree of sixteen
 * branches a node, so that the clocks of a hundred thousand changes share nearly everything.
 */
final class Clock {

    private static final int BITS = 4;
    private static final int WIDTH = 1 << BITS;
    private static final int MASK = WIDTH - 1;
    private static final Node[] NO_BRANCHES = {};
    private static final int[] NO_SEQS = {};

    static final Clock EMPTY = new Clock(BITS, null);

    /** Bits of an actor number that the tree has room for. */
    private final int bits;

    /** Null where all is zero. */
    private final @Nullable Node root;

    private Clock(int bits, @Nullable Node root) {
        this.bits = bits;
        this.root = root;
    }

    /** Last sequence number of an actor, 0 where there is none. */
    int seq(int actor) {
        if (actor >>> bits != 0) {
            return 0;
        }
        Node node = root;
        for (int shift = bits - BITS; shift > 0 && node != null; shift -= BITS) {
            node = node.branches[(actor >>> shift) & MASK];
        }
        return node == null ? 0 : node.seqs[actor & MASK];
    }

    /** This clock with one actor further on. */
    Clock with(int actor, int seq) {
        Clock wide = this;
        while (actor >>> wide.bits != 0) {
            wide = wide.widened();
        }
        return new Clock(wide.bits, Node.set(wide.root, wide.bits - BITS, actor, seq));
    }

    /** The later of both for every actor. */
    Clock merge(Clock other) {
        if (other.root == null) {
            return this;
        }
        if (root == null) {
            return other;
        }
        Clock left = this;
        Clock right = other;
        while (left.bits < right.bits) {
            left = left.widened();
        }
        while (right.bits < left.bits) {
            right = right.widened();
        }
        return new Clock(left.bits, Node.merge(left.root, right.root));
    }

    private Clock widened() {
        if (root == null) {
            return new Clock(bits + BITS, null);
        }
        Node[] branches = new Node[WIDTH];
        branches[0] = root;
        return new Clock(bits + BITS, new Node(branches, NO_SEQS));
    }

    /** A leaf has sequence numbers, every other node has branches. */
    private static final class Node {

        private final @Nullable Node[] branches;
        private final int[] seqs;

        private Node(@Nullable Node[] branches, int[] seqs) {
            this.branches = branches;
            this.seqs = seqs;
        }

        private static Node set(@Nullable Node node, int shift, int actor, int seq) {
            int at = (actor >>> shift) & MASK;
            if (shift == 0) {
                int[] seqs = node == null ? new int[WIDTH] : node.seqs.clone();
                seqs[at] = seq;
                return new Node(NO_BRANCHES, seqs);
            }
            @Nullable Node[] branches = node == null ? new Node[WIDTH] : node.branches.clone();
            branches[at] = set(branches[at], shift - BITS, actor, seq);
            return new Node(branches, NO_SEQS);
        }

        private static @Nullable Node merge(@Nullable Node left, @Nullable Node right) {
            if (left == right || right == null) {
                return left;
            }
            if (left == null) {
                return right;
            }
            return left.branches.length == 0 ? left.mergeLeaf(right) : left.mergeBranches(right);
        }

        private Node mergeLeaf(Node other) {
            int[] merged = seqs.clone();
            for (int i = 0; i < WIDTH; i++) {
                merged[i] = Math.max(merged[i], other.seqs[i]);
            }
            // The same node again where nothing is new, so that the next merge stops here.
            if (Arrays.equals(merged, seqs)) {
                return this;
            }
            return Arrays.equals(merged, other.seqs) ? other : new Node(NO_BRANCHES, merged);
        }

        private Node mergeBranches(Node other) {
            @Nullable Node[] merged = branches.clone();
            boolean isThis = true;
            boolean isOther = true;
            for (int i = 0; i < WIDTH; i++) {
                merged[i] = merge(branches[i], other.branches[i]);
                isThis &= merged[i] == branches[i];
                isOther &= merged[i] == other.branches[i];
            }
            if (isThis) {
                return this;
            }
            return isOther ? other : new Node(merged, NO_SEQS);
        }
    }
}
