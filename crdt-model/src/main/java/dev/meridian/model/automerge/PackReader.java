package dev.meridian.model.automerge;

import dev.meridian.model.automerge.Refusal.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Puts the changes of a pack together again. One use. Everything that it reads may be hostile. */
final class PackReader {
    /** Of all chunks together: a reference of one byte becomes a hash. */
    private static final long CHUNK_BYTES_MAX = 64L << 20;

    private static final byte[] HEADER = {(byte) 0x85, 0x6f, 0x4a, (byte) 0x83, 0, 0, 0, 0, 1};

    /** Takes a change with its position. */
    interface Sink {
        void take(long pos, ParsedChange change);
    }

    private final Gate gate;
    private final ByteCursor in;
    private final ByteCursor[] streams = new ByteCursor[PackStream.values().length];
    private final List<ChangeHash> hashes = new ArrayList<>();
    private final ByteBuilder body = new ByteBuilder();
    private final ByteBuilder columns = new ByteBuilder();
    private final ByteBuilder column = new ByteBuilder();
    private ActorId[] actors = {};
    private int[] seqs = {};
    private long lastPos;
    private long lastStart;
    private long lastTime;
    private long bytes;

    PackReader(byte[] plain, Gate gate) {
        this.gate = gate;
        this.in = new ByteCursor(plain, 0, plain.length);
    }

    void read(Sink sink) {
        int count = in.ulebUpTo(in.remaining(), "changes");
        actors = new ActorId[in.ulebUpTo(in.remaining() / ActorId.BYTES, "actors")];
        seqs = new int[actors.length];
        for (int i = 0; i < actors.length; i++) {
            actors[i] = ActorId.at(in.bytes, in.take(ActorId.BYTES));
        }
        for (int i = 0; i < streams.length; i++) {
            int length = in.ulebUpTo(in.remaining(), "bytes of a stream");
            int from = in.take(length);
            streams[i] = new ByteCursor(in.bytes, from, from + length);
        }
        for (int i = 0; i < count; i++) {
            one(sink);
        }
        if (!in.isDone() || !Arrays.stream(streams).allMatch(ByteCursor::isDone)) {
            throw GateException.malformed("more than its changes");
        }
    }

    private ByteCursor from(PackStream stream) {
        return streams[stream.number()];
    }

    private void one(Sink sink) {
        lastPos = added(lastPos, from(PackStream.POSITION).uleb(), Long.MAX_VALUE, "position");
        int actor = from(PackStream.ACTOR).ulebUpTo(actors.length - 1, "actor");
        seqs[actor] = (int) added(seqs[actor] + 1L, from(PackStream.SEQ).sleb(), Integer.MAX_VALUE, "sequence number");
        lastStart = added(lastStart, from(PackStream.START).sleb(), Integer.MAX_VALUE, "first counter");
        lastTime += from(PackStream.TIME).sleb();
        body.clear();
        deps();
        body.uleb(ActorId.BYTES);
        body.put(actors[actor]);
        body.uleb(seqs[actor]);
        body.uleb(lastStart);
        body.sleb(lastTime);
        ByteCursor messages = from(PackStream.MESSAGE);
        int message = messages.ulebUpTo(messages.remaining(), "bytes of a message");
        body.uleb(message);
        body.put(messages.bytes, messages.take(message), message);
        others();
        columns();
        sink.take(lastPos, finished());
    }

    private static long added(long before, long more, long max, String what) {
        long sum = before + more;
        if (more > max || more < -max || sum < 1 || sum > max) {
            throw GateException.malformed(what + " out of range");
        }
        return sum;
    }

    private void deps() {
        ByteCursor deps = from(PackStream.DEPS);
        int count = deps.ulebUpTo(Math.min(deps.remaining(), GateCaps.DEFAULT.depsMax()), "dependencies");
        body.uleb(count);
        for (int i = 0; i < count; i++) {
            int back = deps.ulebUpTo(hashes.size(), "change before");
            if (back == 0) {
                ByteCursor foreign = from(PackStream.FOREIGN);
                body.put(foreign.bytes, foreign.take(ChangeHash.BYTES), ChangeHash.BYTES);
            } else {
                body.put(hashes.get(hashes.size() - back));
            }
        }
    }

    private void others() {
        ByteCursor others = from(PackStream.OTHERS);
        int count = others.ulebUpTo(actors.length, "actors");
        body.uleb(count);
        for (int i = 0; i < count; i++) {
            body.uleb(ActorId.BYTES);
            body.put(actors[others.ulebUpTo(actors.length - 1, "actor")]);
        }
    }

    private void columns() {
        ByteCursor table = from(PackStream.TABLE);
        int count = table.ulebUpTo(PackStream.values().length, "columns");
        body.uleb(count);
        columns.clear();
        for (int i = 0; i < count; i++) {
            PackStream stream = PackStream.numbered(table.ulebUpTo(streams.length - 1, "column"));
            if (stream.spec == 0) {
                throw GateException.malformed("no column");
            }
            ByteCursor source = from(stream);
            int length = table.ulebUpTo(source.remaining(), "bytes of a column");
            int at = source.take(length);
            column.clear();
            if (stream.isRelative()) {
                relative(new ByteCursor(source.bytes, at, at + length));
            } else {
                column.put(source.bytes, at, length);
            }
            body.uleb(stream.spec);
            body.uleb(column.size());
            columns.put(column);
        }
        body.put(columns);
    }

    private void relative(ByteCursor packed) {
        long run = packed.sleb();
        column.sleb(run);
        if (run != 0) {
            column.sleb(lastStart - packed.sleb());
        }
        int rest = packed.remaining();
        column.put(packed.bytes, packed.take(rest), rest);
    }

    private ParsedChange finished() {
        bytes += body.size();
        if (bytes > CHUNK_BYTES_MAX) {
            throw new GateException(Reason.TOO_LARGE, "changes of more than " + CHUNK_BYTES_MAX + " bytes");
        }
        ByteBuilder chunk = new ByteBuilder();
        chunk.put(HEADER, 0, HEADER.length);
        chunk.uleb(body.size());
        chunk.put(body);
        return switch (gate.readUnchecked(chunk.toArray())) {
            case GateResult.Refused refused ->
                throw new GateException(Reason.MALFORMED, refused.refusal().toString());
            case GateResult.Parsed parsed -> {
                hashes.add(parsed.change().hash());
                yield parsed.change();
            }
        };
    }
}
