package dev.meridian.model.automerge;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/** Writes change chunks by hand, honest ones and others: whatever it is told, canonically encoded and with a checksum that fits. */
final class ChangeWriter {

    static final int MAKE_MAP = 0;
    static final int PUT = 1;
    static final int MAKE_LIST = 2;
    static final int DELETE = 3;
    static final int MAKE_TEXT = 4;
    static final int INCREMENT = 5;
    static final int MAKE_TABLE = 6;
    static final int MARK = 7;

    /** The place before the first element of a text. */
    static final OpId HEAD = new OpId(0, new ActorId(0, 0, 0));

    private static boolean isHead(OpId id) {
        return id.counter() == 0;
    }

    /** A value with any type code. */
    static final class Raw {

        private final int type;
        private final byte[] bytes;

        Raw(int type, byte[] bytes) {
            this.type = type;
            this.bytes = bytes;
        }

        static Raw typed(int type, int... bytes) {
            byte[] raw = new byte[bytes.length];
            for (int i = 0; i < raw.length; i++) {
                raw[i] = (byte) bytes[i];
            }
            return new Raw(type, raw);
        }

        static Raw of(@Nullable Object value) {
            return switch (value) {
                case null -> typed(0);
                case Raw raw -> raw;
                case Boolean bool -> typed(bool ? 2 : 1);
                case Integer integer -> new Raw(4, leb(integer));
                case Double number ->
                    new Raw(
                            5,
                            ByteBuffer.allocate(8)
                                    .order(ByteOrder.LITTLE_ENDIAN)
                                    .putDouble(number)
                                    .array());
                case String string -> new Raw(6, string.getBytes(StandardCharsets.UTF_8));
                default -> throw new IllegalArgumentException(value.toString());
            };
        }
    }

    /** One operation. Exactly one of key and element is there; no object is the root. */
    record Op(
            @Nullable OpId object,
            @Nullable String key,
            @Nullable OpId element,
            boolean insert,
            int action,
            @Nullable Object value,
            List<OpId> preds) {

        static Op put(@Nullable OpId object, String key, @Nullable Object value, OpId... preds) {
            return new Op(object, key, null, false, PUT, value, List.of(preds));
        }

        static Op make(@Nullable OpId object, String key, int action, OpId... preds) {
            return new Op(object, key, null, false, action, null, List.of(preds));
        }

        static Op delete(@Nullable OpId object, String key, OpId... preds) {
            return new Op(object, key, null, false, DELETE, null, List.of(preds));
        }

        static Op insert(OpId text, OpId after, Object value) {
            return new Op(text, null, after, true, PUT, value, List.of());
        }

        static Op deleteElement(OpId text, OpId element) {
            return new Op(text, null, element, false, DELETE, null, List.of(element));
        }
    }

    private final ActorId actor;
    private final List<ChangeHash> deps = new ArrayList<>();
    private final List<Op> ops = new ArrayList<>();
    private final List<ActorId> extraActors = new ArrayList<>();
    private final List<ActorId> table = new ArrayList<>();
    private int seq = 1;
    private long startOp = 1;
    private long time;
    private byte[] message = {};
    private byte[] extraBytes = {};

    ChangeWriter(ActorId actor) {
        this.actor = actor;
    }

    ChangeWriter after(ChangeHash... hashes) {
        deps.addAll(List.of(hashes));
        return this;
    }

    ChangeWriter seq(int number) {
        seq = number;
        return this;
    }

    ChangeWriter startOp(long counter) {
        startOp = counter;
        return this;
    }

    ChangeWriter time(long seconds) {
        time = seconds;
        return this;
    }

