package dev.meridian.model.automerge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.automerge.AmValue;
import org.automerge.Document;
import org.automerge.NewValue;
import org.automerge.Transaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The traps of Automerge Java 0.0.7. Each test shows first that the trap is still there, so that a newer Automerge fails it and says that our
 * guard can go, and then that the replica does not fall into it.
 */
final class TrapsTest {

    private static final ActorId LOW = ActorId.ofHex("01".repeat(24));
    private static final ActorId HIGH = ActorId.ofHex("fe".repeat(24));

    @TempDir
    Path temporary;

    private ForkedJvm.Result naive(String use) throws IOException, InterruptedException {
        return ForkedJvm.run(temporary, NaiveUse.class.getName(), use);
    }

    @ParameterizedTest
    @ValueSource(strings = {"patchesOfAConflict", "diffOfAConflict"})
    void patchesOfAConflictAbort_theReplicaNeedsNone(String use) throws Exception {
        assertThat(naive(use)).matches(ForkedJvm.Result::isCrash);

        try (Replica low = Replica.create(LOW);
                Replica high = Replica.create(HIGH)) {
            LocalChange losing =
                    low.edit(edit -> edit.put(ObjectId.ROOT, "title", "by low")).orElseThrow();
            high.edit(edit -> edit.put(ObjectId.ROOT, "title", "by high"));
            Applied applied = high.apply(List.of(RandomHistory.incoming(losing.change())));
            assertThat(applied.touched().before()).containsOnlyKeys(new Place(ObjectId.ROOT, "title"));
            Register title = high.tree().at(ObjectId.ROOT, "title");
            assertThat(title.string()).contains("by high");
            assertThat(title.entries()).extracting(Register.Entry::author).containsExactly(HIGH, LOW);
        }
    }

    @Test
    void nullValuesAbort_theEditorThrows() throws Exception {
        assertThat(naive("nullValue")).matches(ForkedJvm.Result::isCrash);

        try (Replica replica = Replica.create(LOW)) {
            assertThatThrownBy(() -> replica.edit(edit -> edit.put(ObjectId.ROOT, "a", nothing())))
                    .isInstanceOf(NullPointerException.class);
            assertThat(replica.edit(edit -> edit.put(ObjectId.ROOT, "a", Value.NULL)))
                    .isPresent();
        }
    }

    @SuppressWarnings("NullAway") // what a caller without NullAway can do
    private static String nothing() {
        return null;
    }

