package dev.meridian.server.shard;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.meridian.server.metrics.RelayMeters;
import dev.meridian.server.store.StoreFixture;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.relay.AppendBatch;
import dev.meridian.sync.relay.DedupeKey;
import dev.meridian.sync.relay.LogRecord;
import dev.meridian.sync.relay.LogState;
import dev.meridian.sync.relay.MemoryRelayLog;
import dev.meridian.sync.relay.PruneOrder;
import dev.meridian.sync.relay.RelayLog;
import dev.meridian.sync.relay.StoreFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CommitterTest {
    /** A log whose disk can be full, or slow; counts its syncs. */
    private static final class TryingLog implements RelayLog {
        private final RelayLog log = new MemoryRelayLog(new MemoryRelayLog.Disk());
        private final List<Integer> groups = new ArrayList<>();
        private volatile boolean full;
        private volatile CountDownLatch gate = new CountDownLatch(0);

        @Override
        public void append(List<AppendBatch> batches) throws StoreFault {
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new StoreFault("interrupted", false, e);
            }
            requireSpace();
            log.append(batches);
            groups.add(batches.size());
        }

        void requireSpace() throws StoreFault {
            if (full) {
                throw new StoreFault("disk full: no space", true);
            }
        }

        @Override
        public Optional<LogState> recover(WorkspaceId workspace) throws StoreFault {
            return log.recover(workspace);
        }

        @Override
        public List<LogRecord> read(WorkspaceId workspace, long afterPos, int bytesMax) throws StoreFault {
            return log.read(workspace, afterPos, bytesMax);
        }

        @Override
        public OptionalLong find(WorkspaceId workspace, DedupeKey item) throws StoreFault {
            return log.find(workspace, item);
        }

        @Override
        public long prune(PruneOrder order) throws StoreFault {
            return log.prune(order);
        }

        @Override
        public long workspaces() throws StoreFault {
            return log.workspaces();
        }

        @Override
        public Optional<ByteString> chainAt(WorkspaceId workspace, long pos) throws StoreFault {
            return log.chainAt(workspace, pos);
        }

        @Override
        public void close() throws StoreFault {
            log.close();
        }
    }

    /** What became of submissions, in order. */
    private static final class Outcomes implements Committer.Sink {
        private final List<String> told = new ArrayList<>();
        private final CountDownLatch expected;

        Outcomes(int expected) {
            this.expected = new CountDownLatch(expected);
        }

        @Override
        public synchronized void committed(Committer.Submission last, int appends) {
            told.add("stored " + last.ticket() + " of " + appends);
            for (int i = 0; i < appends; i++) {
                expected.countDown();
            }
        }

        @Override
        public synchronized void failed(Committer.Submission submission, StoreFault fault) {
            told.add("failed " + submission.ticket() + (fault.isRetryable() ? ", may pass" : ""));
            expected.countDown();
        }

        List<String> all() throws InterruptedException {
            assertThat(expected.await(20, TimeUnit.SECONDS))
                    .as("told so far: %s", told)
                    .isTrue();
            synchronized (this) {
                return List.copyOf(told);
            }
        }
    }

    private final TryingLog log = new TryingLog();
    private final Committer committer =
            new Committer(log, new CommitQueue(10, 1_000), new StoreHealth(log::requireSpace), RelayMeters.none());
    private final StoreFixture one = new StoreFixture("one");
    private final StoreFixture two = new StoreFixture("two");

    @AfterEach
    void end() throws Exception {
        committer.finish();
    }

    private void submit(StoreFixture workspace, long ticket, long attempt, Outcomes to) throws Exception {
        committer.submit(new Committer.Submission(workspace.batch(1, 10), ticket, attempt, to));
    }

    @Test
    void gathersWhatWaitsWhileItSyncs_SRV2() throws Exception {
        committer.start();
        log.gate = new CountDownLatch(1);
        Outcomes outcomes = new Outcomes(26);
        for (int ticket = 1; ticket <= 25; ticket++) {
            submit(one, ticket, 0, outcomes);
        }
        submit(two, 1, 0, outcomes);
        log.gate.countDown();
        List<String> told = outcomes.all();
        assertThat(log.groups).hasSizeBetween(3, 5).allMatch(size -> size <= 10);
        assertThat(told).last().asString().contains("stored");
        assertThat(log.recover(one.workspace()).orElseThrow().pos()).isEqualTo(25);
    }

    @Test
    void whatBuildsOnAFailedAppendFailsTooEvenWhenTheDiskHasRoomAgain_SRV2() throws Exception {
        log.full = true;
        log.gate = new CountDownLatch(1);
        Outcomes first = new Outcomes(1);
        Outcomes rest = new Outcomes(2);
        submit(one, 1, 0, first);
        committer.start();
        log.gate.countDown();
        assertThat(first.all()).containsExactly("failed 1, may pass");
        log.full = false;
        submit(one, 2, 0, rest); // submitted before its machine heard of the failure
        submit(two, 1, 0, rest);
        assertThat(rest.all()).containsExactlyInAnyOrder("failed 2, may pass", "stored 1 of 1");

        Outcomes anew = new Outcomes(1);
        StoreFixture reread = new StoreFixture("one");
        submit(reread, 3, 1, anew);
        assertThat(anew.all()).containsExactly("stored 3 of 1");
    }

    @Test
    void oneWorkspacesBadBatchDoesNotFailTheOthersInItsGroup_SRV13() throws Exception {
        Outcomes outcomes = new Outcomes(3);
        one.batch(1, 10); // never submitted, so that what follows does not begin where the log ends
        submit(one, 1, 0, outcomes);
        submit(two, 1, 0, outcomes);
        submit(two, 2, 0, outcomes);
        committer.start();
        assertThat(outcomes.all()).containsExactlyInAnyOrder("failed 1", "stored 2 of 2");
    }

    @Test
    void saysWhatTheDiskSaysNow_SRV9() throws Exception {
        committer.start();
        assertThat(committer.readiness().get(20, TimeUnit.SECONDS)).isEqualTo(Readiness.READY);
        log.full = true;
        Outcomes outcomes = new Outcomes(1);
        submit(one, 1, 0, outcomes);
        outcomes.all();
        assertThat(committer.readiness().get(20, TimeUnit.SECONDS))
                .isEqualTo(Readiness.notReady("disk full: no space"));
    }

    @Test
    void writesWhatIsQueuedBeforeItEnds_SRV8() throws Exception {
        Outcomes outcomes = new Outcomes(30);
        for (int ticket = 1; ticket <= 30; ticket++) {
            submit(one, ticket, 0, outcomes);
        }
        committer.start();
        committer.finish();
        assertThat(outcomes.all()).isNotEmpty().allMatch(told -> told.startsWith("stored"));
        assertThat(committer.readiness().get().reason()).isEqualTo("stopping");
    }
}
