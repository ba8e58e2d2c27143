package dev.meridian.model.automerge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Any bytes as a change: judged in bounded memory, nothing thrown; and whatever is accepted is what it says. */
@Timeout(1800)
final class GateBytesFuzzTest {
    /** An inflated body at its cap, the copy that is parsed, and its operations. */
    private static final long MEMORY = 24 << 20;

    private static final ActorId AUTHOR = ActorId.ofHex("50".repeat(24));
    private static final ActorId OTHER = ActorId.ofHex("10".repeat(24));

    private static List<byte[]> bodies() {
        OpId text = new OpId(7, OTHER);
        return List.of(
                new ChangeWriter(AUTHOR)
                        .seq(3)
                        .startOp(40)
                        .after(ChangeHash.ofHex("ab".repeat(32)))
                        .op(ChangeWriter.Op.put(null, "title", "text", new OpId(9, OTHER)))
                        .op(ChangeWriter.Op.put(null, "title2", 5))
                        .op(ChangeWriter.Op.make(new OpId(8, AUTHOR), "made", ChangeWriter.MAKE_MAP))
                        .op(ChangeWriter.Op.put(null, "number", 1.5))
                        .body(),
                new ChangeWriter(AUTHOR)
                        .seq(1)
                        .startOp(40)
                        .op(ChangeWriter.Op.insert(text, ChangeWriter.HEAD, "a"))
                        .op(ChangeWriter.Op.insert(text, new OpId(40, AUTHOR), "b"))
                        .op(ChangeWriter.Op.deleteElement(text, new OpId(20, OTHER)))
                        .body());
    }

    @Test
    void anyBytesAreJudged_GATE_3() {
        List<byte[]> chunks = bodies().stream().map(GateBytesFuzzTest::plain).toList();
        new Fuzz(chunks, MEMORY).run(50_000, GateBytesFuzzTest::judge);
    }

    @Test
    void anyBodyUnderItsRightChecksumIsJudged_GATE_8() {
        new Fuzz(bodies(), MEMORY).run(100_000, body -> judge(plain(body)));
    }

    @Test
    void attack57_anyDeflatedBodyIsJudged_GATE_4() {
        new Fuzz(bodies(), MEMORY).run(10_000, body -> judge(deflated(body)));
    }

    @Test
    void anyBytesAreSplitIntoWhatTheyAre_GATE_3() {
        byte[] both = concat(plain(bodies().getFirst()), plain(bodies().getLast()));
        new Fuzz(List.of(both), MEMORY)
                .run(
                        50_000,
                        input -> assertThat(Gate.split(input).stream()
                                        .mapToInt(chunk -> chunk.length)
                                        .sum())
                                .isEqualTo(input.length));
    }

    private static void judge(byte[] chunk) {
        switch (Gate.parse(chunk, GateCaps.DEFAULT)) {
            case GateResult.Parsed parsed ->
                assertThat(parsed.change().opCount()).isBetween(1, GateCaps.DEFAULT.opsMax());
            case GateResult.Refused refused ->
                assertThat(refused.refusal().reason()).isNotNull();
        }
    }

    /** Type 1, and the checksum that the body has (GATE-3). */
    private static byte[] plain(byte[] body) {
        return chunk(1, body, body);
    }

    private static byte[] deflated(byte[] body) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        deflater.setInput(body);
        deflater.finish();
        byte[] out = new byte[body.length + 64];
        int length = deflater.deflate(out);
        deflater.end();
        return chunk(2, Arrays.copyOf(out, length), body);
    }

    private static byte[] chunk(int type, byte[] carried, byte[] body) {
        byte[] hash = sha256(concat(header(1, body.length), body));
        byte[] magic = {(byte) 0x85, 0x6f, 0x4a, (byte) 0x83};
        return concat(concat(magic, Arrays.copyOf(hash, 4)), concat(header(type, carried.length), carried));
    }

    private static byte[] header(int type, int length) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(type);
        for (int left = length; ; left >>>= 7) {
            if (left < 0x80) {
                out.write(left);
                return out.toByteArray();
            }
            out.write((left & 0x7f) | 0x80);
        }
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
