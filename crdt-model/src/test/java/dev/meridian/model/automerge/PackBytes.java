package dev.meridian.model.automerge;

import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** The two layers of a pack: its first byte, and what is deflated. */
final class PackBytes {
    private PackBytes() {}

    static byte[] inflated(byte[] packed) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(packed, 1, packed.length - 1);
            byte[] out = new byte[16 << 20];
            int size = inflater.inflate(out);
            return java.util.Arrays.copyOf(out, size);
        } catch (DataFormatException e) {
            throw new AssertionError(e);
        } finally {
            inflater.end();
        }
    }

    static byte[] deflated(byte[] plain) {
        Deflater deflater = new Deflater(1, true);
        try {
            deflater.setInput(plain);
            deflater.finish();
            byte[] out = new byte[plain.length + 1_024];
            out[0] = 1;
            int size = deflater.deflate(out, 1, out.length - 1);
            return java.util.Arrays.copyOf(out, size + 1);
        } finally {
            deflater.end();
        }
    }
}
