package dev.meridian.client.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import dev.meridian.client.store.MetaTable.Name;
import dev.meridian.proto.v1.EntryKind;
import dev.meridian.sync.id.ActorId;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.id.ItemId;
import dev.meridian.sync.id.Sha256;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One workspace's file: all or nothing, in order, and its own. */
@Timeout(120)
class WorkspaceStoreTest {
    private static final Duration WAIT = Duration.ofMillis(200);
    private static final DeviceId ADA = new DeviceId(bytes("ada", DeviceId.LENGTH));
    private static final DeviceId BEN = new DeviceId(bytes("ben", DeviceId.LENGTH));
    private static final DocumentId BOARD = new DocumentId(bytes("board", DocumentId.LENGTH));
    private static final ActorId ACTOR = ActorId.of(ADA, bytes("nonce", ActorId.NONCE_LENGTH));

    @TempDir
    Path directory;

    private Path file;
    private WorkspaceStore store;

    @BeforeEach
    void open() {
        file = directory.resolve("workspace.db");
        store = WorkspaceStore.open(file, WAIT);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static ByteString bytes(String text, int length) {
        return Sha256.of(ByteString.copyFromUtf8(text)).substring(0, length);
    }

    private static ByteString hash(String text) {
        return Sha256.of(ByteString.copyFromUtf8(text));
    }

    private static NewChange change(int number) {
        return new NewChange(BOARD, hash("change " + number), ACTOR, number, hash("chunk " + number));
    }

    private static LogRow entry(long pos, DeviceId author, boolean kept) {
        return new LogRow(
                pos,
                EntryKind.ENTRY_KIND_ENVELOPE,
                new ItemId(hash("item " + pos)),
                Optional.of(author),
                false,
                hash("entry " + pos),
                hash("bytes " + pos),
                hash("chain " + pos),
                kept ? hash("head " + pos) : ByteString.EMPTY);
    }

    private <T> T write(java.util.function.Supplier<T> body) {
        return store.write(body);
    }

    private void reopen() {
        store.close();
        store = WorkspaceStore.open(file, WAIT);
    }

    @Test
    void aNewFileIsItsOwnersAlone_STORE1() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        write(() -> store.changes().addLocal(change(1)));
        try (var files = Files.list(directory)) {
            assertThat(files)
                    .allSatisfy(each -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void aTransactionThatThrowsLeavesNothing_STORE2() {
        assertThatThrownBy(() -> write(() -> {
                    store.changes().addLocal(change(1));
                    throw new IllegalStateException("in the middle");
                }))
                .hasMessage("in the middle");

        assertThat(store.changes().documents()).isEmpty();
        assertThat(store.outbox().isEmpty()).isTrue();
        long ordinal = write(() -> store.changes().addLocal(change(1)));
        assertThat(store.changes().after(BOARD, 0))
                .extracting(StoredChange::ordinal)
                .containsExactly(ordinal);
    }

    @Test
    void writingOutsideATransactionIsABug() {
        assertThatThrownBy(() -> store.changes().addLocal(change(1))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aFullDiskIsSaidToBeAndNothingIsHalfDone_STORE2() {
        store.close();
        try (Database database = Database.open(file, WAIT)) {
            long pages = database.number("PRAGMA page_count");
            database.run("PRAGMA max_page_count = " + (pages + 1));
            StoreFault fault = catchThrowableOfType(
                    StoreFault.class,
                    () -> database.write(() ->
                            database.update("INSERT INTO meta (name, value) VALUES ('large', zeroblob(100000))")));
            assertThat(fault.kind()).isEqualTo(StoreFault.Kind.FULL);
            assertThat(database.isWriting()).isFalse();
            database.run("PRAGMA max_page_count = 100000");
            database.write(() -> database.update("INSERT INTO meta (name, value) VALUES ('large', zeroblob(100000))"));
        }
        store = WorkspaceStore.open(file, WAIT);
    }

    @Test
    void anotherWriterIsWaitedForAndThenNamed_STORE8() {
        try (WorkspaceStore other = WorkspaceStore.open(file, WAIT)) {
            StoreFault fault = write(() -> catchThrowableOfType(
                    StoreFault.class, () -> other.write(() -> other.changes().addLocal(change(1)))));

            assertThat(fault.kind()).isEqualTo(StoreFault.Kind.LOCKED);
            long before = store.version();
            other.write(() -> other.changes().addLocal(change(1)));
            assertThat(store.version()).isNotEqualTo(before);
        }
    }

    @Test
    void whatIsNoWorkspaceIsRefusedAndLeftAlone_STORE1() throws Exception {
        Path text = Files.writeString(
                directory.resolve("text.db"), "not a database, but long enough to look into".repeat(50));
        assertThat(catchThrowableOfType(StoreFault.class, () -> WorkspaceStore.open(text, WAIT))
                        .kind())
                .isEqualTo(StoreFault.Kind.CORRUPT);

        Path other = directory.resolve("other.db");
        try (Database database = Database.open(other, WAIT)) {
            database.run("CREATE TABLE songs (title TEXT)");
        }
        assertThat(catchThrowableOfType(StoreFault.class, () -> WorkspaceStore.open(other, WAIT))
                        .kind())
                .isEqualTo(StoreFault.Kind.CORRUPT);
        assertThat(Files.readString(text)).startsWith("not a database");
    }

    @Test
    void ownChangesComeBackAsReceiptsAndOthersAsUnjudged_STORE5() {
        long own = write(() -> store.changes().addLocal(change(1)));

        boolean ownIsNew = write(() -> store.changes().receive(change(1), 7));
        boolean othersIsNew = write(() -> store.changes().receive(change(2), 8));

        assertThat(ownIsNew).isFalse();
        assertThat(othersIsNew).isTrue();
        assertThat(store.changes().after(BOARD, 0))
                .extracting(StoredChange::pos)
                .containsExactly(7L, 8L);
        assertThat(store.changes().after(BOARD, own))
                .extracting(StoredChange::state)
                .containsExactly(ChangeState.UNJUDGED);
        assertThat(store.changes().documentsToJudge()).containsExactly(BOARD);
        assertThat(store.changes().unlogged()).isZero();
        assertThat(store.outbox().hasUnsealed()).isFalse();
    }

    @Test
    void aRefusedChangeIsJudgedAnewWhenItComesAgain_STORE5() {
        write(() -> store.changes().receive(change(1), 1));
        long first = store.changes().last(BOARD);
        write(() -> {
            store.changes().refuse(first);
            return true;
        });

        assertThat(write(() -> store.changes().receive(change(1), 2))).isTrue();

        assertThat(store.changes().after(BOARD, 0))
                .extracting(StoredChange::pos)
                .containsExactly(2L);
        assertThat(store.changes().isInLog(BOARD, change(1).hash())).isTrue();
    }

    @Test
    void sealedItemsAreSentInTheOrderTheyWereMade_STORE6() {
        List<Long> ordinals = write(() ->
                List.of(store.changes().addLocal(change(1)), store.changes().addLocal(change(2))));
        assertThat(store.outbox().unsealed(Long.MAX_VALUE))
                .extracting(UnsealedChange::seq)
                .containsExactly(1L, 2L);
        assertThat(store.outbox().unsealed(1)).hasSize(1);
        write(() -> {
            store.outbox().addEnvelope(new ItemId(hash("a")), ADA, hash("sealed a"), ordinals);
            store.outbox().addMember(new ItemId(hash("b")), ADA, hash("signed b"));
            return true;
        });

        assertThat(store.outbox().hasUnsealed()).isFalse();
        List<OutboxRow> all = store.outbox().after(Long.MIN_VALUE, 10, 1000);
        assertThat(all).extracting(OutboxRow::item).containsExactly(hash("sealed a"), hash("signed b"));
        assertThat(store.outbox().after(all.getFirst().order(), 10, 1000)).hasSize(1);
        assertThat(store.outbox().after(Long.MIN_VALUE, 10, 1)).hasSize(1);
        assertThat(store.outbox().changes()).isEqualTo(2);
    }

    @Test
    void ordersAreNeverUsedTwice_STORE6() {
        ItemId item = new ItemId(hash("a"));
        long first = write(() -> store.outbox().addMember(item, ADA, hash("signed")));
        write(() -> {
            store.outbox().remove(item, ADA);
            return true;
        });

        long second = write(() -> store.outbox().addMember(item, ADA, hash("signed")));

        assertThat(second).isGreaterThan(first);
    }

    @Test
    void aRefusedItemIsKeptAsideAndNotSent_STORE6() {
        ItemId item = new ItemId(hash("a"));
        write(() -> {
            store.outbox().addMember(item, ADA, hash("signed"));
            store.outbox().refuse(item, "ERROR_CODE_NOT_ALLOWED", "not for you");
            return true;
        });

        assertThat(store.outbox().isEmpty()).isTrue();
        assertThat(store.outbox().refused())
                .containsExactly(new RefusedRow(item, "ERROR_CODE_NOT_ALLOWED", "not for you"));
    }

    @Test
    void rewindingPutsTheOriginalsInFrontOfTheOutbox_STORE9() {
        write(() -> {
            for (int pos = 1; pos <= 5; pos++) {
                store.log().append(entry(pos, pos % 2 == 0 ? BEN : ADA, true));
            }
            store.changes().receive(change(4), 4);
            store.changes().acceptUpTo(BOARD, Long.MAX_VALUE);
            store.changes().receive(change(5), 5);
            store.rejected().add(new RejectedRow(5, Optional.of(ADA), Optional.of(BOARD), "bad"));
            store.outbox().addMember(new ItemId(hash("own")), ADA, hash("signed"));
            return true;
        });

        long cut = write(() -> store.rewind(3, hash("newer head of 3")));

        assertThat(cut).isEqualTo(2);
        assertThat(store.log().lastPos()).isEqualTo(3);
        assertThat(store.log().last().orElseThrow().head()).isEqualTo(hash("newer head of 3"));
        assertThat(store.outbox().after(Long.MIN_VALUE, 10, 10_000))
                .extracting(OutboxRow::item)
                .containsExactly(hash("bytes 4"), hash("bytes 5"), hash("signed"));
        assertThat(store.changes().after(BOARD, 0))
                .as("what is in the document stays, what is not judged comes again")
                .extracting(StoredChange::seq)
                .containsExactly(4L);
        assertThat(store.rejected().list()).isEmpty();
        assertThat(store.meta().number(Name.REWINDS)).isEqualTo(1);
        write(() -> store.rewind(1, hash("head of 1")));
        assertThat(store.outbox().after(Long.MIN_VALUE, 10, 10_000))
                .extracting(OutboxRow::item)
                .containsExactly(hash("bytes 2"), hash("bytes 3"), hash("bytes 4"), hash("bytes 5"), hash("signed"));
    }

    @Test
    void originalsComeUpToTheNextHeadThatWasKept_STORE9() {
        write(() -> {
            for (int pos = 1; pos <= 6; pos++) {
                store.log().append(entry(pos, ADA, pos % 3 == 0));
            }
            return true;
        });

        assertThat(store.log().originalsAfter(0)).extracting(LogRow::pos).containsExactly(1L, 2L, 3L);
        assertThat(store.log().originalsAfter(3)).extracting(LogRow::pos).containsExactly(4L, 5L, 6L);
        assertThat(store.log().originalsAfter(6)).isEmpty();
    }

    @Test
    void theNonceStaysWhileTheFileStays_STORE7() {
        ByteString nonce = ActorNonce.claim(store, () -> bytes("first", 8));

        reopen();

        assertThat(ActorNonce.claim(store, () -> bytes("second", 8))).isEqualTo(nonce);
    }

    @Test
    void aCopyGetsANonceOfItsOwn_STORE7() throws Exception {
        ByteString nonce = ActorNonce.claim(store, () -> bytes("first", 8));
        store.close();
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        try (var files = Files.list(directory)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                Files.copy(each, elsewhere.resolve(each.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }

        try (WorkspaceStore copy = WorkspaceStore.open(elsewhere.resolve("workspace.db"), WAIT)) {
            assertThat(ActorNonce.claim(copy, () -> bytes("second", 8))).isNotEqualTo(nonce);
        }
        store = WorkspaceStore.open(file, WAIT);
        assertThat(ActorNonce.claim(store, () -> bytes("third", 8))).isEqualTo(nonce);
    }

    @Test
    void anExchangedFileGetsANonceOfItsOwn_STORE7() throws Exception {
        ByteString nonce = ActorNonce.claim(store, () -> bytes("first", 8));
        store.close();
        Path backup = directory.resolve("backup.db");
        Files.copy(file, backup, StandardCopyOption.COPY_ATTRIBUTES);
        Files.move(backup, file, StandardCopyOption.REPLACE_EXISTING);

        store = WorkspaceStore.open(file, WAIT);

        assertThat(ActorNonce.claim(store, () -> bytes("second", 8))).isNotEqualTo(nonce);
    }
}
