package dev.meridian.sync.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.meridian.sync.id.Sha256;
import dev.meridian.sync.log.Chain;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every {@link RelayLog} does; each implementation runs it. Rules STO-1 to STO-8 of docs/spec/relay.md. */
public abstract class RelayLogContract {
    private static final long GEN = 7;

    private final LogWriter writer = new LogWriter("one");
    private final LogWriter other = new LogWriter("other");
    private final List<RelayLog> opened = new ArrayList<>();

    /** Opens the storage of the current test; empty the first time, as it was left when it is opened again. */
    protected abstract RelayLog open() throws Exception;

    private RelayLog log() throws Exception {
        RelayLog log = open();
        opened.add(log);
        return log;
    }

    private RelayLog reopen(RelayLog log) throws Exception {
        opened.remove(log);
        log.close();
        return log();
    }

    @AfterEach
    final void closeLogs() throws Exception {
        for (RelayLog log : opened) {
            log.close();
        }
    }

    @Test
    void knowsNothingOfAWorkspaceThatWasNeverWritten_STO1() throws Exception {
        RelayLog log = log();
        assertThat(log.recover(writer.workspace())).isEmpty();
        assertThat(log.read(writer.workspace(), 0, 1_000)).isEmpty();
        assertThat(log.find(writer.workspace(), new DedupeKey(Sha256.of(ByteString.EMPTY))))
                .isEmpty();
        assertThat(log.chainAt(writer.workspace(), 0)).contains(Chain.ZERO);
        assertThat(log.chainAt(writer.workspace(), 1)).isEmpty();
    }

    @Test
    void countsItsWorkspaces_STO9() throws Exception {
        RelayLog log = log();
        assertThat(log.workspaces()).isZero();
        writer.member("genesis");
        other.member("genesis");
        log.append(List.of(writer.batch(GEN, 1, 1)));
        assertThat(log.workspaces()).isEqualTo(1);
        log.append(List.of(other.batch(GEN, 1, 1)));
        assertThat(log.workspaces()).isEqualTo(2);
        assertThat(reopen(log).workspaces()).isEqualTo(2);
    }

    @Test
    void recoversItsEndItsGenerationAndItsMembershipRecords_STO1() throws Exception {
        RelayLog log = log();
        LogRecord genesis = writer.member("genesis");
        writer.envelope("first");
        LogRecord join = writer.member("join");
        LogRecord last = writer.tick();
        log.append(List.of(writer.batch(GEN, 1, 2)));
        log.append(List.of(writer.batch(GEN + 1, 3, 4)));

        LogState expected = new LogState(
                GEN + 1,
                4,
                last.parsed().relayMillis(),
                last.chain(),
                writer.records().stream().mapToLong(LogRecord::bytes).sum(),
                List.of(genesis, join));
        assertThat(log.recover(writer.workspace())).contains(expected);
        assertThat(reopen(log).recover(writer.workspace())).contains(expected);
    }

    @Test
    void readsBackExactlyWhatWasAppended_STO2() throws Exception {
        RelayLog log = log();
        writer.member("genesis");
        writer.envelope("first");
        writer.tick();
        writer.envelope(ByteString.copyFrom(new byte[100_000]));
        log.append(List.of(writer.batch(GEN, 1, 4)));

        assertThat(log.read(writer.workspace(), 0, 1_000_000)).isEqualTo(writer.records());
        RelayLog again = reopen(log);
        assertThat(again.read(writer.workspace(), 0, 1_000_000)).isEqualTo(writer.records());
        assertThat(again.read(writer.workspace(), 3, 1_000_000))
                .isEqualTo(writer.records().subList(3, 4));
        assertThat(again.read(writer.workspace(), 4, 1_000_000)).isEmpty();
        assertThat(again.read(writer.workspace(), 99, 1_000_000)).isEmpty();
    }

    @Test
    void readsInChunksAndAlwaysAtLeastOneRecord_STO3() throws Exception {
        RelayLog log = log();
        for (int i = 0; i < 50; i++) {
            writer.envelope(ByteString.copyFrom(new byte[1_000 + i]));
        }
        log.append(List.of(writer.batch(GEN, 1, 50)));

        int chunkBytes = 10_000;
        List<LogRecord> read = new ArrayList<>();
        while (read.size() < 50) {
            List<LogRecord> chunk = log.read(writer.workspace(), read.size(), chunkBytes);
            assertThat(chunk).isNotEmpty();
            assertThat(chunk.stream()
                            .mapToInt(record ->
                                    record.entry().size() + record.item().size())
                            .sum())
                    .isLessThanOrEqualTo(chunkBytes);
            read.addAll(chunk);
        }
        assertThat(read).isEqualTo(writer.records());
        assertThat(log.read(writer.workspace(), 10, 1))
                .isEqualTo(writer.records().subList(10, 11));
    }

