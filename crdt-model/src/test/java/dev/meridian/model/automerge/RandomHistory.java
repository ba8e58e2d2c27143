package dev.meridian.model.automerge;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Several people who edit one document at random and hear of each other now and then. The same seed makes the same history. */
final class RandomHistory implements AutoCloseable {

    private static final String[] KEYS = {"a", "b", "c", "title", "x", "y z", "%20~"};
    private static final String[] INSERTS = {"x", "hello ", "ä", "😀", "a😀b\n", "\u0000", "𝔘nicode", ""};

    final List<Replica> replicas = new ArrayList<>();

    /** Every change in the order in which it was made, hence after what it builds on. */
    final List<ParsedChange> changes = new ArrayList<>();

    /** For each replica the changes it has not heard of, in order. */
    private final List<List<ParsedChange>> inboxes = new ArrayList<>();

    private final Random random;

    RandomHistory(long seed, int people) {
        this.random = new Random(seed);
        for (int i = 0; i < people; i++) {
            replicas.add(Replica.create(ActorId.of(new DeviceId(random.nextLong(), i), random.nextLong())));
            inboxes.add(new ArrayList<>());
        }
    }

    /** One edit, or one delivery. */
    void step() {
        int who = random.nextInt(replicas.size());
        if (random.nextInt(3) == 0) {
            deliver(who, random.nextInt(inboxes.get(who).size() + 1));
        } else {
            edit(who);
        }
    }

    void deliverEverything() {
        for (int i = 0; i < replicas.size(); i++) {
            deliver(i, inboxes.get(i).size());
        }
    }

    private void deliver(int who, int count) {
        List<ParsedChange> arriving = inboxes.get(who).subList(0, count);
        Applied applied = replicas.get(who)
                .apply(arriving.stream().map(RandomHistory::incoming).toList());
        for (ChangeOutcome outcome : applied.outcomes()) {
            if (!(outcome instanceof ChangeOutcome.Accepted)) {
                throw new AssertionError(outcome);
            }
        }
        arriving.clear();
    }

    static Incoming incoming(ParsedChange change) {
        return new Incoming(change.actor().device(), change.chunk());
    }

    private void edit(int who) {
        Replica replica = replicas.get(who);
        replica.edit(editor -> {
                    for (int n = 1 + random.nextInt(4); n > 0; n--) {
                        write(replica.tree(), editor);
                    }
                })
                .ifPresent(local -> {
                    changes.add(local.change());
                    for (int i = 0; i < inboxes.size(); i++) {
                        if (i != who) {
                            inboxes.get(i).add(local.change());
                        }
                    }
                });
    }

    private void write(ObjectTree tree, Editor editor) {
        ObjectId map = anyMap(editor);
        String key = KEYS[random.nextInt(KEYS.length)];
        switch (random.nextInt(12)) {
            case 0 -> editor.put(map, key, INSERTS[random.nextInt(INSERTS.length)]);
            case 1 -> editor.put(map, key, random.nextInt(3));
            case 2 -> editor.put(map, key, random.nextBoolean() ? random.nextInt() : random.nextInt(2) - 0.5);
            case 3 -> editor.put(map, key, random.nextBoolean());
            case 4 -> editor.put(map, key, random.nextBoolean() ? Value.NULL : new Value.Timestamp(random.nextLong()));
            case 5 -> editor.delete(map, key);
            case 6 -> editor.putMap(map, key);
            case 7 -> editor.splice(editor.putText(map, key), 0, 0, INSERTS[random.nextInt(INSERTS.length)]);
            default -> spliceSomewhere(tree, editor, map);
        }
    }

    private void spliceSomewhere(ObjectTree tree, Editor editor, ObjectId map) {
        for (String key : KEYS) {
            ObjectId text = editor.at(map, key).text().orElse(null);
            if (text != null) {
                int length = editor.length(text);
                int at = random.nextInt(length + 1);
                editor.splice(
                        text,
                        at,
                        random.nextInt(Math.min(4, length - at + 1)),
                        INSERTS[random.nextInt(INSERTS.length)]);
                return;
            }
        }
        if (tree.size(map) < 3) {
            editor.putText(map, KEYS[random.nextInt(KEYS.length)]);
        }
    }

    /** A map somewhere; also one that lost a conflict, and hence one that others may be deleting. */
    private ObjectId anyMap(Editor editor) {
        ObjectId at = ObjectId.ROOT;
        for (int depth = random.nextInt(4); depth > 0; depth--) {
            List<Register.Entry> entries =
                    editor.at(at, KEYS[random.nextInt(KEYS.length)]).entries();
            if (!entries.isEmpty()
                    && entries.get(random.nextInt(entries.size())).value() instanceof Value.MapValue map) {
                at = map.id();
            }
        }
        return at;
    }

    /** The changes in another order in which each still comes after what it builds on. */
    List<Incoming> shuffled() {
        List<ParsedChange> left = new ArrayList<>(changes);
        List<Incoming> order = new ArrayList<>();
        java.util.Set<ChangeHash> done = new java.util.HashSet<>();
        while (!left.isEmpty()) {
            List<ParsedChange> ready = left.stream()
                    .filter(change -> done.containsAll(change.deps()))
                    .toList();
            ParsedChange next = ready.get(random.nextInt(ready.size()));
            left.remove(next);
            done.add(next.hash());
            order.add(incoming(next));
        }
        return order;
    }

    @Override
    public void close() {
        replicas.forEach(Replica::close);
    }
}
