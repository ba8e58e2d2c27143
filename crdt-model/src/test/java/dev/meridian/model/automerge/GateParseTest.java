package dev.meridian.model.automerge;

import static dev.meridian.model.automerge.ChangeWriter.HEAD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.model.automerge.ChangeWriter.Op;
import dev.meridian.model.automerge.ChangeWriter.Raw;
import dev.meridian.model.automerge.Refusal.Reason;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of docs/spec/gate.md that need no document. */
final class GateParseTest {

    private static final ActorId AUTHOR = ActorId.ofHex("50".repeat(24));
    private static final ActorId BEFORE = ActorId.ofHex("10".repeat(24));
    private static final ActorId AFTER = ActorId.ofHex("90".repeat(24));

    private static ChangeWriter change() {
        return new ChangeWriter(AUTHOR);
    }

    private static ParsedChange accepted(byte[] chunk) {
        GateResult result = Gate.parse(chunk, GateCaps.DEFAULT);
        assertThat(result).isInstanceOf(GateResult.Parsed.class);
        return ((GateResult.Parsed) result).change();
    }

    private static void assertRefused(byte[] chunk, Reason reason) {
        assertThat(Gate.parse(chunk, GateCaps.DEFAULT))
                .isInstanceOfSatisfying(
                        GateResult.Refused.class,
                        refused -> assertThat(refused.refusal().reason())
                                .as(refused.refusal().detail())
                                .isEqualTo(reason));
    }

    /** A change with something of everything. */
    private static ChangeWriter rich() {
        ChangeHash dep = ChangeHash.ofHex("ab".repeat(32));
        OpId text = new OpId(7, BEFORE);
        ChangeWriter writer = change().seq(3)
                .startOp(40)
                .after(dep, ChangeHash.ofHex("ac".repeat(32)))
                .time(-5)
                .message("m");
        OpId first = new OpId(44, AUTHOR);
        return writer.op(Op.put(null, "title", "text", new OpId(9, BEFORE), new OpId(9, AFTER)))
                .op(Op.put(null, "title2", 5))
                .op(Op.delete(new OpId(8, AUTHOR), "x", new OpId(12, AFTER)))
                .op(Op.make(new OpId(8, AUTHOR), "made", ChangeWriter.MAKE_MAP))
                .op(Op.insert(text, HEAD, "a"))
                .op(Op.insert(text, first, "😀"))
                .op(Op.deleteElement(text, new OpId(20, AFTER)))
                .op(Op.put(null, "number", 1.5))
                .op(Op.put(null, "flag", true));
    }

    @Test
    void readsWhatIsThere_GATE_3() {
        byte[] chunk = rich().chunk();
        ParsedChange change = accepted(chunk);
        assertThat(change.hash()).isEqualTo(ChangeWriter.hash(chunk));
        assertThat(change.deps()).extracting(ChangeHash::hex).containsExactly("ab".repeat(32), "ac".repeat(32));
        assertThat(change.actor()).isEqualTo(AUTHOR);
        assertThat(change.seq()).isEqualTo(3);
        assertThat(change.startOp()).isEqualTo(40);
        assertThat(change.opCount()).isEqualTo(9);
        assertThat(change.chunk()).isSameAs(chunk);
        assertThat(change.ops().key(2)).isEqualTo("x");
        assertThat(change.ops().value(0)).isEqualTo(Value.of("text"));
        assertThat(change.ops().value(7)).isEqualTo(Value.of(1.5));
    }

    @Test
    void everyTruncationIsRefused_GATE_3() {
        byte[] chunk = rich().chunk();
        for (int length = 0; length < chunk.length; length++) {
            assertRefused(Arrays.copyOf(chunk, length), Reason.MALFORMED);
        }
    }

    @Test
    void everyTruncationWithARepairedChecksumIsRefused_GATE_8() {
        byte[] body = rich().body();
        for (int length = 0; length < body.length; length++) {
            assertThat(Gate.parse(ChangeWriter.seal(Arrays.copyOf(body, length)), GateCaps.DEFAULT))
                    .isInstanceOf(GateResult.Refused.class);
        }
    }

    @Test
    void everyFlippedBitIsRefused_GATE_3() {
        byte[] chunk = rich().chunk();
        for (int bit = 0; bit < 8 * chunk.length; bit++) {
            byte[] flipped = chunk.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(Gate.parse(flipped, GateCaps.DEFAULT)).isInstanceOf(GateResult.Refused.class);
        }
    }

