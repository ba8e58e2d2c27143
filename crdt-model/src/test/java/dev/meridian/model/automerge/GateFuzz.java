package dev.meridian.model.automerge;

import dev.meridian.model.automerge.ChangeWriter.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Throws broken and hostile changes at a replica, the main program of a forked JVM (an abort of Automerge is then a failed exit code and not the
 * end of the tests). Half of them are real changes with bytes flipped, cut, doubled or exchanged, under a checksum that fits again; half are made of
 * operations that mention ids at random, known and unknown. Whatever the gate lets through must be in Automerge exactly as in the tree, and come
 * back from a save.
 */
final class GateFuzz {

    private static final ActorId READER = ActorId.ofHex("33".repeat(24));
    private static final int CHANGES_BEFORE_FRESH = 25;

    private final Random random;
    private final Map<Refusal.Reason, Integer> refused = new EnumMap<>(Refusal.Reason.class);
    private final List<ParsedChange> seeds = new ArrayList<>();
    private int accepted;
    private int tried;

    private Replica replica;
    private BareAutomerge bare;
    private int acceptedHere;
    private int maxAccepted;

    private GateFuzz(long seed) {
        this.random = new Random(seed);
        this.replica = Replica.create(READER);
        this.bare = new BareAutomerge();
    }

    /** @param args seed, least number of changes to try, most seconds */
    public static void main(String[] args) {
        long seed = Long.parseLong(args[0]);
        int count = Integer.parseInt(args[1]);
        long end = System.nanoTime() + 1_000_000_000L * Long.parseLong(args[2]);
        GateFuzz fuzz = new GateFuzz(seed);
        fuzz.begin();
        while (fuzz.tried < count && System.nanoTime() < end) {
            fuzz.tryOne();
        }
        System.out.println(
                "seed " + seed + ": tried " + fuzz.tried + ", accepted " + fuzz.accepted + ", refused " + fuzz.refused);
    }

    /** A document with some history, of which the replica knows a part. */
    private void begin() {
        replica.close();
        bare.close();
        seeds.clear();
        try (RandomHistory history = new RandomHistory(random.nextLong(), 3)) {
            for (int i = 0; i < 40; i++) {
                history.step();
            }
            history.deliverEverything();
            seeds.addAll(history.changes);
        }
        replica = Replica.create(READER);
        bare = new BareAutomerge();
        acceptedHere = 0;
        maxAccepted = 0;
        for (ParsedChange change : seeds.subList(0, seeds.size() - random.nextInt(seeds.size() / 2))) {
            replica.apply(List.of(RandomHistory.incoming(change)));
            bare.apply(change.chunk());
        }
    }

    private void tryOne() {
        tried++;
        byte[] chunk = random.nextBoolean() ? mutated() : invented();
        if (random.nextInt(10) == 0) {
            chunk = ChangeWriter.deflate(chunk);
        }
        DeviceId author = Gate.parse(chunk, GateCaps.DEFAULT) instanceof GateResult.Parsed parsed
                ? parsed.change().actor().device()
                : READER.device();
        try {
            offer(chunk, author);
        } catch (RuntimeException | AssertionError e) {
            System.out.println("chunk " + java.util.HexFormat.of().formatHex(chunk));
            throw e;
        }
        if (acceptedHere >= CHANGES_BEFORE_FRESH || random.nextInt(2_000) == 0) {
            begin();
        }
    }

    private void offer(byte[] chunk, DeviceId author) {
        switch (replica.apply(List.of(new Incoming(author, chunk))).outcomes().getFirst()) {
            case ChangeOutcome.Refused out -> refused.merge(out.refusal().reason(), 1, Integer::sum);
            case ChangeOutcome.Duplicate duplicate -> {}
            case ChangeOutcome.Accepted in -> {
                accepted++;
                acceptedHere++;
                maxAccepted = Math.max(
                        maxAccepted, in.change().startOp() + in.change().opCount() - 1);
                bare.apply(chunk);
                check(bare.heads().equals(List.copyOf(replica.heads())), "heads differ");
                check(bare.content().equals(BareAutomerge.content(replica)), "contents differ");
                try (BareAutomerge loaded = BareAutomerge.load(bare.save())) {
                    check(loaded.heads().equals(bare.heads()), "save has other heads");
                    check(Arrays.equals(loaded.changes(), bare.changes()), "save has other changes");
                }
            }
        }
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    private ParsedChange anySeed() {
        return seeds.get(random.nextInt(seeds.size()));
    }

    private byte[] mutated() {
        byte[] body = ChangeWriter.bodyOf(anySeed().chunk());
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            body = mutate(body);
        }
        return ChangeWriter.seal(body);
    }

