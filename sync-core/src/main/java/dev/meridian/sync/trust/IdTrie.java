package dev.meridian.sync.trust;

import dev.meridian.sync.id.DeviceId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A map of ids that shares what two versions of it have in common: every membership record makes a version, and a copy of a
 * thousand devices for each would be most of the work of reading a log. A trie over the hexadecimal digits of the ids, which are
 * hashes. Immutable.
 */
final class IdTrie<V> {
    private static final int WIDTH = 16;
    private static final int HALF = 4;
    private static final int DIGIT = 0x0f;

    private final Optional<Node<V>> root;
    private final int size;

    private sealed interface Node<V> {}

    private record Leaf<V>(DeviceId id, int ordinal, V value) implements Node<V> {}

    /** One place a digit, empty where no id goes on so. */
    private record Branch<V>(List<Optional<Node<V>>> places) implements Node<V> {
        static <V> Branch<V> empty() {
            List<Optional<Node<V>>> places = new ArrayList<>(WIDTH);
            for (int i = 0; i < WIDTH; i++) {
                places.add(Optional.empty());
            }
            return new Branch<>(places);
        }

        Branch<V> with(int digit, Node<V> node) {
            List<Optional<Node<V>>> copy = new ArrayList<>(places);
            copy.set(digit, Optional.of(node));
            return new Branch<>(copy);
        }
    }

    private IdTrie(Optional<Node<V>> root, int size) {
        this.root = root;
        this.size = size;
    }

    static <V> IdTrie<V> empty() {
        return new IdTrie<>(Optional.empty(), 0);
    }

    Optional<V> get(DeviceId id) {
        Optional<Node<V>> at = root;
        for (int depth = 0; at.isPresent(); depth++) {
            switch (at.get()) {
                case Leaf<V> leaf -> {
                    return leaf.id.equals(id) ? Optional.of(leaf.value) : Optional.empty();
                }
                case Branch<V> branch -> at = branch.places.get(digit(id, depth));
            }
        }
        return Optional.empty();
    }

    /** This map with one entry more, or another value in the place that the id has. */
    IdTrie<V> with(DeviceId id, V value) {
        boolean isNew = get(id).isEmpty();
        Node<V> changed = root.map(node -> put(node, 0, id, value)).orElseGet(() -> new Leaf<>(id, size, value));
        return new IdTrie<>(Optional.of(changed), isNew ? size + 1 : size);
    }

    private Node<V> put(Node<V> node, int depth, DeviceId id, V value) {
        return switch (node) {
            case Leaf<V> leaf ->
                leaf.id.equals(id)
                        ? new Leaf<>(id, leaf.ordinal, value)
                        : put(Branch.<V>empty().with(digit(leaf.id, depth), leaf), depth, id, value);
            case Branch<V> branch -> {
                int digit = digit(id, depth);
                Node<V> below = branch.places
                        .get(digit)
                        .map(next -> put(next, depth + 1, id, value))
                        .orElseGet(() -> new Leaf<>(id, size, value));
                yield branch.with(digit, below);
            }
        };
    }

    /** All values, in the order in which their ids came. */
    List<V> values() {
        List<Leaf<V>> leaves = new ArrayList<>(size);
        root.ifPresent(node -> collect(node, leaves));
        leaves.sort(Comparator.comparingInt(Leaf::ordinal));
        return leaves.stream().map(Leaf::value).toList();
    }

    private static <V> void collect(Node<V> node, List<Leaf<V>> leaves) {
        switch (node) {
            case Leaf<V> leaf -> leaves.add(leaf);
            case Branch<V> branch -> branch.places.forEach(place -> place.ifPresent(below -> collect(below, leaves)));
        }
    }

    private static int digit(DeviceId id, int depth) {
        int octet = id.bytes().byteAt(depth / 2);
        return (depth % 2 == 0 ? octet >> HALF : octet) & DIGIT;
    }
}