    @Test
    void otherChunkTypesAreRefused_GATE_3() {
        byte[] chunk = rich().chunk();
        for (int type : new int[] {0, 3, 4, 0x7f}) {
            byte[] other = chunk.clone();
            other[8] = (byte) type;
            assertRefused(other, Reason.UNSUPPORTED);
        }
    }

    @Test
    void aCompressedChangeIsTheSameChange_GATE_4() {
        byte[] chunk = rich().op(Op.put(null, "long", "ä".repeat(2_000))).chunk();
        byte[] packed = ChangeWriter.deflate(chunk);
        ParsedChange change = accepted(packed);
        assertThat(change.hash()).isEqualTo(ChangeWriter.hash(chunk));
        assertThat(change.chunk()).isSameAs(packed);
        assertThat(change.plainChunk()).isEqualTo(chunk);
        assertThat(packed.length).isLessThan(chunk.length);
    }

    @Test
    void attack57_aDeflateBombIsRefusedAtTheCap_GATE_4() {
        byte[] bomb = ChangeWriter.deflate(ChangeWriter.seal(new byte[100_000_000]));
        assertThat(bomb.length).isLessThan(GateCaps.DEFAULT.chunkBytesMax());
        assertRefused(bomb, Reason.TOO_LARGE);
    }

    @Test
    void brokenDeflateStreamsAreRefused_GATE_4() {
        byte[] packed = ChangeWriter.deflate(rich().chunk());
        for (int length = 11; length < packed.length; length++) {
            byte[] shorter = Arrays.copyOf(packed, length);
            assertThat(Gate.parse(shorter, GateCaps.DEFAULT)).isInstanceOf(GateResult.Refused.class);
            assertThat(Gate.parse(withLength(shorter, length - 11), GateCaps.DEFAULT))
                    .isInstanceOf(GateResult.Refused.class);
        }
        byte[] longer = Arrays.copyOf(packed, packed.length + 1);
        assertRefused(withLength(longer, packed.length + 1 - 11), Reason.MALFORMED);
    }

    /** Two bytes of length at 9 and 10, as the chunks here have. */
    private static byte[] withLength(byte[] chunk, int length) {
        chunk[9] = (byte) (length | 0x80);
        chunk[10] = (byte) (length >> 7);
        return chunk;
    }

    @Test
    void claimedOperationsAreCountedBeforeTheyAreMade_GATE_5() {
        GateCaps caps = GateCaps.DEFAULT;
        ChangeWriter atCap = change();
        for (int i = 0; i < caps.opsMax(); i++) {
            atCap.op(Op.put(null, "k", 1));
        }
        assertThat(accepted(atCap.chunk()).opCount()).isEqualTo(caps.opsMax());
        assertRefused(atCap.op(Op.put(null, "k", 1)).chunk(), Reason.TOO_LARGE);

        // A column that claims 2^62 actions in nine bytes.
        ByteArrayOutputStream column = new ByteArrayOutputStream();
        column.writeBytes(ChangeWriter.leb(1L << 62));
        column.write(1);
        assertRefused(
                ChangeWriter.seal(withActions(change().op(Op.put(null, "k", 1)).body(), column.toByteArray())),
                Reason.TOO_LARGE);
    }

    /** Replaces the action column of a body made by {@code change().op(put(null, "k", 1))}: its last three columns are one to three bytes. */
    private static byte[] withActions(byte[] body, byte[] actions) {
        // Columns: key string, insert, action, value meta, value raw, pred count; the table begins after the actor
        // count.
        int table = 1 + 1 + ActorId.BYTES + 1 + 1 + 1 + 1 + 1;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(body, 0, table);
        ByteCursor in = new ByteCursor(body, table, body.length);
        int count = (int) in.uleb();
        int[] specs = new int[count];
        int[] lengths = new int[count];
        for (int i = 0; i < count; i++) {
            specs[i] = (int) in.uleb();
            lengths[i] = (int) in.uleb();
        }
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        out.write(count);
        for (int i = 0; i < count; i++) {
            int from = in.take(lengths[i]);
            byte[] bytes = specs[i] == 0x42 ? actions : Arrays.copyOfRange(body, from, from + lengths[i]);
            ChangeWriter.uleb(out, specs[i]);
            ChangeWriter.uleb(out, bytes.length);
            data.writeBytes(bytes);
        }
        out.writeBytes(data.toByteArray());
        return out.toByteArray();
    }

