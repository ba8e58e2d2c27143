package dev.meridian.model.automerge;

import java.util.Arrays;

/** Bytes that grow at their end. */
final class ByteBuilder {
    private byte[] bytes = new byte[64];
    private int size;

    int size() {
        return size;
    }

    /** What was written; shared, of at least {@link #size()} bytes. */
    byte[] array() {
        return bytes;
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, size);
    }

    void clear() {
        size = 0;
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }

    void u8(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    void put(byte[] from, int at, int count) {
        room(count);
        System.arraycopy(from, at, bytes, size, count);
        size += count;
    }

    void put(ByteBuilder other) {
        put(other.bytes, 0, other.size);
    }

    void put(ChangeHash hash) {
        put(hash.bytes(), 0, ChangeHash.BYTES);
    }

    void put(ActorId actor) {
        put(actor.bytes(), 0, ActorId.BYTES);
    }

    /** Unsigned LEB128, in its shortest form. */
    void uleb(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            u8((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        u8((int) rest);
    }

    /** Signed LEB128, in its shortest form. */
    void sleb(long value) {
        long rest = value;
        while (true) {
            int low = (int) (rest & 0x7f);
            rest >>= 7;
            boolean done = (rest == 0 && (low & 0x40) == 0) || (rest == -1 && (low & 0x40) != 0);
            u8(done ? low : low | 0x80);
            if (done) {
                return;
            }
        }
    }
}