    @Test
    void findsAnItemWhereItIs_STO4() throws Exception {
        RelayLog log = log();
        LogRecord genesis = writer.member("genesis");
        LogRecord first = writer.envelope("first");
        log.append(List.of(writer.batch(GEN, 1, 2)));
        RelayLog again = reopen(log);
        assertThat(again.find(writer.workspace(), genesis.dedupe())).isEqualTo(OptionalLong.of(1));
        assertThat(again.find(writer.workspace(), first.dedupe())).isEqualTo(OptionalLong.of(2));
        assertThat(again.find(writer.workspace(), writer.envelope("never").dedupe()))
                .isEmpty();
        assertThat(again.find(other.workspace(), first.dedupe())).isEmpty();
    }

    @Test
    void knowsTheChainAtEveryPosition_STO4() throws Exception {
        RelayLog log = log();
        writer.member("genesis");
        writer.envelope("first");
        log.append(List.of(writer.batch(GEN, 1, 2)));
        RelayLog again = reopen(log);
        assertThat(again.chainAt(writer.workspace(), 0)).contains(Chain.ZERO);
        assertThat(again.chainAt(writer.workspace(), 1))
                .contains(writer.records().get(0).chain());
        assertThat(again.chainAt(writer.workspace(), 2))
                .contains(writer.records().get(1).chain());
        assertThat(again.chainAt(writer.workspace(), 3)).isEmpty();
    }

    @Test
    void refusesABatchThatDoesNotBeginAtTheEnd_STO5() throws Exception {
        RelayLog log = log();
        writer.member("genesis");
        writer.envelope("first");
        writer.envelope("second");
        log.append(List.of(writer.batch(GEN, 1, 2)));

        assertThatThrownBy(() -> log.append(List.of(writer.batch(GEN, 2, 3)))).isInstanceOf(StoreFault.class);
        assertThatThrownBy(() -> log.append(List.of(writer.batch(GEN, 1, 1)))).isInstanceOf(StoreFault.class);
        writer.envelope("third");
        assertThatThrownBy(() -> log.append(List.of(writer.batch(GEN, 4, 4)))).isInstanceOf(StoreFault.class);

        assertThat(log.read(writer.workspace(), 0, 1_000_000))
                .isEqualTo(writer.records().subList(0, 2));
        log.append(List.of(writer.batch(GEN, 3, 4)));
        assertThat(log.read(writer.workspace(), 0, 1_000_000)).isEqualTo(writer.records());
    }

    @Test
    void refusesABatchThatGoesOnFromAnotherLog_STO5() throws Exception {
        RelayLog log = log();
        LogWriter elsewhere = new LogWriter("one");
        writer.member("genesis");
        elsewhere.member("genesis");
        writer.envelope("what came");
        elsewhere.envelope("what was to come");
        elsewhere.envelope("and goes on from there");
        log.append(List.of(writer.batch(GEN, 1, 2)));

        assertThatThrownBy(() -> log.append(List.of(elsewhere.batch(GEN, 3, 3))))
                .isInstanceOf(StoreFault.class);
        assertThat(log.read(writer.workspace(), 0, 1_000_000)).isEqualTo(writer.records());
    }

    @Test
    void aGroupIsStoredWholeOrNotAtAll_STO6() throws Exception {
        RelayLog log = log();
        LogRecord genesis = writer.member("genesis");
        other.member("another genesis");
        other.envelope("too far");

        assertThatThrownBy(() -> log.append(List.of(writer.batch(GEN, 1, 1), other.batch(GEN, 2, 2))))
                .isInstanceOf(StoreFault.class);
        RelayLog again = reopen(log);
        assertThat(again.recover(writer.workspace())).isEmpty();
        assertThat(again.find(writer.workspace(), genesis.dedupe())).isEmpty();
        assertThat(again.recover(other.workspace())).isEmpty();
    }

    @Test
    void storesSeveralWorkspacesInOneGroup_STO6() throws Exception {
        RelayLog log = log();
        writer.member("genesis");
        writer.envelope("first");
        writer.envelope("second");
        other.member("another genesis");
        log.append(List.of(writer.batch(GEN, 1, 1), other.batch(GEN, 1, 1), writer.batch(GEN + 1, 2, 3)));

        RelayLog again = reopen(log);
        assertThat(again.read(writer.workspace(), 0, 1_000_000)).isEqualTo(writer.records());
        assertThat(again.read(other.workspace(), 0, 1_000_000)).isEqualTo(other.records());
        assertThat(again.recover(writer.workspace()).orElseThrow().gen()).isEqualTo(GEN + 1);
        assertThat(again.recover(other.workspace()).orElseThrow().gen()).isEqualTo(GEN);
    }

