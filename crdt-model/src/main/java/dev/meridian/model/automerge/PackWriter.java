package dev.meridian.model.automerge;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes changes apart into the streams of a pack. One use. */
final class PackWriter {
    /** Where a plain chunk's length stands. */
    private static final int LENGTH_AT = 9;

    private final ByteBuilder[] streams =
            Arrays.stream(PackStream.values()).map(each -> new ByteBuilder()).toArray(ByteBuilder[]::new);
    private final Map<ActorId, Integer> actors = new LinkedHashMap<>();
    private final Map<ActorId, Integer> seqs = new HashMap<>();
    private final Map<ChangeHash, Integer> places = new HashMap<>();
    private int count;
    private long lastPos;
    private long lastStart;
    private long lastTime;

    void add(long pos, ParsedChange change) {
        if (pos < lastPos) {
            throw new IllegalArgumentException("position " + pos + " after " + lastPos);
        }
        to(PackStream.POSITION).uleb(pos - lastPos);
        lastPos = pos;
        to(PackStream.ACTOR).uleb(number(change.actor()));
        to(PackStream.SEQ).sleb((long) change.seq() - seqs.getOrDefault(change.actor(), 0) - 1);
        seqs.put(change.actor(), change.seq());
        to(PackStream.START).sleb(change.startOp() - lastStart);
        lastStart = change.startOp();
        addDeps(change.deps());
        ByteCursor in = afterDeps(change);
        long time = in.sleb();
        to(PackStream.TIME).sleb(time - lastTime);
        lastTime = time;
        int message = in.ulebUpTo(Integer.MAX_VALUE, "message");
        to(PackStream.MESSAGE).uleb(message);
        to(PackStream.MESSAGE).put(in.bytes, in.take(message), message);
        int others = in.ulebUpTo(Integer.MAX_VALUE, "actors");
        to(PackStream.OTHERS).uleb(others);
        for (int i = 0; i < others; i++) {
            in.uleb();
            to(PackStream.OTHERS).uleb(number(ActorId.at(in.bytes, in.take(ActorId.BYTES))));
        }
        addColumns(in, change.startOp());
        places.put(change.hash(), count++);
    }

    private ByteBuilder to(PackStream stream) {
        return streams[stream.number()];
    }

    private int number(ActorId actor) {
        return actors.computeIfAbsent(actor, each -> actors.size());
    }

    private void addDeps(List<ChangeHash> deps) {
        to(PackStream.DEPS).uleb(deps.size());
        for (ChangeHash dep : deps) {
            Integer place = places.get(dep);
            to(PackStream.DEPS).uleb(place == null ? 0 : count - place);
            if (place == null) {
                to(PackStream.FOREIGN).put(dep);
            }
        }
    }

    private static ByteCursor afterDeps(ParsedChange change) {
        byte[] plain = change.plainChunk();
        ByteCursor in = new ByteCursor(plain, LENGTH_AT, plain.length);
        in.uleb();
        in.take(in.ulebUpTo(Integer.MAX_VALUE, "dependencies") * ChangeHash.BYTES);
        in.take(in.ulebUpTo(ActorId.BYTES, "actor"));
        in.uleb();
        in.uleb();
        return in;
    }

    private void addColumns(ByteCursor in, int startOp) {
        int columns = in.ulebUpTo(PackStream.values().length, "columns");
        int[] specs = new int[columns];
        int[] lengths = new int[columns];
        for (int i = 0; i < columns; i++) {
            specs[i] = in.ulebUpTo(0xffff, "column type");
            lengths[i] = in.ulebUpTo(in.remaining(), "column");
        }
        ByteBuilder table = to(PackStream.TABLE);
        table.uleb(columns);
        for (int i = 0; i < columns; i++) {
            PackStream stream = PackStream.ofColumn(specs[i]);
            ByteBuilder out = to(stream);
            int before = out.size();
            int from = in.take(lengths[i]);
            if (stream.isRelative()) {
                addRelative(new ByteCursor(in.bytes, from, from + lengths[i]), startOp, out);
            } else {
                out.put(in.bytes, from, lengths[i]);
            }
            table.uleb(stream.number());
            table.uleb(out.size() - before);
        }
    }

    // A column begins with how long its first run is, then the first value; 0 is a run of nothing.
    private static void addRelative(ByteCursor column, int startOp, ByteBuilder out) {
        long run = column.sleb();
        out.sleb(run);
        if (run != 0) {
            out.sleb(startOp - column.sleb());
        }
        int rest = column.remaining();
        out.put(column.bytes, column.take(rest), rest);
    }

    /** How many changes, the actors, then each stream with its length. */
    ByteBuilder finish() {
        ByteBuilder all = new ByteBuilder();
        all.uleb(count);
        all.uleb(actors.size());
        actors.keySet().forEach(all::put);
        for (ByteBuilder stream : streams) {
            all.uleb(stream.size());
            all.put(stream);
        }
        return all;
    }
}