    ChangeWriter message(String text) {
        message = text.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    ChangeWriter extraBytes(byte... bytes) {
        extraBytes = bytes;
        return this;
    }

    /** Lists an actor that no operation mentions. */
    ChangeWriter listing(ActorId other) {
        extraActors.add(other);
        return this;
    }

    ChangeWriter op(Op op) {
        ops.add(op);
        return this;
    }

    /** The id that the next operation will have. */
    OpId next() {
        return new OpId((int) startOp + ops.size(), actor);
    }

    byte[] chunk() {
        return seal(body());
    }

    byte[] body() {
        buildTable();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        uleb(out, deps.size());
        deps.stream().sorted().forEach(dep -> out.writeBytes(dep.bytes()));
        uleb(out, ActorId.BYTES);
        out.writeBytes(actor.bytes());
        uleb(out, seq);
        uleb(out, startOp);
        out.writeBytes(leb(time));
        uleb(out, message.length);
        out.writeBytes(message);
        uleb(out, table.size() - 1);
        for (ActorId other : table.subList(1, table.size())) {
            uleb(out, ActorId.BYTES);
            out.writeBytes(other.bytes());
        }
        writeColumns(out);
        out.writeBytes(extraBytes);
        return out.toByteArray();
    }

    private void buildTable() {
        TreeSet<ActorId> others = new TreeSet<>(extraActors);
        for (Op op : ops) {
            mention(op.object, others);
            mention(op.element, others);
            op.preds.forEach(pred -> mention(pred, others));
        }
        others.remove(actor);
        table.clear();
        table.add(actor);
        table.addAll(others);
    }

    private static void mention(@Nullable OpId id, Set<ActorId> others) {
        if (id != null && !isHead(id)) {
            others.add(id.actor());
        }
    }

    private void writeColumns(ByteArrayOutputStream out) {
        List<Raw> values = ops.stream().map(op -> Raw.of(op.value)).toList();
        List<OpId> preds = ops.stream().flatMap(op -> op.preds.stream()).toList();
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        values.forEach(value -> raw.writeBytes(value.bytes));

        ByteArrayOutputStream specs = new ByteArrayOutputStream();
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        int[] count = new int[1];
        BiConsumer<Integer, byte[]> column = (spec, bytes) -> {
            if (bytes.length > 0) {
                uleb(specs, spec);
                uleb(specs, bytes.length);
                data.writeBytes(bytes);
                count[0]++;
            }
        };
        column.accept(0x01, numbers(ops, op -> op.object == null ? null : index(op.object)));
        column.accept(0x02, numbers(ops, op -> op.object == null ? null : (long) op.object.counter()));
        column.accept(0x11, numbers(ops, op -> op.element == null || isHead(op.element) ? null : index(op.element)));
        column.accept(0x13, deltas(ops, op -> op.element == null ? null : (long) op.element.counter()));
        column.accept(0x15, rle(ops.stream().map(op -> op.key).toList(), (key, to) -> {
            byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
            uleb(to, bytes.length);
            to.writeBytes(bytes);
        }));
        column.accept(0x34, booleans(ops.stream().map(Op::insert).toList()));
        column.accept(0x42, numbers(ops, op -> (long) op.action));
        column.accept(0x56, numbers(values, value -> (long) value.bytes.length << 4 | value.type));
        column.accept(0x57, raw.toByteArray());
        column.accept(0x70, numbers(ops, op -> (long) op.preds.size()));
        column.accept(0x71, numbers(preds, this::index));
        column.accept(0x73, deltas(preds, pred -> (long) pred.counter()));
        uleb(out, count[0]);
        out.writeBytes(specs.toByteArray());
        out.writeBytes(data.toByteArray());
    }

    private Long index(OpId id) {
        return (long) table.indexOf(id.actor());
    }

    static byte[] booleans(List<Boolean> flags) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean value = false;
        int run = 0;
        for (boolean flag : flags) {
            if (flag != value) {
                uleb(out, run);
                value = !value;
                run = 0;
            }
            run++;
        }
        if (run > 0) {
            uleb(out, run);
        }
        return out.toByteArray();
    }

