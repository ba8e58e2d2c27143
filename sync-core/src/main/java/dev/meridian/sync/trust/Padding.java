package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import dev.meridian.proto.v1.Changes;
import dev.meridian.proto.v1.Statement;

/**
 * How far a {@code Changes} or {@code Statement} is padded, so that its size says little: to at least {@value #BYTES_MIN} bytes, which hides what
 * kind of small edit it is, and above to a Padmé size (Nikitin et al., "Reducing Metadata Leakage from Encrypted Files",
 * PETS 2019), which costs at most 12 % and leaves of the length only the leading bits.
 */
final class Padding {
    static final int BYTES_MIN = 256;

    private Padding() {}

    /** The message with its pad. */
    static Changes pad(Changes changes) {
        int pad = padLengthFor(changes.getSerializedSize());
        return pad == 0
                ? changes
                : changes.toBuilder().setPad(ByteString.copyFrom(new byte[pad])).build();
    }

    /** The message with its pad. */
    static Statement pad(Statement statement) {
        int pad = padLengthFor(statement.getSerializedSize());
        return pad == 0
                ? statement
                : statement.toBuilder()
                        .setPad(ByteString.copyFrom(new byte[pad]))
                        .build();
    }

    /** How long a pad makes a message of this size, in bytes, one that may be; 0 where it is that already. */
    private static int padLengthFor(int size) {
        int target = padded(size);
        // A pad of one byte takes three; and where the length of the pad needs a second byte, one total cannot be met.
        while (target != size && fieldSize(padLength(target - size)) != target - size) {
            target = padded(target + 1);
        }
        return target == size ? 0 : padLength(target - size);
    }

    /** The next size at or above this one, in bytes, that a plaintext may have. */
    static int padded(int size) {
        if (size <= BYTES_MIN) {
            return BYTES_MIN;
        }
        int exponent = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(size);
        int keptBits = Integer.SIZE - Integer.numberOfLeadingZeros(exponent);
        int mask = (1 << (exponent - keptBits)) - 1;
        return (size + mask) & ~mask;
    }

    // The length of a pad whose field takes these bytes altogether, or a near one where there is none.
    private static int padLength(int fieldBytes) {
        int oneByteLength = fieldBytes - fieldSize(1) + 1;
        return oneByteLength < 1 << 7
                ? Math.max(1, oneByteLength)
                : oneByteLength + 1 - CodedOutputStream.computeUInt32SizeNoTag(oneByteLength);
    }

    private static int fieldSize(int padLength) {
        return CodedOutputStream.computeTagSize(Changes.PAD_FIELD_NUMBER)
                + CodedOutputStream.computeUInt32SizeNoTag(padLength)
                + padLength;
    }
}
