package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;
import dev.meridian.sync.id.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * A seed of {@value #SEED_LENGTH} bytes as {@value #COUNT} words that a person writes on paper: BIP-39 with its English list.
 * The 256 bits and the first 8 bits of their SHA-256 are cut into 24 numbers of 11 bits. Its string form shows no word.
 */
public final class RecoveryWords {
    /** How many words. */
    public static final int COUNT = 24;
    /** Length of the seed in bytes. */
    public static final int SEED_LENGTH = 32;

    private static final int WORD_SHOWN_MAX = 20;
    private static final int PREFIX = 4;

    private final ByteString seed;
    private final List<String> words;

    private RecoveryWords(ByteString seed) {
        this.seed = seed;
        this.words = encode(seed.concat(Sha256.of(seed).substring(0, 1)));
    }

    /** What came of reading. */
    public sealed interface Parsing {}

    /** Words whose checksum holds. */
    public record Parsed(RecoveryWords words) implements Parsing {}

    /** Not recovery words; the reason is one sentence for whoever typed them, and names at most the one word that is wrong. */
    public record Broken(String reason) implements Parsing {}

    /** @throws IllegalArgumentException if the seed has not {@value #SEED_LENGTH} bytes */
    public static RecoveryWords of(ByteString seed) {
        if (seed.size() != SEED_LENGTH) {
            throw new IllegalArgumentException("a seed has %d bytes, not %d".formatted(SEED_LENGTH, seed.size()));
        }
        return new RecoveryWords(seed);
    }

    /** Reads words with any white space between them, in upper or lower case. */
    public static Parsing parse(String text) {
        List<String> typed = text.isBlank()
                ? List.of()
                : List.of(text.strip().toLowerCase(Locale.ROOT).split("\\s+"));
        for (int i = 0; i < Math.min(typed.size(), COUNT); i++) {
            if (RecoveryWordList.indexOf(typed.get(i)).isEmpty()) {
                return new Broken(unknown(i + 1, typed.get(i)));
            }
        }
        if (typed.size() != COUNT) {
            return new Broken("there are %d words, not %d".formatted(typed.size(), COUNT));
        }
        ByteString bits = decode(typed);
        RecoveryWords words = new RecoveryWords(bits.substring(0, SEED_LENGTH));
        return words.words.equals(typed)
                ? new Parsed(words)
                : new Broken(
                        "every word is known but their checksum fails: a word is another one, or two changed places");
    }

    private static String unknown(int number, String word) {
        if (word.length() > WORD_SHOWN_MAX) {
            return "word %d is not in the list".formatted(number);
        }
        String reason = "word %d, %s, is not in the list".formatted(number, word);
        // The list is made so that four letters are enough to tell which word was meant.
        return RecoveryWordList.WORDS.stream()
                .filter(known -> word.length() >= PREFIX && known.startsWith(word.substring(0, PREFIX)))
                .findFirst()
                .map(known -> reason + ": perhaps " + known)
                .orElse(reason);
    }

    private static List<String> encode(ByteString bytes) {
        List<String> words = new ArrayList<>();
        for (int word = 0; word < COUNT; word++) {
            int index = 0;
            for (int bit = word * RecoveryWordList.BITS; bit < (word + 1) * RecoveryWordList.BITS; bit++) {
                int place = Byte.SIZE - 1 - bit % Byte.SIZE;
                index = (index << 1) | ((bytes.byteAt(bit / Byte.SIZE) >> place) & 1);
            }
            words.add(RecoveryWordList.WORDS.get(index));
        }
        return List.copyOf(words);
    }

    private static ByteString decode(List<String> words) {
        byte[] bytes = new byte[COUNT * RecoveryWordList.BITS / Byte.SIZE];
        int bit = 0;
        for (String word : words) {
            int index = indexOf(word);
            for (int i = RecoveryWordList.BITS - 1; i >= 0; i--, bit++) {
                bytes[bit / Byte.SIZE] |= (byte) (((index >> i) & 1) << (Byte.SIZE - 1 - bit % Byte.SIZE));
            }
        }
        return ByteString.copyFrom(bytes);
    }

    private static int indexOf(String word) {
        OptionalInt index = RecoveryWordList.indexOf(word);
        return index.orElseThrow(() -> new IllegalStateException("a word that was known is not"));
    }

    /** {@value #SEED_LENGTH} bytes: a secret. */
    public ByteString seed() {
        return seed;
    }

    /** {@value #COUNT} words in lower case, in order: a secret. */
    public List<String> words() {
        return words;
    }

    /** No word. */
    @Override
    public String toString() {
        return "RecoveryWords[...]";
    }
}
