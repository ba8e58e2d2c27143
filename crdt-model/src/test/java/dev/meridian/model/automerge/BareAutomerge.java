package dev.meridian.model.automerge;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.automerge.AmValue;
import org.automerge.Document;
import org.automerge.ObjectId;

/** Automerge as it comes, without anything of ours: what the replica is compared with. */
final class BareAutomerge implements AutoCloseable {

    private final Document document;

    BareAutomerge() {
        NativeLibrary.load();
        document = new Document();
    }

    private BareAutomerge(Document document) {
        this.document = document;
    }

    static BareAutomerge load(byte[] save) {
        NativeLibrary.load();
        return new BareAutomerge(Document.load(save));
    }

    void apply(byte[] chunks) {
        document.applyEncodedChanges(chunks);
    }

    byte[] save() {
        return document.save();
    }

    byte[] changes() {
        return document.encodeChangesSince(new org.automerge.ChangeHash[0]);
    }

    List<ChangeHash> heads() {
        return Arrays.stream(document.getHeads())
                .map(head -> ChangeHash.of(head.getBytes()))
                .toList();
    }

    /** Everything visible, losers included, as lines: path and op id to value, path alone to the winner. */
    Map<String, String> content() {
        Map<String, String> lines = new TreeMap<>();
        walk(ObjectId.ROOT, "", lines);
        return lines;
    }

    private void walk(ObjectId map, String path, Map<String, String> lines) {
        for (String key : document.keys(map).orElseThrow()) {
            Map<String, AmValue> all = valuesOf(document.getAll(map, key).orElseThrow());
            String winner = show(document.get(map, key).orElseThrow());
            for (Map.Entry<String, AmValue> value : all.entrySet()) {
                String at = path + "/" + key + "<" + value.getKey() + ">";
                switch (value.getValue()) {
                    case AmValue.Map inner -> {
                        lines.put(at, "map");
                        walk(inner.getId(), at, lines);
                    }
                    case AmValue.Text text ->
                        lines.put(at, "text " + document.text(text.getId()).orElseThrow());
                    default -> lines.put(at, show(value.getValue()));
                }
            }
            lines.put(path + "/" + key, "winner " + winner);
        }
    }

    @SuppressWarnings("unchecked") // the field is declared as this map
    private static Map<String, AmValue> valuesOf(Object conflicts) {
        try {
            Field values = conflicts.getClass().getDeclaredField("values");
            values.setAccessible(true);
            return new HashMap<>((Map<String, AmValue>) values.get(conflicts));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("another Automerge", e);
        }
    }

    private static String show(AmValue value) {
        return switch (value) {
            case AmValue.Str str -> "str " + str.getValue();
            case AmValue.Int integer -> "int " + integer.getValue();
            case AmValue.UInt integer -> "uint " + Long.toUnsignedString(integer.getValue());
            case AmValue.F64 number -> "f64 " + Double.doubleToRawLongBits(number.getValue());
            case AmValue.Bool bool -> "bool " + bool.getValue();
            case AmValue.Null nothing -> "null";
            case AmValue.Timestamp time -> "time " + time.getValue().toInstant().toEpochMilli();
            case AmValue.Bytes bytes -> "bytes " + HexFormat.of().formatHex(bytes.getValue());
            case AmValue.Map map -> "map " + map.getId();
            case AmValue.Text text -> "text " + text.getId();
            default -> throw new AssertionError(value);
        };
    }

    /** The same lines as {@link #content()} from a replica. */
    static Map<String, String> content(Replica replica) {
        Map<String, String> lines = new TreeMap<>();
        walk(replica, dev.meridian.model.automerge.ObjectId.ROOT, "", lines);
        return lines;
    }

    private static void walk(
            Replica replica, dev.meridian.model.automerge.ObjectId map, String path, Map<String, String> lines) {
        replica.tree().forEach(map, (key, register) -> {
            lines.put(
                    path + "/" + key,
                    "winner " + show(register.entries().getFirst().value()));
            for (Register.Entry entry : register.entries()) {
                String at = path + "/" + key + "<" + entry.id() + ">";
                switch (entry.value()) {
                    case Value.MapValue inner -> {
                        lines.put(at, "map");
                        walk(replica, inner.id(), at, lines);
                    }
                    case Value.TextValue text -> lines.put(at, "text " + replica.text(text.id()));
                    case Value.Scalar scalar -> lines.put(at, show(scalar));
                }
            }
        });
        assertSizes(replica, map);
    }

    private static void assertSizes(Replica replica, dev.meridian.model.automerge.ObjectId map) {
        if (replica.tree().size(map) != replica.tree().keys(map).size()) {
            throw new AssertionError("size of " + map + " and its keys differ: "
                    + replica.tree().keys(map).stream().sorted().collect(Collectors.joining(" ")));
        }
    }

    private static String show(Value value) {
        return switch (value) {
            case Value.Str str -> "str " + str.value();
            case Value.Int integer -> "int " + integer.value();
            case Value.Uint integer -> "uint " + Long.toUnsignedString(integer.bits());
            case Value.F64 number -> "f64 " + Double.doubleToRawLongBits(number.value());
            case Value.Bool bool -> "bool " + bool.value();
            case Value.Null nothing -> "null";
            case Value.Timestamp time -> "time " + time.millis();
            case Value.Blob blob -> "bytes " + blob.hex();
            case Value.MapValue map -> "map " + map.id();
            case Value.TextValue text -> "text " + text.id();
        };
    }

    @Override
    public void close() {
        document.free();
    }
}