    @Test
    void sizesAboveTheCapsAreRefused_GATE_5() {
        GateCaps caps = GateCaps.DEFAULT;
        assertRefused(
                change().op(Op.put(null, "k", "x".repeat(caps.scalarBytesMax() + 1)))
                        .chunk(),
                Reason.TOO_LARGE);
        accepted(change().op(Op.put(null, "k", "x".repeat(caps.scalarBytesMax())))
                .chunk());
        assertRefused(
                change().op(Op.put(null, "k".repeat(caps.keyBytesMax() + 1), 1)).chunk(), Reason.TOO_LARGE);
        accepted(change().op(Op.put(null, "k".repeat(caps.keyBytesMax()), 1)).chunk());
        assertRefused(
                change().message("m".repeat(caps.messageBytesMax() + 1))
                        .op(Op.put(null, "k", 1))
                        .chunk(),
                Reason.TOO_LARGE);
        assertRefused(new byte[caps.chunkBytesMax() + 1], Reason.TOO_LARGE);
        ChangeHash[] deps = new ChangeHash[caps.depsMax() + 1];
        Arrays.setAll(deps, i -> new ChangeHash(i, 0, 0, 0));
        assertRefused(change().after(deps).op(Op.put(null, "k", 1)).chunk(), Reason.TOO_LARGE);
    }

    @Test
    void headersOutOfOrderAreRefused_GATE_6() {
        byte[] body = rich().body();
        byte[] twice = body.clone();
        System.arraycopy(body, 1, twice, 33, 32);
        assertRefused(ChangeWriter.seal(twice), Reason.MALFORMED);
        byte[] swapped = body.clone();
        System.arraycopy(body, 1, swapped, 33, 32);
        System.arraycopy(body, 33, swapped, 1, 32);
        assertRefused(ChangeWriter.seal(swapped), Reason.MALFORMED);
        assertRefused(rich().seq(0).chunk(), Reason.MALFORMED);
        assertRefused(change().startOp(0).op(Op.put(null, "k", 1)).chunk(), Reason.MALFORMED);
    }

    @Test
    void actorsOfAnotherLengthAreRefused_GATE_6() {
        byte[] body = change().op(Op.put(null, "k", 1)).body();
        ByteArrayOutputStream shorter = new ByteArrayOutputStream();
        shorter.write(0);
        shorter.write(16);
        shorter.write(body, 2, 16);
        shorter.write(body, 2 + ActorId.BYTES, body.length - 2 - ActorId.BYTES);
        assertRefused(ChangeWriter.seal(shorter.toByteArray()), Reason.FOREIGN_ACTOR);
    }

    @Test
    void listingAnActorThatNobodyMentionsIsRefused_GATE_7() {
        assertRefused(change().listing(AFTER).op(Op.put(null, "k", 1)).chunk(), Reason.MALFORMED);
    }

    @Test
    void bytesAfterTheColumnsAreRefused_GATE_8() {
        assertRefused(rich().extraBytes((byte) 0).chunk(), Reason.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x94, 0xa5, 0x4a, 0x05, 0x76, 0xf7})
    void unknownColumnsMarksAndCompressedColumnsAreRefused_GATE_8(int spec) {
        byte[] body = change().op(Op.put(null, "k", 1)).body();
        byte[] patched = body.clone();
        // The last of the columns' specifications, that of the pred counts, becomes another one.
        int at = indexOf(body, (byte) 0x70);
        patched[at] = (byte) spec;
        assertThat(Gate.parse(ChangeWriter.seal(patched), GateCaps.DEFAULT)).isInstanceOf(GateResult.Refused.class);
    }

    private static int indexOf(byte[] body, byte value) {
        for (int i = 33; i < body.length; i++) {
            if (body[i] == value) {
                return i;
            }
        }
        throw new AssertionError("no such byte");
    }

    @Test
    void aChangeWithoutOperationsIsRefused_GATE_11() {
        assertThat(Gate.parse(change().chunk(), GateCaps.DEFAULT)).isInstanceOf(GateResult.Refused.class);
    }

