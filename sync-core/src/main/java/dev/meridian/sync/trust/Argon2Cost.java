package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.util.Optional;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * What it costs to try a passphrase: Argon2id version 1.3 (RFC 9106).
 *
 * @param memoryKib memory in KiB, 8 a lane to 1 GiB
 * @param passes 1 to 16
 * @param lanes 1 to 16
 */
record Argon2Cost(int memoryKib, int passes, int lanes) {
    /** RFC 9106, section 4: the second recommended choice, for where memory is scarce. About 0.2 s. */
    static final Argon2Cost STANDARD = new Argon2Cost(64 * 1024, 3, 4);

    static final int SALT_LENGTH = 16;

    private static final int KEY_LENGTH = 32;
    private static final int MEMORY_KIB_MAX = 1024 * 1024;
    private static final int PASSES_MAX = 16;
    private static final int LANES_MAX = 16;
    private static final int MEMORY_KIB_PER_LANE = 8;

    /** The cost, unless it is out of the bounds that keep a damaged file from asking for all memory there is. */
    static Optional<Argon2Cost> bounded(int memoryKib, int passes, int lanes) {
        boolean within = lanes >= 1
                && lanes <= LANES_MAX
                && passes >= 1
                && passes <= PASSES_MAX
                && memoryKib >= MEMORY_KIB_PER_LANE * lanes
                && memoryKib <= MEMORY_KIB_MAX;
        return within ? Optional.of(new Argon2Cost(memoryKib, passes, lanes)) : Optional.empty();
    }

    ByteString key(Passphrase passphrase, ByteString salt) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKib)
                .withIterations(passes)
                .withParallelism(lanes)
                .withSalt(salt.toByteArray())
                .build());
        byte[] key = new byte[KEY_LENGTH];
        generator.generateBytes(passphrase.bytes().toByteArray(), key);
        return UnsafeByteOperations.unsafeWrap(key);
    }
}