    @ParameterizedTest
    @ValueSource(strings = {"shortHash", "patchLogOfAnother"})
    void foreignPointersAndHashesAbort_theReplicaTakesNeither(String use) throws Exception {
        assertThat(naive(use)).matches(ForkedJvm.Result::isCrash);

        // By construction: hashes are ChangeHash, which has 32 bytes; there are no patch logs; heads are those last
        // read.
        assertThatThrownBy(() -> ChangeHash.of(new byte[3])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCommitOfNothingAbortsLater_theReplicaCommitsSomethingOrDoesNotBegin() throws Exception {
        assertThat(naive("commitOfNothing")).matches(ForkedJvm.Result::isCrash);

        try (Replica replica = Replica.create(LOW);
                Replica other = Replica.create(HIGH)) {
            assertThat(replica.edit(edit -> {})).isEmpty();
            LocalChange change =
                    other.edit(edit -> edit.put(ObjectId.ROOT, "a", 1)).orElseThrow();
            replica.apply(List.of(RandomHistory.incoming(change.change())));
            assertThat(replica.edit(edit -> {
                        edit.put(ObjectId.ROOT, "a", 1);
                        edit.delete(ObjectId.ROOT, "b");
                    }))
                    .isEmpty();
            assertThatThrownBy(() -> replica.edit(edit -> {
                        edit.put(ObjectId.ROOT, "a", 2);
                        throw new IllegalStateException("the caller changed its mind");
                    }))
                    .hasMessage("the caller changed its mind");
            LocalChange next =
                    other.edit(edit -> edit.put(ObjectId.ROOT, "c", 1)).orElseThrow();
            replica.apply(List.of(RandomHistory.incoming(next.change())));
            assertThat(replica.heads()).containsExactly(next.change().hash());
            assertThat(replica.seq(LOW)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"saveOfAForkedActor", "saveOfAnInventedPred"})
    void someChangesMakeASaveUnreadable_theGateRefusesThem(String use) throws Exception {
        ForkedJvm.Result result = naive(use);
        assertThat(result.exit()).isNotZero();
        assertThat(result.output()).contains("heads").contains("error inflating document chunk ops");
        // attack53 and unknown preds in AdmissionTest hold the other side.
    }

    @Test
    void applyingSwallowsErrorsAndKeepsThePrefix_theReplicaLooksAtTheHeads() {
        byte[] first =
                new ChangeWriter(LOW).op(ChangeWriter.Op.put(null, "a", 1)).chunk();
        byte[] second =
                new ChangeWriter(HIGH).op(ChangeWriter.Op.put(null, "b", 1)).chunk();
        byte[] broken = second.clone();
        broken[broken.length - 1] ^= 1;
        try (BareAutomerge bare = new BareAutomerge()) {
            bare.apply(first);
            bare.apply(broken);
            assertThat(bare.heads()).hasSize(1);
        }

        try (Replica replica = Replica.create(ActorId.ofHex("33".repeat(24)))) {
            Applied applied =
                    replica.apply(List.of(new Incoming(LOW.device(), first), new Incoming(HIGH.device(), broken)));
            assertThat(applied.outcomes().get(0)).isInstanceOf(ChangeOutcome.Accepted.class);
            assertThat(applied.outcomes().get(1)).isInstanceOf(ChangeOutcome.Refused.class);
        }
    }

    @Test
    void integersAreCutAndRenamed_theEditorTakesWhatArrives() {
        NativeLibrary.load();
        Document document = new Document();
        Transaction transaction = document.startTransaction();
        transaction.set(org.automerge.ObjectId.ROOT, "integer", NewValue.integer(7));
        transaction.setUint(org.automerge.ObjectId.ROOT, "uint", (1L << 32) + 5);
        transaction.commit();
        assertThat(document.get(org.automerge.ObjectId.ROOT, "integer").orElseThrow())
                .isInstanceOf(AmValue.F64.class);
        assertThat(((AmValue.UInt) document.get(org.automerge.ObjectId.ROOT, "uint")
                                .orElseThrow())
                        .getValue())
                .isEqualTo(5);
        document.free();

        try (Replica replica = Replica.create(LOW)) {
            List<Value.Scalar> values = List.of(
                    Value.of(Integer.MIN_VALUE),
                    Value.of(Integer.MAX_VALUE),
                    Value.of(1e300),
                    new Value.Timestamp(Long.MIN_VALUE),
                    new Value.Timestamp(Long.MAX_VALUE),
                    Value.of("nul \u0000, emoji 😀, ä"),
                    Value.TRUE,
                    Value.NULL);
            for (Value.Scalar value : values) {
                replica.edit(edit -> edit.put(ObjectId.ROOT, "a", value));
                assertThat(replica.tree().at(ObjectId.ROOT, "a").value()).contains(value);
            }
            List<Value.Scalar> others = new ArrayList<>(List.of(
                    Value.of(1L << 31),
                    Value.of(-(1L << 31) - 1),
                    Value.of(Double.NaN),
                    Value.of(Double.POSITIVE_INFINITY),
                    new Value.Uint(1),
                    new Value.Blob("00"),
                    Value.of("\ud83d")));
            for (Value.Scalar value : others) {
                assertThatThrownBy(() -> replica.edit(edit -> edit.put(ObjectId.ROOT, "a", value)))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nul\u0000", "emoji😀", "ä", "tab\t", "\u007f"})
    void someKeysThrowOrDoWorse_theEditorTakesPrintableAscii(String key) {
        try (Replica replica = Replica.create(LOW)) {
            assertThatThrownBy(() -> replica.edit(edit -> edit.put(ObjectId.ROOT, key, 1)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> replica.edit(edit -> edit.putMap(ObjectId.ROOT, key)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(replica.edit(edit -> edit.put(ObjectId.ROOT, "percent %F0%9F%98%80 ~", 1)))
                    .isPresent();
        }
    }

    @Test
    void loadForgetsTheActor_openKeepsIt() {
        NativeLibrary.load();
        Document document = new Document(LOW.bytes());
        Transaction transaction = document.startTransaction();
        transaction.set(org.automerge.ObjectId.ROOT, "a", 1);
        transaction.commit();
        assertThat(Document.load(document.save()).getActorId()).isNotEqualTo(LOW.bytes());
        document.free();

        List<byte[]> log = new ArrayList<>();
        try (Replica replica = Replica.create(LOW)) {
            log.add(replica.edit(edit -> edit.put(ObjectId.ROOT, "a", 1))
                    .orElseThrow()
                    .change()
                    .chunk());
        }
        try (Replica again = Replica.open(LOW, log)) {
            ParsedChange next = again.edit(edit -> edit.put(ObjectId.ROOT, "a", 2))
                    .orElseThrow()
                    .change();
            assertThat(next.actor()).isEqualTo(LOW);
            assertThat(next.seq()).isEqualTo(2);
        }
    }

    @Test
    void nothingLinksBeforeTheFirstDocument_theReplicaLoadsTheLibraryItself() throws Exception {
        assertThat(naive("objectIdBeforeADocument").output()).contains("UnsatisfiedLinkError");
        assertThat(SafeUse.run(temporary, "objectIdFirst").output()).contains("survived");
    }

    @Test
    void aKilledProcessLeavesSevenMegabytes_oursLeavesNothing(@TempDir Path cache, @TempDir Path other)
            throws Exception {
        assertThat(naive("killedAfterLoading").exit()).isEqualTo(9);
        assertThat(ForkedJvm.files(temporary))
                .anyMatch(name -> name.startsWith("automerge-jni-") && name.endsWith(".so"));

        for (int i = 0; i < 2; i++) {
            assertThat(SafeUse.run(other, "killedAfterLoading", cache).exit()).isEqualTo(9);
        }
        assertThat(ForkedJvm.files(other)).noneMatch(name -> name.contains("automerge"));
        assertThat(ForkedJvm.files(cache))
                .filteredOn(name -> name.contains("automerge"))
                .hasSize(1);
    }

    @Test
    void positionsAreCodePointsHere() {
        try (Replica replica = Replica.create(LOW)) {
            replica.edit(edit -> {
                ObjectId text = edit.putText(ObjectId.ROOT, "text");
                edit.splice(text, 0, 0, "😀😀x");
                edit.splice(text, 2, 1, "y");
                assertThat(edit.length(text)).isEqualTo(3);
            });
            ObjectId text = replica.tree().at(ObjectId.ROOT, "text").text().orElseThrow();
            assertThat(replica.text(text)).isEqualTo("😀😀y");
            assertThatThrownBy(() -> replica.edit(edit -> edit.splice(text, 4, 0, "out")))
                    .isInstanceOf(IllegalArgumentException.class);
            replica.edit(edit -> edit.splice(text, 3, 0, "end"));
            assertThat(replica.text(text)).isEqualTo("😀😀yend");
        }
    }
}
