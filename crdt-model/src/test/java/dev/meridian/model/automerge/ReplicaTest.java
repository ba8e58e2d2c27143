package dev.meridian.model.automerge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** The replica as its owner sees it: threads, life, logs. */
final class ReplicaTest {

    private static final ActorId ME = ActorId.ofHex("33".repeat(24));
    private static final ActorId ANN = ActorId.ofHex("a0".repeat(24));

    @Test
    void nativeMemoryIsGivenBackByClose() {
        int before = NativeDocument.openCount();
        Replica one = Replica.create(ME);
        Replica two = Replica.open(ANN, List.of());
        assertThat(NativeDocument.openCount()).isEqualTo(before + 2);
        one.close();
        one.close();
        two.close();
        assertThat(NativeDocument.openCount()).isEqualTo(before);
    }

    @Test
    void aLogThatDoesNotReadBackLeaksNothing() {
        int before = NativeDocument.openCount();
        byte[] change = new ChangeWriter(ANN)
                .seq(2)
                .op(ChangeWriter.Op.put(null, "a", 1))
                .chunk();
        assertThatThrownBy(() -> Replica.open(ME, List.of(change)))
                .isInstanceOf(CorruptLogException.class)
                .hasMessageContaining("change 0 of 1: BAD_SEQUENCE");
        assertThat(NativeDocument.openCount()).isEqualTo(before);
    }