    @Test
    void aGenerationRisesWithoutEntriesToo_STO7() throws Exception {
        RelayLog log = log();
        writer.member("genesis");
        log.append(List.of(writer.batch(GEN, 1, 1)));
        log.append(List.of(new AppendBatch(writer.workspace(), GEN + 5, 1, List.of())));

        LogState state = reopen(log).recover(writer.workspace()).orElseThrow();
        assertThat(state.gen()).isEqualTo(GEN + 5);
        assertThat(state.pos()).isEqualTo(1);
        assertThat(state.chain()).isEqualTo(writer.records().getFirst().chain());
    }

    @Test
    void goesOnWhereItWasWhenItIsOpenedAgain_STO8() throws Exception {
        RelayLog log = log();
        for (int i = 1; i <= 20; i++) {
            writer.envelope("item " + i);
            log.append(List.of(writer.batch(GEN + i, i, i)));
            log = reopen(log);
        }
        assertThat(log.read(writer.workspace(), 0, 1_000_000)).isEqualTo(writer.records());
        assertThat(log.recover(writer.workspace()).orElseThrow().gen()).isEqualTo(GEN + 20);
    }

    /** A log with three changes and what may be pruned of it: the first two. */
    private PruneOrder changesToPrune() {
        Team team = new Team("pruned");
        writer.member("genesis");
        writer.envelope(team.envelope(team.owner, 1).bytes());
        writer.envelope("something else of this document");
        writer.envelope(team.envelope(team.owner, 2).bytes());
        writer.envelope(team.envelope(team.owner, 3).bytes());
        return new PruneOrder(writer.workspace(), Team.DOCUMENT, 0, 4);
    }

    private AppendBatch withOrder(PruneOrder order) {
        AppendBatch batch = writer.batch(GEN, 1, 5);
        return new AppendBatch(batch.workspace(), GEN, 0, batch.records(), List.of(order));
    }

    @Test
    void dropsTheBodiesOfChangesInARangeAndNothingElse_STO10() throws Exception {
        RelayLog log = log();
        PruneOrder order = changesToPrune();
        log.append(List.of(withOrder(order)));
        long bytesBefore = log.recover(writer.workspace()).orElseThrow().bytes();
        List<LogRecord> whole = writer.records();

        long dropped = log.prune(order);
        assertThat(dropped)
                .isEqualTo(whole.get(1).item().size() + whole.get(3).item().size());
        List<LogRecord> expected = List.of(
                whole.get(0), whole.get(1).pruned(), whole.get(2), whole.get(3).pruned(), whole.get(4));
        RelayLog again = reopen(log);
        assertThat(again.read(writer.workspace(), 0, 1_000_000)).isEqualTo(expected);
        assertThat(again.chainAt(writer.workspace(), 2)).contains(whole.get(1).chain());
        assertThat(again.find(writer.workspace(), whole.get(1).dedupe())).isEqualTo(OptionalLong.of(2));
        assertThat(again.recover(writer.workspace()).orElseThrow().bytes()).isEqualTo(bytesBefore - dropped);
        assertThat(again.prune(order)).isZero();
    }

    @Test
    void anOrderToPruneStaysUntilItIsCarriedOut_STO11() throws Exception {
        RelayLog log = log();
        PruneOrder order = changesToPrune();
        log.append(List.of(withOrder(order)));
        RelayLog again = reopen(log);
        assertThat(again.recover(writer.workspace()).orElseThrow().pruned())
                .isEqualTo(new LogState.Pruned(0, List.of(order)));
        again.prune(order);
        assertThat(reopen(again).recover(writer.workspace()).orElseThrow().pruned())
                .isEqualTo(new LogState.Pruned(4, List.of()));
    }

    @Test
    void takesEntriesWithoutBodies_STO10() throws Exception {
        RelayLog log = log();
        changesToPrune();
        List<LogRecord> records = new ArrayList<>(writer.records());
        records.set(1, records.get(1).pruned());
        log.append(List.of(new AppendBatch(writer.workspace(), GEN, 0, records)));
        RelayLog again = reopen(log);
        assertThat(again.read(writer.workspace(), 0, 1_000_000)).isEqualTo(records);
        assertThat(again.recover(writer.workspace()).orElseThrow().pruned())
                .isEqualTo(new LogState.Pruned(2, List.of()));
    }
}
