package dev.meridian.model.automerge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Columns: what was encoded is decoded, and what decodes is encoded to the same bytes and no others (GATE-9). */
final class ColumnsTest {

    /** Bytes that matter in these encodings: small counts of both signs, continuation bits, overlong ends. */
    private static final int[] ALPHABET = {0, 1, 2, 3, 0x40, 0x41, 0x7c, 0x7e, 0x7f, 0x80, 0x81, 0xff};

    private static final int LENGTH_MAX = 4;

    @Test
    void onlyTheCanonicalEncodingOfNumbersDecodes_GATE_9() {
        assertCanonical(
                (in, count) -> {
                    int[] values = RleColumn.unsigned(in, count, Integer.MAX_VALUE);
                    return Arrays.stream(values)
                            .mapToObj(v -> v == RleColumn.NONE ? null : (Long) (long) v)
                            .toList();
                },
                values -> ChangeWriter.numbers(values, v -> v));
    }

    @Test
    void onlyTheCanonicalEncodingOfDifferencesDecodes_GATE_9() {
        assertCanonical(
                (in, count) -> Arrays.stream(RleColumn.deltas(in, count))
                        .mapToObj(v -> v == RleColumn.NONE ? null : (Long) (long) v)
                        .toList(),
                values -> ChangeWriter.deltas(values, v -> v));
    }

    @Test
    void onlyTheCanonicalEncodingOfStringsDecodes_GATE_9() {
        assertCanonical(
                (in, count) -> Arrays.asList(RleColumn.strings(in, count, 100)),
                values -> ChangeWriter.rle(values, (key, out) -> {
                    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
                    ChangeWriter.uleb(out, bytes.length);
                    out.writeBytes(bytes);
                }));
    }

    @Test
    void onlyTheCanonicalEncodingOfBooleansDecodes_GATE_9() {
        assertCanonical(
                (in, count) -> {
                    List<Boolean> flags = new ArrayList<>();
                    for (boolean flag : BooleanColumn.decode(in, count)) {
                        flags.add(flag);
                    }
                    return flags;
                },
                values -> ChangeWriter.booleans(values));
    }

    private static <T extends @Nullable Object> void assertCanonical(
            BiFunction<ByteCursor, Integer, List<T>> decode, Function<List<T>, byte[]> encode) {
        int decoded = 0;
        for (byte[] bytes : allStrings()) {
            for (int count = 1; count <= 5; count++) {
                List<T> values;
                try {
                    values = decode.apply(new ByteCursor(bytes, 0, bytes.length), count);
                } catch (GateException e) {
                    continue;
                }
                decoded++;
                assertThat(encode.apply(values)).isEqualTo(bytes);
            }
        }
        assertThat(decoded).isGreaterThan(20);
    }

    /** Every string over the alphabet of one to so many bytes, and some longer ones. */
    private static List<byte[]> allStrings() {
        List<byte[]> all = new ArrayList<>();
        Random random = new Random(5);
        for (int i = 0; i < 40_000; i++) {
            byte[] longer = new byte[LENGTH_MAX + 1 + random.nextInt(4)];
            for (int j = 0; j < longer.length; j++) {
                longer[j] = (byte) ALPHABET[random.nextInt(ALPHABET.length)];
            }
            all.add(longer);
        }
        List<byte[]> longest = List.of(new byte[0]);
        for (int length = 1; length <= LENGTH_MAX; length++) {
            List<byte[]> longer = new ArrayList<>();
            for (byte[] prefix : longest) {
                for (int letter : ALPHABET) {
                    byte[] next = Arrays.copyOf(prefix, length);
                    next[length - 1] = (byte) letter;
                    longer.add(next);
                }
            }
            all.addAll(longer);
            longest = longer;
        }
        return all;
    }

    @Test
    void numbersInAnyPatternDecodeToWhatTheyWere() {
        Random random = new Random(11);
        for (int i = 0; i < 3_000; i++) {
            List<@Nullable Long> values = new ArrayList<>();
            int count = 1 + random.nextInt(40);
            int variety = 1 + random.nextInt(4);
            for (int j = 0; j < count; j++) {
                values.add(random.nextInt(3) == 0 ? null : (long) random.nextInt(variety) * random.nextInt(1 << 20));
            }
            int[] expected = values.stream()
                    .mapToInt(v -> v == null ? RleColumn.NONE : (int) (long) v)
                    .toArray();
            byte[] numbers = ChangeWriter.numbers(values, v -> v);
            byte[] deltas = ChangeWriter.deltas(values, v -> v);
            assertThat(RleColumn.unsigned(new ByteCursor(numbers, 0, numbers.length), count, Integer.MAX_VALUE))
                    .isEqualTo(expected);
            assertThat(RleColumn.deltas(new ByteCursor(deltas, 0, deltas.length), count))
                    .isEqualTo(expected);
        }
    }

    @Test
    void numbersReadBackInTheirShortestFormAlone_GATE_9() {
        List<Long> edges = new ArrayList<>(List.of(0L, -1L, Long.MAX_VALUE, Long.MIN_VALUE));
        for (int bit = 0; bit < 63; bit++) {
            edges.addAll(List.of(1L << bit, (1L << bit) - 1, -(1L << bit), -(1L << bit) - 1));
        }
        for (long value : edges) {
            ByteArrayOutputStream unsigned = new ByteArrayOutputStream();
            ChangeWriter.uleb(unsigned, value);
            byte[] uleb = unsigned.toByteArray();
            byte[] sleb = ChangeWriter.leb(value);
            assertThat(new ByteCursor(uleb, 0, uleb.length).uleb()).isEqualTo(value);
            assertThat(new ByteCursor(sleb, 0, sleb.length).sleb()).isEqualTo(value);
        }
    }

    @Test
    void utf8IsExactlyWhatTheStrictDecoderTakes() {
        Random random = new Random(3);
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = new byte[1 + random.nextInt(5)];
            for (int j = 0; j < bytes.length; j++) {
                bytes[j] = (byte) (random.nextInt(4) == 0 ? random.nextInt(128) : 0x80 | random.nextInt(128));
            }
            String decoded = new String(bytes, StandardCharsets.UTF_8);
            boolean valid = Arrays.equals(decoded.getBytes(StandardCharsets.UTF_8), bytes);
            int count = Utf8.codePoints(bytes, 0, bytes.length);
            assertThat(count).isEqualTo(valid ? decoded.codePointCount(0, decoded.length()) : -1);
        }
        assertThat(Utf8.length("aä€😀")).isEqualTo(10);
        assertThat(Utf8.length("\ud83dx")).isEqualTo(-1);
        assertThat(Utf8.length("\ude00")).isEqualTo(-1);
    }
}