    private byte[] mutate(byte[] body) {
        if (body.length < 2) {
            return body;
        }
        int at = random.nextInt(body.length);
        byte[] copy = body.clone();
        switch (random.nextInt(7)) {
            case 0 -> copy[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> copy[at] = (byte) random.nextInt(256);
            case 2 -> copy[at] += (byte) (random.nextBoolean() ? 1 : -1);
            case 3 -> copy = at == 0 ? copy : Arrays.copyOf(copy, at);
            case 4 -> {
                int length = random.nextInt(Math.min(8, body.length - at)) + 1;
                copy = new byte[body.length + length];
                System.arraycopy(body, 0, copy, 0, at + length);
                System.arraycopy(body, at, copy, at + length, body.length - at);
            }
            case 5 -> {
                byte[] other = ChangeWriter.bodyOf(anySeed().chunk());
                int length = Math.min(random.nextInt(12), Math.min(other.length, body.length) - 1);
                System.arraycopy(
                        other,
                        random.nextInt(other.length - length),
                        copy,
                        random.nextInt(body.length - length),
                        length);
            }
            default -> {
                copy = new byte[body.length - 1];
                System.arraycopy(body, 0, copy, 0, at);
                System.arraycopy(body, at + 1, copy, at, copy.length - at);
            }
        }
        return copy;
    }

    private byte[] invented() {
        return random.nextInt(3) == 0 ? inventedInThePast() : inventedNow();
    }

    /** By an actor that has seen only what one old change builds on. */
    private byte[] inventedInThePast() {
        ParsedChange seen = anySeed();
        ActorId actor = new ActorId(random.nextInt(3), 2, random.nextInt());
        int startOp = seen.startOp() + seen.opCount();
        ChangeWriter writer = new ChangeWriter(actor).after(seen.hash()).startOp(startOp);
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            writer.op(inventedOp(actor, startOp));
        }
        return writer.chunk();
    }

    private byte[] inventedNow() {
        ParsedChange near = anySeed();
        ActorId actor = random.nextInt(3) == 0 ? new ActorId(random.nextInt(3), 1, random.nextInt(3)) : near.actor();
        ChangeWriter writer = new ChangeWriter(actor);
        replica.heads().forEach(writer::after);
        int lastOp = seeds.stream()
                .mapToInt(seed -> seed.startOp() + seed.opCount() - 1)
                .max()
                .orElse(0);
        writer.seq(Math.max(1, replica.seq(actor) + 1 + (random.nextInt(8) == 0 ? random.nextInt(5) - 2 : 0)));
        int startOp = random.nextInt(8) == 0 ? 1 + random.nextInt(lastOp + 3) : maxOp() + 1;
        writer.startOp(startOp);
        for (int n = 1 + random.nextInt(5); n > 0; n--) {
            writer.op(inventedOp(actor, startOp));
        }
        return writer.chunk();
    }

    /** Greatest counter among the operations that are visible in the replica's changes. */
    private int maxOp() {
        int max = 0;
        for (ParsedChange seed : seeds) {
            if (replica.contains(seed.hash())) {
                max = Math.max(max, seed.startOp() + seed.opCount() - 1);
            }
        }
        return Math.max(max, maxAccepted);
    }

    private Op inventedOp(ActorId actor, int startOp) {
        String[] keys = {"a", "b", "title", "x", ""};
        String key = keys[random.nextInt(random.nextInt(20) == 0 ? 5 : 4)];
        Object[] values = {1, "text", "c", true, 1.5, "😀"};
        Object value = values[random.nextInt(values.length)];
        OpId object = random.nextInt(3) == 0 ? null : anyId(actor, startOp);
        return switch (random.nextInt(7)) {
            case 0 -> Op.put(object, key, value);
            case 1 -> Op.put(object, key, value, anyId(actor, startOp));
            case 2 -> Op.make(object, key, random.nextInt(9));
            case 3 -> Op.delete(object, key, anyId(actor, startOp));
            case 4 ->
                Op.insert(
                        anyId(actor, startOp),
                        random.nextInt(4) == 0 ? ChangeWriter.HEAD : anyId(actor, startOp),
                        value);
            case 5 -> Op.deleteElement(anyId(actor, startOp), anyId(actor, startOp));
            default ->
                new Op(object, null, anyId(actor, startOp), random.nextBoolean(), random.nextInt(9), value, List.of());
        };
    }

    /** An operation of a seed, one of this very change, or none that there is. */
    private OpId anyId(ActorId actor, int startOp) {
        ParsedChange seed = anySeed();
        return switch (random.nextInt(12)) {
            case 0 -> new OpId(1 + random.nextInt(100), seed.actor());
            case 1 -> new OpId(startOp + random.nextInt(4), actor);
            case 2 -> new OpId(startOp, new ActorId(9, 9, 9));
            default -> anyMade(seed);
        };
    }

    /** Mostly the maker of an object or a character, so that some of what is invented makes sense. */
    private OpId anyMade(ParsedChange seed) {
        for (int i = 0; i < 5; i++) {
            int op = random.nextInt(seed.opCount());
            if (seed.ops().isMake(op) || seed.ops().inserts[op]) {
                return new OpId(seed.startOp() + op, seed.actor());
            }
        }
        return new OpId(seed.startOp() + random.nextInt(seed.opCount()), seed.actor());
    }
}
