package dev.meridian.model.automerge;

import java.util.ArrayList;
import java.util.List;

/** Changes that history and tree have and Automerge has not yet. */
final class PendingChunks {

    private final List<byte[]> chunks = new ArrayList<>();
    private int bytes;

    void add(byte[] chunk) {
        chunks.add(chunk);
        bytes += chunk.length;
    }

    boolean isEmpty() {
        return chunks.isEmpty();
    }

    /** Bytes of all of them together. */
    int bytes() {
        return bytes;
    }

    /** All of them, one after the other, and forgets them. */
    byte[] take() {
        byte[] joined = chunks.size() == 1 ? chunks.getFirst() : join();
        chunks.clear();
        bytes = 0;
        return joined;
    }

    private byte[] join() {
        byte[] joined = new byte[bytes];
        int at = 0;
        for (byte[] chunk : chunks) {
            System.arraycopy(chunk, 0, joined, at, chunk.length);
            at += chunk.length;
        }
        return joined;
    }
}