    @Test
    void countersBeyond31BitsAreRefused_GATE_10() {
        accepted(change().startOp(Integer.MAX_VALUE - 1L)
                .op(Op.put(null, "k", 1))
                .chunk());
        assertRefused(
                change().startOp(Integer.MAX_VALUE).op(Op.put(null, "k", 1)).chunk(), Reason.BAD_START_OP);
        assertRefused(change().startOp(1L << 32).op(Op.put(null, "k", 1)).chunk(), Reason.TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {ChangeWriter.MAKE_LIST, ChangeWriter.MAKE_TABLE, ChangeWriter.INCREMENT, ChangeWriter.MARK, 8, 99})
    void listsTablesCountersAndMarksAreRefused_GATE_12(int action) {
        assertRefused(change().op(Op.make(null, "k", action)).chunk(), Reason.UNSUPPORTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nul\u0000", "ä", "😀", "\n", "\u007f"})
    void keysThatAreNotPrintableAsciiAreRefused_GATE_13(String key) {
        assertRefused(change().op(Op.put(null, key, 1)).chunk(), Reason.UNSUPPORTED);
        assertRefused(change().op(Op.put(null, "", 1)).chunk(), Reason.UNSUPPORTED);
    }

    @Test
    void valuesThatDoNotDecodeAreRefused_GATE_14() {
        List<Raw> broken = List.of(
                Raw.typed(0, 1),
                Raw.typed(1, 0),
                Raw.typed(2, 0),
                Raw.typed(3),
                Raw.typed(3, 0x80),
                Raw.typed(3, 0x81, 0),
                Raw.typed(3, 1, 1),
                Raw.typed(4, 0xff, 0x7f),
                Raw.typed(4, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 2),
                Raw.typed(5, 1, 2, 3, 4, 5, 6, 7),
                Raw.typed(6, 0xc0, 0x80),
                Raw.typed(6, 0xed, 0xa0, 0x80),
                Raw.typed(6, 0xf5, 0x80, 0x80, 0x80),
                Raw.typed(6, 0xe2, 0x82),
                Raw.typed(9));
        for (Raw value : broken) {
            assertRefused(change().op(Op.put(null, "k", value)).chunk(), Reason.MALFORMED);
        }
        assertRefused(change().op(Op.put(null, "k", Raw.typed(8, 1))).chunk(), Reason.UNSUPPORTED);
        assertRefused(change().op(Op.put(null, "k", Raw.typed(10, 1))).chunk(), Reason.UNSUPPORTED);
        assertRefused(
                change().op(new Op(null, "k", null, false, ChangeWriter.MAKE_MAP, "value", List.of()))
                        .chunk(),
                Reason.MALFORMED);
    }

    @Test
    void everyScalarDecodesToWhatItIs_GATE_14() {
        ParsedChange change = accepted(
                change().op(Op.put(null, "a", Raw.typed(3, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1)))
                        .op(Op.put(null, "b", Raw.typed(4, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x7f)))
                        .op(Op.put(null, "c", Raw.typed(9, 0x7f)))
                        .op(Op.put(null, "d", Raw.typed(7, 0, 255)))
                        .op(Op.put(null, "e", null))
                        .op(Op.put(null, "f", false))
                        .chunk());
        Ops ops = change.ops();
        assertThat(ops.value(0)).isEqualTo(new Value.Uint(-1));
        assertThat(ops.value(1)).isEqualTo(Value.of(Long.MIN_VALUE));
        assertThat(ops.value(2)).isEqualTo(new Value.Timestamp(-1));
        assertThat(ops.value(3)).isEqualTo(new Value.Blob("00ff"));
        assertThat(ops.value(4)).isEqualTo(Value.NULL);
        assertThat(ops.value(5)).isEqualTo(Value.FALSE);
    }

    @Test
    void mapOperationsThatMakeNoSenseAreRefused_GATE_15() {
        assertRefused(
                change().op(new Op(null, "k", null, true, ChangeWriter.PUT, "x", List.of()))
                        .chunk(),
                Reason.MALFORMED);
        assertRefused(change().op(Op.delete(null, "k")).chunk(), Reason.MALFORMED);
        assertRefused(
                change().startOp(9)
                        .op(new Op(null, "k", HEAD, false, ChangeWriter.PUT, "x", List.of()))
                        .chunk(),
                Reason.MALFORMED);
        assertRefused(
                change().op(new Op(null, null, null, false, ChangeWriter.PUT, "x", List.of()))
                        .chunk(),
                Reason.MALFORMED);
    }

    @Test
    void textOperationsOtherThanCharactersInAndOutAreRefused_GATE_16() {
        OpId text = new OpId(1, BEFORE);
        OpId element = new OpId(2, BEFORE);
        UnaryOperator<ChangeWriter> at = writer -> writer.startOp(9);
        accepted(at.apply(change()).op(Op.insert(text, element, "😀")).chunk());
        for (Object value : new Object[] {"", "ab", "e\u0301", 5, true}) {
            assertRefused(at.apply(change()).op(Op.insert(text, element, value)).chunk(), Reason.UNSUPPORTED);
        }
        assertRefused(
                at.apply(change())
                        .op(new Op(text, null, element, true, ChangeWriter.MAKE_MAP, null, List.of()))
                        .chunk(),
                Reason.UNSUPPORTED);
        assertRefused(
                at.apply(change())
                        .op(new Op(text, null, element, false, ChangeWriter.PUT, "x", List.of(element)))
                        .chunk(),
                Reason.UNSUPPORTED);
        assertRefused(
                at.apply(change())
                        .op(new Op(text, null, element, true, ChangeWriter.PUT, "x", List.of(element)))
                        .chunk(),
                Reason.MALFORMED);
        OpId other = new OpId(3, BEFORE);
        for (List<OpId> preds : List.of(List.<OpId>of(), List.of(other), List.of(element, other))) {
            assertRefused(
                    at.apply(change())
                            .op(new Op(text, null, element, false, ChangeWriter.DELETE, null, preds))
                            .chunk(),
                    Reason.MALFORMED);
        }
        assertRefused(
                at.apply(change())
                        .op(new Op(text, null, HEAD, false, ChangeWriter.DELETE, null, List.of()))
                        .chunk(),
                Reason.MALFORMED);
    }

    @Test
    void predsOutOfOrderAreRefused_GATE_17() {
        OpId small = new OpId(3, AFTER);
        OpId great = new OpId(4, BEFORE);
        accepted(change().startOp(9).op(Op.put(null, "k", 1, small, great)).chunk());
        assertRefused(change().startOp(9).op(Op.put(null, "k", 1, great, small)).chunk(), Reason.MALFORMED);
        assertRefused(change().startOp(9).op(Op.put(null, "k", 1, small, small)).chunk(), Reason.MALFORMED);
        OpId own = new OpId(3, AUTHOR);
        accepted(change().startOp(9).op(Op.put(null, "k", 1, own, small)).chunk());
        assertRefused(change().startOp(9).op(Op.put(null, "k", 1, small, own)).chunk(), Reason.MALFORMED);
    }

    @Test
    void referringToWhatIsNotOlderIsRefused_GATE_17() {
        for (OpId later : List.of(new OpId(9, AUTHOR), new OpId(9, AFTER), new OpId(100, BEFORE))) {
            assertRefused(change().startOp(9).op(Op.put(null, "k", 1, later)).chunk(), Reason.BAD_START_OP);
            assertRefused(change().startOp(9).op(Op.put(later, "k", 1)).chunk(), Reason.BAD_START_OP);
            assertRefused(
                    change().startOp(9)
                            .op(Op.insert(new OpId(1, AUTHOR), later, "x"))
                            .chunk(),
                    Reason.BAD_START_OP);
        }
    }

    @Test
    void joinedChunksComeApartAgain() {
        byte[] one = rich().chunk();
        byte[] two = ChangeWriter.deflate(
                change().op(Op.put(null, "k", "x".repeat(500))).chunk());
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(one);
        both.writeBytes(two);
        assertThat(Gate.split(both.toByteArray())).containsExactly(one, two);
        assertThat(Gate.split(new byte[0])).isEmpty();
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            byte[] noise = new byte[random.nextInt(60)];
            random.nextBytes(noise);
            ByteArrayOutputStream joined = new ByteArrayOutputStream();
            Gate.split(noise).forEach(joined::writeBytes);
            assertThat(joined.toByteArray()).isEqualTo(noise);
        }
    }
}