    static <T> byte[] numbers(List<T> from, Function<T, @Nullable Long> number) {
        List<@Nullable Long> numbers = new ArrayList<>();
        from.forEach(each -> numbers.add(number.apply(each)));
        return rle(numbers, (value, out) -> uleb(out, value));
    }

    static <T> byte[] deltas(List<T> from, Function<T, @Nullable Long> number) {
        List<@Nullable Long> deltas = new ArrayList<>();
        long before = 0;
        for (T each : from) {
            Long value = number.apply(each);
            deltas.add(value == null ? null : value - before);
            before = value == null ? before : value;
        }
        return rle(deltas, (value, out) -> out.writeBytes(leb(value)));
    }

    /** The canonical run-length encoding. */
    static <T> byte[] rle(List<@Nullable T> values, BiConsumer<T, ByteArrayOutputStream> write) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (values.stream().allMatch(Objects::isNull)) {
            return out.toByteArray();
        }
        List<T> literals = new ArrayList<>();
        for (int from = 0; from < values.size(); ) {
            T value = values.get(from);
            int to = from + 1;
            while (to < values.size() && Objects.equals(values.get(to), value)) {
                to++;
            }
            if (value != null && to == from + 1) {
                literals.add(value);
            } else {
                flush(literals, write, out);
                if (value == null) {
                    out.write(0);
                    uleb(out, to - from);
                } else {
                    out.writeBytes(leb(to - from));
                    write.accept(value, out);
                }
            }
            from = to;
        }
        flush(literals, write, out);
        return out.toByteArray();
    }

    private static <T> void flush(
            List<T> literals, BiConsumer<T, ByteArrayOutputStream> write, ByteArrayOutputStream out) {
        if (!literals.isEmpty()) {
            out.writeBytes(leb(-literals.size()));
            literals.forEach(value -> write.accept(value, out));
            literals.clear();
        }
    }

    static void uleb(ByteArrayOutputStream out, long value) {
        while (Long.compareUnsigned(value, 0x80) >= 0) {
            out.write((int) (value | 0x80));
            value >>>= 7;
        }
        out.write((int) value);
    }

    static byte[] leb(long value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        while (value < -0x40 || value >= 0x40) {
            out.write((int) ((value & 0x7f) | 0x80));
            value >>= 7;
        }
        out.write((int) (value & 0x7f));
        return out.toByteArray();
    }

    /** A chunk of type 1 around a body, its checksum right. */
    static byte[] seal(byte[] body) {
        ByteArrayOutputStream hashed = new ByteArrayOutputStream();
        hashed.write(1);
        uleb(hashed, body.length);
        hashed.writeBytes(body);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x85, 0x6f, 0x4a, (byte) 0x83});
        out.write(sha256(hashed.toByteArray()), 0, 4);
        out.writeBytes(hashed.toByteArray());
        return out.toByteArray();
    }

    static ChangeHash hash(byte[] plainChunk) {
        return ChangeHash.of(sha256(java.util.Arrays.copyOfRange(plainChunk, 8, plainChunk.length)));
    }

    /** The body of a chunk of type 1. */
    static byte[] bodyOf(byte[] plainChunk) {
        ByteCursor in = new ByteCursor(plainChunk, 9, plainChunk.length);
        in.uleb();
        return java.util.Arrays.copyOfRange(plainChunk, in.at(), plainChunk.length);
    }

    /** The same change as a chunk of type 2. */
    static byte[] deflate(byte[] plainChunk) {
        byte[] body = bodyOf(plainChunk);
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setInput(body);
        deflater.finish();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        byte[] buffer = new byte[4096];
        while (!deflater.finished()) {
            packed.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(plainChunk, 0, 8);
        out.write(2);
        uleb(out, packed.size());
        out.writeBytes(packed.toByteArray());
        return out.toByteArray();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new LinkageError("no SHA-256", e);
        }
    }
}