    @Test
    void everyCallAfterCloseThrows() {
        Replica replica = Replica.create(ME);
        replica.close();
        List<Runnable> calls = List.of(
                replica::tree,
                replica::heads,
                replica::changeCount,
                () -> replica.edit(edit -> {}),
                () -> replica.apply(List.of()),
                () -> replica.replay(List.of()),
                () -> replica.seq(ME),
                () -> replica.text(ObjectId.ROOT));
        for (Runnable call : calls) {
            assertThatThrownBy(call::run).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void anotherThreadIsTurnedAway_untilItTakesOver() {
        Replica replica = Replica.create(ME);
        List<Runnable> calls = List.of(
                replica::tree,
                replica::heads,
                () -> replica.edit(edit -> {}),
                () -> replica.apply(List.of()),
                replica::close);
        for (Runnable call : calls) {
            assertThatThrownBy(() -> CompletableFuture.runAsync(call).join())
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(IllegalStateException.class);
        }
        CompletableFuture.runAsync(() -> {
                    replica.handOver();
                    replica.edit(edit -> edit.put(ObjectId.ROOT, "a", 1));
                    replica.close();
                })
                .join();
        assertThatThrownBy(replica::heads).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void nothingElseHappensInsideAnEdit() {
        try (Replica replica = Replica.create(ME)) {
            assertThatThrownBy(() -> replica.edit(edit -> replica.edit(inner -> {})))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> replica.edit(edit -> replica.apply(List.of())))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(replica.edit(edit -> edit.put(ObjectId.ROOT, "a", 1))).isPresent();
        }
    }

    @Test
    void anotherProcessOfThisHomeMayHaveWrittenAsThisActor() {
        try (Replica one = Replica.create(ME);
                Replica two = Replica.create(ME)) {
            List<byte[]> log = new ArrayList<>();
            log.add(one.edit(edit -> edit.put(ObjectId.ROOT, "a", 1))
                    .orElseThrow()
                    .change()
                    .chunk());
            Applied applied = two.replay(log);
            assertThat(applied.touched().before()).containsOnlyKeys(new Place(ObjectId.ROOT, "a"));
            ParsedChange second = two.edit(edit -> edit.put(ObjectId.ROOT, "a", 2))
                    .orElseThrow()
                    .change();
            assertThat(second.seq()).isEqualTo(2);
            one.replay(List.of(second.chunk()));
            assertThat(one.heads()).isEqualTo(two.heads());
            assertThat(one.edit(edit -> edit.put(ObjectId.ROOT, "a", 3))
                            .orElseThrow()
                            .change()
                            .seq())
                    .isEqualTo(3);
        }
    }

    @Test
    void tenThousandChangesOpenInOneGo() {
        List<byte[]> log = new ArrayList<>();
        try (Replica writer = Replica.create(ANN)) {
            for (int i = 0; i < 10_000; i++) {
                int x = i;
                log.add(writer.edit(edit -> edit.put(ObjectId.ROOT, "k" + x % 100, x))
                        .orElseThrow()
                        .change()
                        .chunk());
            }
            try (Replica reader = Replica.open(ME, log)) {
                assertThat(reader.heads()).isEqualTo(writer.heads());
                assertThat(reader.changeCount()).isEqualTo(10_000);
                assertThat(reader.tree().size(ObjectId.ROOT)).isEqualTo(100);
                assertThat(BareAutomerge.content(reader)).isEqualTo(BareAutomerge.content(writer));
            }
        }
    }

    @Test
    void textsAreReadAgainOnlyAfterAChangeToThem() {
        try (Replica replica = Replica.create(ME)) {
            replica.edit(edit -> edit.splice(edit.putText(ObjectId.ROOT, "text"), 0, 0, "one"));
            ObjectId text = replica.tree().at(ObjectId.ROOT, "text").text().orElseThrow();
            String first = replica.text(text);
            replica.edit(edit -> edit.put(ObjectId.ROOT, "other", 1));
            assertThat(replica.text(text)).isSameAs(first);
            LocalChange change =
                    replica.edit(edit -> edit.splice(text, 3, 0, " two")).orElseThrow();
            assertThat(change.touched().texts()).containsExactly(text);
            assertThat(replica.text(text)).isEqualTo("one two");
        }
    }

    @Test
    void walksDownByWinners() {
        try (Replica replica = Replica.create(ME)) {
            replica.edit(edit -> edit.put(edit.putMap(edit.putMap(ObjectId.ROOT, "cards"), "0f"), "x", 1));
            ObjectTree tree = replica.tree();
            ObjectId shard = tree.mapAt("cards", "0f").orElseThrow();
            assertThat(tree.at(shard, "x").value()).contains(Value.of(1));
            assertThat(tree.keys(ObjectId.ROOT)).containsExactly("cards");
            assertThat(tree.mapAt("cards", "1f")).isEmpty();
            assertThat(tree.mapAt()).contains(ObjectId.ROOT);
            assertThat(tree.isMap(shard)).isTrue();
            assertThat(ObjectId.parse(shard.toString())).isEqualTo(shard);
            assertThat(ObjectId.parse("_root")).isEqualTo(ObjectId.ROOT);
        }
    }

    @Test
    void aReplicaThatDisagreesWithAutomergeSaysSoFromThenOn_GATE_31() throws Exception {
        Replica replica = Replica.create(ME);
        byte[] behindItsBack =
                new ChangeWriter(ANN).op(ChangeWriter.Op.put(null, "a", 1)).chunk();
        Field document = Replica.class.getDeclaredField("document");
        document.setAccessible(true);
        ((NativeDocument) document.get(replica)).apply(behindItsBack);

        ActorId bob = ActorId.ofHex("b0".repeat(24));
        byte[] change =
                new ChangeWriter(bob).op(ChangeWriter.Op.put(null, "b", 1)).chunk();
        assertThatThrownBy(() -> replica.apply(List.of(new Incoming(bob.device(), change))))
                .isInstanceOf(ReplicaBrokenException.class)
                .hasMessageContaining("heads");
        assertThatThrownBy(() -> replica.edit(edit -> edit.put(ObjectId.ROOT, "c", 1)))
                .isInstanceOf(ReplicaBrokenException.class);
        assertThatThrownBy(replica::tree).isInstanceOf(ReplicaBrokenException.class);
        replica.close();
    }
}
