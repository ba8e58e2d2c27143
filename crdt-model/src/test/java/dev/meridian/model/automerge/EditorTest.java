package dev.meridian.model.automerge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Edits: what they write, what they see of themselves, and that one which fails has never happened. */
final class EditorTest {

    private static final ActorId ME = ActorId.ofHex("33".repeat(24));

    private final Replica replica = Replica.create(ME);

    @AfterEach
    void close() {
        replica.close();
    }

    private LocalChange edit(Consumer<Editor> edits) {
        return replica.edit(edits).orElseThrow();
    }

    private ObjectId newText(String content) {
        edit(editor -> editor.splice(editor.putText(ObjectId.ROOT, "text"), 0, 0, content));
        return replica.tree().at(ObjectId.ROOT, "text").text().orElseThrow();
    }

    @Test
    void oneEditIsOneChangeOnTopOfTheOneBefore() {
        ParsedChange first = edit(editor -> editor.put(ObjectId.ROOT, "a", 1)).change();
        ParsedChange second = edit(editor -> {
                    editor.put(ObjectId.ROOT, "a", 2);
                    editor.put(ObjectId.ROOT, "b", "x");
                })
                .change();
        assertThat(first.seq()).isEqualTo(1);
        assertThat(first.deps()).isEmpty();
        assertThat(second.seq()).isEqualTo(2);
        assertThat(second.deps()).containsExactly(first.hash());
        assertThat(second.startOp()).isEqualTo(2);
        assertThat(second.opCount()).isEqualTo(2);
        assertThat(replica.heads()).containsExactly(second.hash());
        assertThat(Gate.parse(second.chunk(), GateCaps.DEFAULT)).isInstanceOf(GateResult.Parsed.class);
    }

    @Test
    void touchedHoldsWhatStoodThereBefore() {
        edit(editor -> editor.put(ObjectId.ROOT, "a", 1));
        Register before = replica.tree().at(ObjectId.ROOT, "a");
        LocalChange change = edit(editor -> {
            editor.put(ObjectId.ROOT, "a", 2);
            editor.put(ObjectId.ROOT, "a", 3);
            editor.putText(ObjectId.ROOT, "text");
        });
        assertThat(change.touched().before())
                .containsEntry(new Place(ObjectId.ROOT, "a"), before)
                .containsEntry(new Place(ObjectId.ROOT, "text"), Register.EMPTY)
                .hasSize(2);
        assertThat(change.touched().texts()).isEmpty();
        assertThat(replica.tree().at(ObjectId.ROOT, "a").value()).contains(Value.of(3));
    }

    @Test
    void anEditSeesWhatItHasWritten_withTheIdsThatItWillHave() {
        edit(editor -> editor.put(ObjectId.ROOT, "old", 1));
        Register[] seen = new Register[3];
        ObjectId[] made = new ObjectId[2];
        edit(editor -> {
            made[0] = editor.putMap(ObjectId.ROOT, "map");
            editor.put(made[0], "x", 5);
            seen[0] = editor.at(ObjectId.ROOT, "map");
            seen[1] = editor.at(made[0], "x");
            editor.delete(ObjectId.ROOT, "old");
            seen[2] = editor.at(ObjectId.ROOT, "old");
            made[1] = editor.putText(made[0], "text");
            editor.splice(made[1], 0, 0, "a😀c");
            editor.splice(made[1], 1, 1, "bb");
            assertThat(editor.text(made[1])).isEqualTo("abbc");
            assertThat(editor.length(made[1])).isEqualTo(4);
        });
        assertThat(replica.tree().at(ObjectId.ROOT, "map")).isEqualTo(seen[0]);
        assertThat(replica.tree().at(made[0], "x")).isEqualTo(seen[1]);
        assertThat(seen[2].isEmpty()).isTrue();
        assertThat(replica.tree().map(ObjectId.ROOT, "map")).contains(made[0]);
        assertThat(replica.tree().place(made[1])).contains(new Place(made[0], "text"));
        assertThat(replica.tree().isText(made[1])).isTrue();
        assertThat(replica.text(made[1])).isEqualTo("abbc");
    }

