package dev.meridian.sync.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.proto.v1.EntryKind;
import dev.meridian.proto.v1.Frame;
import dev.meridian.proto.v1.Role;
import dev.meridian.proto.v1.TickRequest;
import dev.meridian.sync.log.LogEntry;
import dev.meridian.sync.trust.DeviceKeys;
import org.junit.jupiter.api.Test;

class TickTest {
    private static final long MINUTE_MILLIS = 60_000;

    private final Team team = new Team("tick");
    private final DeviceKeys viewer = team.member(Role.ROLE_VIEWER);

    private static Frame.Builder request() {
        return Frame.newBuilder().setTickRequest(TickRequest.getDefaultInstance());
    }

    @Test
    void aMemberWhoWaitsGetsATickWhenTheLastEntryIsAMinuteOld_REL50() {
        Bench bench = Bench.founded(team);
        Bench.Peer peer = bench.follow(viewer);
        bench.nowMillis += MINUTE_MILLIS;
        peer.send(request());
        bench.store();

        Frame append = peer.takeFrames().getFirst();
        LogEntry tick =
                LogEntry.parse(append.getAppend().getItems(0).getEntry()).orElseThrow();
        assertThat(tick.kind()).isEqualTo(EntryKind.ENTRY_KIND_TICK);
        assertThat(tick.relayMillis()).isEqualTo(bench.nowMillis);
    }

    @Test
    void aYoungLogGetsNone_REL50() {
        Bench bench = Bench.founded(team);
        Bench.Peer peer = bench.follow(viewer);
        bench.nowMillis += MINUTE_MILLIS;
        peer.send(request());
        peer.send(request());
        assertThat(bench.appends).hasSize(1);
        bench.store();
        bench.nowMillis += MINUTE_MILLIS - 1;
        peer.send(request());

        assertThat(bench.appends).isEmpty();
    }
}
