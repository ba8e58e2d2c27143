package dev.meridian.model.automerge;

import dev.meridian.model.automerge.Refusal.Reason;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads change chunks in plain Java and refuses, before Automerge sees them, those that could break it (rules GATE-1 to GATE-17 in
 * docs/spec/gate.md; the format is automerge.org/automerge-binary-format-spec). It accepts one encoding of a change, the canonical one, because
 * Automerge forgets the bytes of a change in a save and rebuilds them from the operations.
 */
public final class Gate {

    private static final int MAGIC = 0x856f4a83;
    private static final int CHECKSUM_BYTES = 4;
    private static final int TYPE_AT = 8;
    private static final int LENGTH_AT = 9;
    private static final int CHANGE = 1;
    private static final int DEFLATED_CHANGE = 2;
    private static final int HEADER_BYTES_MAX = LENGTH_AT + 5;

    private final GateCaps caps;
    private final MessageDigest sha256;

    Gate(GateCaps caps) {
        this.caps = caps;
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Reads one change chunk: all checks that need no document. */
    public static GateResult parse(byte[] chunk, GateCaps caps) {
        return new Gate(caps).read(chunk);
    }

    /**
     * Cuts a stream of concatenated chunks at their stated lengths, without looking into them. Joined again the pieces are the same bytes; what has
     * not the shape of a chunk is one last piece, for {@link #parse} to refuse.
     */
    public static List<byte[]> split(byte[] chunks) {
        List<byte[]> pieces = new ArrayList<>();
        int at = 0;
        while (at < chunks.length) {
            int end = chunkEnd(chunks, at);
            pieces.add(Arrays.copyOfRange(chunks, at, end));
            at = end;
        }
        return pieces;
    }

    private static int chunkEnd(byte[] chunks, int at) {
        long length = 0;
        for (int i = at + LENGTH_AT, shift = 0; i < chunks.length && shift < 35; i++, shift += 7) {
            length |= (long) (chunks[i] & 0x7f) << shift;
            if (chunks[i] >= 0) {
                return (int) Math.min(chunks.length, i + 1 + length);
            }
        }
        return chunks.length;
    }

    /** As {@link #parse}, with this instance's digest. Not thread-safe. */
    GateResult read(byte[] chunk) {
        try {
            return new GateResult.Parsed(readOrThrow(chunk));
        } catch (GateException e) {
            return new GateResult.Refused(e.refusal());
        }
    }

    /** Whether these bytes, if they are a change at all, are longer than they look. */
    static boolean isDeflated(byte[] chunk) {
        return chunk.length > TYPE_AT && chunk[TYPE_AT] == DEFLATED_CHANGE;
    }

    /** As {@link #read}, of a plain chunk that has no checksum yet: it is written into it. */
    GateResult readUnchecked(byte[] plainChunk) {
        sha256.reset();
        sha256.update(plainChunk, TYPE_AT, plainChunk.length - TYPE_AT);
        System.arraycopy(sha256.digest(), 0, plainChunk, TYPE_AT - CHECKSUM_BYTES, CHECKSUM_BYTES);
        return read(plainChunk);
    }

    private ParsedChange readOrThrow(byte[] chunk) {
        if (chunk.length > caps.chunkBytesMax()) {
            throw new GateException(
                    Reason.TOO_LARGE, "chunk of " + chunk.length + " bytes, above " + caps.chunkBytesMax());
        }
        if (chunk.length <= LENGTH_AT || (int) (Bytes.longAt(chunk, 0) >>> 32) != MAGIC) {
            throw GateException.malformed("not a chunk");
        }
        ByteCursor in = new ByteCursor(chunk, LENGTH_AT, chunk.length);
        int length = in.ulebUpTo(caps.chunkBytesMax(), "bytes of a chunk");
        if (length != in.remaining()) {
            throw GateException.malformed("chunk is not as long as it says");
        }
        return switch (chunk[TYPE_AT]) {
            case CHANGE -> readBody(chunk, chunk, in.at());
            case DEFLATED_CHANGE -> {
                byte[] plain = inflate(chunk, in.at());
                yield readBody(chunk, plain, plainHeader(plain));
            }
            default -> throw new GateException(Reason.UNSUPPORTED, "chunk type " + chunk[TYPE_AT]);
        };
    }

    private static int plainHeader(byte[] plain) {
        ByteCursor in = new ByteCursor(plain, LENGTH_AT, plain.length);
        in.uleb();
        return in.at();
    }

    /** The same chunk as type 1. */
    private byte[] inflate(byte[] chunk, int from) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(chunk, from, chunk.length - from);
            byte[] out = new byte[Math.min(caps.inflatedBytesMax() + 1, 4 * (chunk.length - from) + 64)];
            int size = 0;
            while (!inflater.finished()) {
                int count = inflater.inflate(out, size, out.length - size);
                size += count;
                if (size > caps.inflatedBytesMax()) {
                    throw new GateException(
                            Reason.TOO_LARGE, "inflates to more than " + caps.inflatedBytesMax() + " bytes");
                }
                if (size == out.length) {
                    out = Arrays.copyOf(out, (int) Math.min(caps.inflatedBytesMax() + 1L, 2L * size));
                } else if (count == 0 && !inflater.finished()) {
                    throw GateException.malformed("does not inflate");
                }
            }
            if (inflater.getRemaining() != 0) {
                throw GateException.malformed("bytes after the compressed body");
            }
            return asPlainChunk(chunk, out, size);
        } catch (DataFormatException e) {
            throw GateException.malformed("does not inflate");
        } finally {
            inflater.end();
        }
    }

    private static byte[] asPlainChunk(byte[] chunk, byte[] body, int size) {
        byte[] header = Arrays.copyOf(chunk, HEADER_BYTES_MAX);
        header[TYPE_AT] = CHANGE;
        int at = LENGTH_AT;
        int rest = size;
        while (rest >= 0x80) {
            header[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        header[at++] = (byte) rest;
        byte[] plain = Arrays.copyOf(header, at + size);
        System.arraycopy(body, 0, plain, at, size);
        return plain;
    }

    private ParsedChange readBody(byte[] chunk, byte[] plain, int bodyFrom) {
        sha256.reset();
        sha256.update(plain, TYPE_AT, plain.length - TYPE_AT);
        byte[] digest = sha256.digest();
        if (Arrays.mismatch(digest, 0, 4, plain, 4, TYPE_AT) >= 0) {
            throw GateException.malformed("checksum does not fit");
        }
        ByteCursor in = new ByteCursor(plain, bodyFrom, plain.length);
        ParsedChange.Header header = readHeader(in);
        Ops ops = new OpsParser(plain, caps, header.actors(), header.startOp()).parse(in);
        return new ParsedChange(chunk, plain, ChangeHash.at(digest, 0), header, ops);
    }

    private ParsedChange.Header readHeader(ByteCursor in) {
        List<ChangeHash> deps = readDeps(in);
        ActorId actor = readActor(in);
        int seq = in.ulebUpTo(Integer.MAX_VALUE, "sequence number");
        int startOp = in.ulebUpTo(Integer.MAX_VALUE, "first counter");
        if (seq == 0 || startOp == 0) {
            throw GateException.malformed("numbers that begin at zero");
        }
        in.sleb(); // The time: nobody reads it, the envelope carries the one that counts.
        int messageBytes = in.ulebUpTo(caps.messageBytesMax(), "bytes of the message");
        int message = in.take(messageBytes);
        if (Utf8.codePoints(in.bytes, message, message + messageBytes) < 0) {
            throw GateException.malformed("message is not UTF-8");
        }
        return new ParsedChange.Header(deps, readActors(in, actor), seq, startOp);
    }

    private List<ChangeHash> readDeps(ByteCursor in) {
        int count = in.ulebUpTo(caps.depsMax(), "dependencies");
        if (count == 0) {
            return List.of();
        }
        int from = in.take(count * ChangeHash.BYTES);
        if (count == 1) {
            return List.of(ChangeHash.at(in.bytes, from));
        }
        ChangeHash[] deps = new ChangeHash[count];
        for (int i = 0; i < count; i++) {
            deps[i] = ChangeHash.at(in.bytes, from + i * ChangeHash.BYTES);
            if (i > 0 && deps[i - 1].compareTo(deps[i]) >= 0) {
                throw GateException.malformed("dependencies out of order");
            }
        }
        return List.of(deps);
    }

    private static ActorId readActor(ByteCursor in) {
        if (in.uleb() != ActorId.BYTES) {
            throw new GateException(Reason.FOREIGN_ACTOR, "an actor that has not " + ActorId.BYTES + " bytes");
        }
        return ActorId.at(in.bytes, in.take(ActorId.BYTES));
    }

    private static ActorId[] readActors(ByteCursor in, ActorId author) {
        int count = in.ulebUpTo(in.remaining() / ActorId.BYTES, "actors");
        ActorId[] actors = new ActorId[count + 1];
        actors[0] = author;
        for (int i = 1; i <= count; i++) {
            actors[i] = readActor(in);
            if (actors[i].equals(author) || (i > 1 && actors[i - 1].compareTo(actors[i]) >= 0)) {
                throw GateException.malformed("actors out of order");
            }
        }
        return actors;
    }
}