    @Test
    void whatChangesNothingIsNoChange() {
        edit(editor -> {
            editor.put(ObjectId.ROOT, "a", 1);
            editor.put(ObjectId.ROOT, "zero", 0.0);
            editor.putText(ObjectId.ROOT, "text");
        });
        ObjectId text = replica.tree().at(ObjectId.ROOT, "text").text().orElseThrow();
        Optional<LocalChange> nothing = replica.edit(editor -> {
            editor.put(ObjectId.ROOT, "a", 1);
            editor.put(ObjectId.ROOT, "zero", -0.0);
            editor.delete(ObjectId.ROOT, "absent");
            editor.splice(text, 0, 0, "");
        });
        assertThat(nothing).isEmpty();
        assertThat(replica.seq(ME)).isEqualTo(1);
        // The same number as another type is a change.
        assertThat(edit(editor -> editor.put(ObjectId.ROOT, "a", 1.0)).change().opCount())
                .isEqualTo(1);
    }

    @Test
    void puttingTheWinnerAgainEndsAConflict() {
        ActorId other = ActorId.ofHex("44".repeat(24));
        byte[] concurrent =
                new ChangeWriter(other).op(ChangeWriter.Op.put(null, "a", 1)).chunk();
        edit(editor -> editor.put(ObjectId.ROOT, "a", 1));
        replica.apply(List.of(new Incoming(other.device(), concurrent)));
        assertThat(replica.tree().at(ObjectId.ROOT, "a").isConflicted()).isTrue();
        edit(editor -> editor.put(ObjectId.ROOT, "a", 1));
        assertThat(replica.tree().at(ObjectId.ROOT, "a").entries()).hasSize(1);
    }

