package dev.meridian.model.automerge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Packed changes come back byte for byte, and hostile packs are refused. Rules PACK-1 to PACK-4 of docs/spec/snapshot.md. */
class ChangePackTest {
    private static final ActorId ALICE = ActorId.of(actor(1));
    private static final ActorId BEN = ActorId.of(actor(2));

    private static byte[] actor(int number) {
        byte[] bytes = new byte[ActorId.BYTES];
        bytes[0] = (byte) number;
        return bytes;
    }

    private static Incoming of(LocalChange change) {
        return new Incoming(change.change().actor().device(), change.change().chunk());
    }

    /** Two people who write at once: keys, objects, text, deletions, and changes that join both. */
    private static List<PackedChange> history(int rounds) {
        List<PackedChange> all = new ArrayList<>();
        try (Replica alice = Replica.create(ALICE);
                Replica ben = Replica.create(BEN)) {
            long pos = 3;
            LocalChange first = alice.edit(edit -> {
                        ObjectId map = edit.putMap(ObjectId.ROOT, "cards");
                        edit.put(map, "title", new Value.Str("Plan"));
                        edit.putText(ObjectId.ROOT, "text");
                    })
                    .orElseThrow();
            all.add(new PackedChange(pos++, first.change().chunk()));
            ben.apply(List.of(of(first)));
            ObjectId text = ((Value.TextValue)
                            alice.tree().at(ObjectId.ROOT, "text").value().orElseThrow())
                    .id();
            Random random = new Random(7);
            for (int round = 0; round < rounds; round++) {
                List<LocalChange> made = new ArrayList<>();
                for (Replica each : List.of(alice, ben)) {
                    String typed = Character.toString('a' + random.nextInt(26));
                    int length =
                            each.text(text).codePointCount(0, each.text(text).length());
                    boolean deletes = length > 3 && random.nextInt(4) == 0;
                    int at = random.nextInt(length + 1);
                    int kind = random.nextInt(3);
                    each.edit(edit -> {
                                if (deletes) {
                                    edit.splice(text, Math.min(at, length - 1), 1, "");
                                } else if (kind == 0) {
                                    edit.put(ObjectId.ROOT, "k" + random.nextInt(5), new Value.Str(typed));
                                } else {
                                    edit.splice(text, at, 0, typed);
                                }
                            })
                            .ifPresent(made::add);
                }
                for (LocalChange change : made) {
                    all.add(new PackedChange(pos, change.change().chunk()));
                    pos += random.nextInt(3);
                }
                made.forEach(change -> {
                    if (change.change().actor().equals(ALICE)) {
                        ben.apply(List.of(of(change)));
                    } else {
                        alice.apply(List.of(of(change)));
                    }
                });
            }
        }
        return all;
    }

    private static PackResult.Unpacked unpacked(byte[] packed) {
        return (PackResult.Unpacked) ChangePack.unpack(packed);
    }

    @Test
    void everyChangeComesBackByteForByteWithItsPlace_PACK1() {
        List<PackedChange> history = history(200);
        PackResult.Unpacked back = unpacked(ChangePack.pack(history));
        assertThat(back.positions())
                .isEqualTo(history.stream().map(PackedChange::pos).toList());
        for (int i = 0; i < history.size(); i++) {
            assertThat(back.changes().get(i).chunk()).isEqualTo(history.get(i).chunk());
        }
    }

    @Test
    void aPackMayBeginInTheMiddleOfAHistory_PACK2() {
        List<PackedChange> history = history(60);
        List<PackedChange> later = history.subList(50, history.size());
        PackResult.Unpacked back = unpacked(ChangePack.pack(later));
        assertThat(back.changes()).hasSize(later.size());
        assertThat(back.changes().getLast().chunk()).isEqualTo(later.getLast().chunk());
    }

    @Test
    void whatHasManySmallChangesBecomesSmall_PACK2() {
        List<PackedChange> history = history(2_000);
        int plain = history.stream().mapToInt(change -> change.chunk().length).sum();
        assertThat(ChangePack.pack(history).length).isLessThan(plain / 10);
    }

    @Test
    void whatTheGateRefusesIsNotPacked_PACK3() {
        assertThatThrownBy(() -> ChangePack.pack(List.of(new PackedChange(1, new byte[] {1, 2, 3}))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void brokenPacksAreRefusedAndNothingElseHappens_PACK4() {
        byte[] good = ChangePack.pack(history(40));
        Random random = new Random(11);
        for (int round = 0; round < 20_000; round++) {
            byte[] broken = good.clone();
            int flips = 1 + random.nextInt(3);
            for (int i = 0; i < flips; i++) {
                broken[random.nextInt(broken.length)] ^= (byte) (1 << random.nextInt(8));
            }
            assertThat(ChangePack.unpack(broken)).isNotNull();
        }
        for (int length = 0; length < good.length; length++) {
            assertThat(ChangePack.unpack(java.util.Arrays.copyOf(good, length))).isInstanceOf(PackResult.Refused.class);
        }
    }

    @Test
    void hostileStreamsUnderTheCompressionAreRefused_PACK4() {
        byte[] plain = PackBytes.inflated(ChangePack.pack(history(40)));
        Random random = new Random(13);
        for (int round = 0; round < 50_000; round++) {
            byte[] broken = plain.clone();
            int flips = 1 + random.nextInt(4);
            for (int i = 0; i < flips; i++) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }
            assertThat(ChangePack.unpack(PackBytes.deflated(broken))).isNotNull();
        }
    }

    @Test
    void aBombIsRefused_PACK4() {
        byte[] bomb = PackBytes.deflated(new byte[64 << 20]);
        assertThat(ChangePack.unpack(bomb)).isInstanceOf(PackResult.Refused.class);
    }

    /** So well deflated that the gate lets it through, and larger than a chunk may be without. */
    private static byte[] large() {
        ChangeWriter writer = new ChangeWriter(BEN);
        for (int i = 0; i < 10; i++) {
            writer.op(ChangeWriter.Op.put(null, "k" + i, "a".repeat(60_000)));
        }
        return ChangeWriter.deflate(writer.chunk());
    }

    @Test
    void whatIsTooLargeWithoutCompressionEndsAPack_PACK4() {
        byte[] large = large();
        assertThat(new Gate(GateCaps.DEFAULT).read(large)).isInstanceOf(GateResult.Parsed.class);
        List<byte[]> chunks =
                new ArrayList<>(history(20).stream().map(PackedChange::chunk).toList());
        int before = chunks.size();
        chunks.add(large);
        chunks.add(chunks.getFirst());

        assertThat(ChangePack.fitting(chunks, Long.MAX_VALUE)).isEqualTo(before);
        assertThatThrownBy(() -> ChangePack.pack(List.of(new PackedChange(1, large))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bytes inflated");
    }

    @Test
    void aPackEndsBeforeItsChangesAreTooManyBytes() {
        List<byte[]> chunks = history(20).stream().map(PackedChange::chunk).toList();
        int three = chunks.get(0).length + chunks.get(1).length + chunks.get(2).length;
        assertThat(ChangePack.fitting(chunks, three)).isEqualTo(3);
        assertThat(ChangePack.fitting(chunks, three - 1)).isEqualTo(2);
        assertThat(ChangePack.fitting(chunks, 0)).isZero();
        assertThat(ChangePack.fitting(chunks, Long.MAX_VALUE)).isEqualTo(chunks.size());
    }
}
