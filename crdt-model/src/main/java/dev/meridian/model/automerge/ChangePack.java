package dev.meridian.model.automerge;

import java.util.ArrayList;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Changes of one document in a small space, to come back byte for byte (rules PACK-1 to PACK-4 in docs/spec/snapshot.md). What follows from other
 * changes is left out (hashes above all), what is alike lies together, and all of it is deflated. Reading is plain Java with caps:
 * hostile bytes can only be refused, and whatever comes out has passed the gate's reading.
 */
public final class ChangePack {
    private static final int VERSION = 1;
    /** Of all streams together, inflated. */
    private static final int INFLATED_BYTES_MAX = 16 << 20;

    private ChangePack() {}

    /**
     * How many of these changes, from the first, a pack can hold. They come out of it without compression: one that is larger than a chunk may be then
     * cannot go in, nor can what stands after it.
     *
     * @param bytesMax of them all without compression
     * @throws IllegalArgumentException where the gate refuses one
     */
    public static int fitting(List<byte[]> chunks, long bytesMax) {
        Gate gate = new Gate(GateCaps.DEFAULT);
        long bytes = 0;
        for (int i = 0; i < chunks.size(); i++) {
            byte[] chunk = chunks.get(i);
            int plain = Gate.isDeflated(chunk) ? parsed(chunk, gate).plainChunk().length : chunk.length;
            bytes += plain;
            if (bytes > bytesMax || plain > GateCaps.DEFAULT.chunkBytesMax()) {
                return i;
            }
        }
        return chunks.size();
    }

    /**
     * Packs changes, each after what it builds on; positions do not fall.
     *
     * @throws IllegalArgumentException where the gate refuses one, one is too large without compression, or they are too many for one pack
     */
    public static byte[] pack(List<PackedChange> changes) {
        PackWriter writer = new PackWriter();
        Gate gate = new Gate(GateCaps.DEFAULT);
        for (PackedChange change : changes) {
            ParsedChange parsed = parsed(change.chunk(), gate);
            if (parsed.plainChunk().length > GateCaps.DEFAULT.chunkBytesMax()) {
                throw new IllegalArgumentException(
                        "not to be packed: " + parsed.plainChunk().length + " bytes inflated");
            }
            writer.add(change.pos(), parsed);
        }
        ByteBuilder plain = writer.finish();
        if (plain.size() > INFLATED_BYTES_MAX) {
            throw new IllegalArgumentException("too many changes for one pack: " + plain.size() + " bytes");
        }
        return deflate(plain);
    }

    private static ParsedChange parsed(byte[] chunk, Gate gate) {
        return switch (gate.read(chunk)) {
            case GateResult.Refused refused ->
                throw new IllegalArgumentException("not to be packed: " + refused.refusal());
            case GateResult.Parsed parsed -> parsed.change();
        };
    }

    private static byte[] deflate(ByteBuilder plain) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setInput(plain.array(), 0, plain.size());
            deflater.finish();
            ByteBuilder out = new ByteBuilder();
            out.u8(VERSION);
            byte[] buffer = new byte[8_192];
            while (!deflater.finished()) {
                out.put(buffer, 0, deflater.deflate(buffer));
            }
            return out.toArray();
        } finally {
            deflater.end();
        }
    }

    /** What was packed. */
    public static PackResult unpack(byte[] packed) {
        try {
            if (packed.length == 0 || packed[0] != VERSION) {
                return new PackResult.Refused("a snapshot of another format");
            }
            byte[] plain = inflate(packed);
            List<Long> positions = new ArrayList<>();
            List<ParsedChange> changes = new ArrayList<>();
            new PackReader(plain, new Gate(GateCaps.DEFAULT)).read((pos, change) -> {
                positions.add(pos);
                changes.add(change);
            });
            return new PackResult.Unpacked(positions, changes);
        } catch (GateException e) {
            return new PackResult.Refused(e.refusal().toString());
        }
    }

    private static byte[] inflate(byte[] packed) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(packed, 1, packed.length - 1);
            ByteBuilder out = new ByteBuilder();
            byte[] buffer = new byte[8_192];
            while (!inflater.finished()) {
                int count = inflater.inflate(buffer);
                if (count == 0 && !inflater.finished()) {
                    throw GateException.malformed("does not inflate");
                }
                if (out.size() + count > INFLATED_BYTES_MAX) {
                    throw new GateException(
                            Refusal.Reason.TOO_LARGE, "inflates to more than " + INFLATED_BYTES_MAX + " bytes");
                }
                out.put(buffer, 0, count);
            }
            if (inflater.getRemaining() != 0) {
                throw GateException.malformed("bytes after the compressed body");
            }
            return out.toArray();
        } catch (DataFormatException e) {
            throw GateException.malformed("does not inflate");
        } finally {
            inflater.end();
        }
    }
}