    @Test
    void anEditThatThrowsHasNeverHappened() {
        ObjectId text = newText("before");
        var content = BareAutomerge.content(replica);
        assertThatThrownBy(() -> replica.edit(editor -> {
                    editor.put(ObjectId.ROOT, "a", 1);
                    editor.putMap(ObjectId.ROOT, "map");
                    editor.splice(text, 0, 3, "x");
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(BareAutomerge.content(replica)).isEqualTo(content);
        assertThat(edit(editor -> editor.splice(text, 6, 0, "!")).change().opCount())
                .isEqualTo(1);
        assertThat(replica.text(text)).isEqualTo("before!");
    }

    @Test
    void anEditorThatIsKeptIsClosed() {
        Editor[] kept = new Editor[1];
        edit(editor -> {
            kept[0] = editor;
            editor.put(ObjectId.ROOT, "a", 1);
        });
        assertThatThrownBy(() -> kept[0].put(ObjectId.ROOT, "b", 1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> kept[0].at(ObjectId.ROOT, "a")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void objectsOfAnotherDocumentAreRefused() {
        ObjectId foreign = ObjectId.of(new OpId(3, ME));
        ObjectId text = newText("x");
        List<Consumer<Editor>> wrong = List.of(
                editor -> editor.put(foreign, "a", 1),
                editor -> editor.put(text, "a", 1),
                editor -> editor.putMap(foreign, "a"),
                editor -> editor.delete(foreign, "a"),
                editor -> editor.splice(foreign, 0, 0, "x"),
                editor -> editor.splice(ObjectId.ROOT, 0, 0, "x"),
                editor -> editor.splice(text, 0, 2, ""),
                editor -> editor.splice(text, -1, 0, "x"),
                editor -> editor.splice(text, 0, -1, "x"),
                editor -> editor.splice(text, 0, 0, "\ud800"),
                editor -> editor.splice(text, Integer.MAX_VALUE, Integer.MAX_VALUE, "x"));
        for (Consumer<Editor> each : wrong) {
            assertThatThrownBy(() -> replica.edit(each)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(replica.changeCount()).isEqualTo(1);
    }

    @Test
    void anEditAboveACapIsRefusedBeforeItHappens_GATE_40() {
        GateCaps caps = GateCaps.DEFAULT;
        ObjectId text = newText("x".repeat(caps.opsMax() - 1));
        edit(editor -> editor.splice(text, 0, 0, "y".repeat(caps.opsMax())));
        List<Consumer<Editor>> tooLarge = List.of(
                editor -> editor.splice(text, 0, 0, "x".repeat(caps.opsMax() + 1)),
                editor -> editor.splice(text, 0, caps.opsMax(), "x"),
                editor -> putMany(editor, caps.opsMax() + 1, "x"),
                editor -> putMany(editor, 10, "x".repeat(caps.scalarBytesMax())),
                editor -> writeOneKey(editor, caps.sameKeyMax() + 1),
                editor -> insertApart(editor, text, caps.insertRunsMax() + 1),
                EditorTest::makeTooDeep);
        for (Consumer<Editor> each : tooLarge) {
            assertThatThrownBy(() -> replica.edit(each)).isInstanceOf(EditTooLargeException.class);
        }
        assertThat(replica.changeCount()).isEqualTo(2);
        edit(editor -> editor.splice(text, 0, caps.opsMax(), ""));
        edit(editor -> putMany(editor, 1_000, "x"));
        edit(editor -> putMany(editor, 7, "x".repeat(caps.scalarBytesMax())));
        edit(editor -> writeOneKey(editor, caps.sameKeyMax()));
        edit(editor -> insertApart(editor, text, caps.insertRunsMax()));
    }

    private static void putMany(Editor editor, int count, String value) {
        ObjectId map = editor.putMap(ObjectId.ROOT, "many");
        for (int i = 0; i < count; i++) {
            editor.put(map, "k" + i, value);
        }
    }

    private static void writeOneKey(Editor editor, int count) {
        for (int i = 0; i < count; i++) {
            editor.put(ObjectId.ROOT, "one", i % 2 == 0);
        }
    }

    private static void insertApart(Editor editor, ObjectId text, int count) {
        for (int i = 0; i < count; i++) {
            editor.splice(text, 0, 0, "z");
        }
    }

    private static void makeTooDeep(Editor editor) {
        ObjectId at = ObjectId.ROOT;
        for (int i = 0; i <= GateCaps.DEFAULT.depthMax(); i++) {
            at = editor.putMap(at, "d");
        }
    }

    @Test
    void theBudgetIsNeverBelowWhatTheChangeTakes_GATE_40() {
        Random random = new Random(5);
        ActorId[] others = new ActorId[40];
        for (int i = 0; i < others.length; i++) {
            others[i] = new ActorId(random.nextLong(), i, i);
            byte[] change = new ChangeWriter(others[i])
                    .op(ChangeWriter.Op.put(null, "k" + i % 7, "by " + i))
                    .chunk();
            replica.apply(List.of(new Incoming(others[i].device(), change)));
        }
        ObjectId text = newText("some text to begin with");
        for (int round = 0; round < 200; round++) {
            long[] budget = new long[1];
            LocalChange change = edit(editor -> {
                for (int n = 1 + random.nextInt(60); n > 0; n--) {
                    scatter(editor, text, random);
                }
                editor.put(ObjectId.ROOT, "round", random.nextInt());
                budget[0] = editor.bytes();
            });
            assertThat(change.change().chunk().length).isLessThanOrEqualTo((int) budget[0]);
        }
    }

    /** Writes that compress badly: far apart, of all kinds. */
    private static void scatter(Editor editor, ObjectId text, Random random) {
        int length = editor.length(text);
        int at = random.nextInt(length + 1);
        switch (random.nextInt(4)) {
            case 0 ->
                editor.splice(text, at, Math.min(random.nextInt(3), length - at), random.nextBoolean() ? "é" : "");
            case 1 -> editor.put(ObjectId.ROOT, "k" + random.nextInt(7), random.nextInt());
            case 2 -> editor.put(editor.putMap(ObjectId.ROOT, "m" + random.nextInt(5)), "x", random.nextDouble());
            default -> editor.splice(text, at, 0, "long".repeat(random.nextInt(5)));
        }
    }

    @Test
    void aRehearsalChangesNothing() {
        ObjectId text = newText("x");
        replica.rehearse(editor -> {
            editor.splice(text, 0, 1, "y".repeat(3 * GateCaps.DEFAULT.opsMax()));
            editor.put(ObjectId.ROOT, "a", 1);
        });
        assertThat(replica.changeCount()).isEqualTo(1);
        assertThat(replica.text(text)).isEqualTo("x");
        assertThatThrownBy(() -> replica.rehearse(editor -> editor.put(text, "a", 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
