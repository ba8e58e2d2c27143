package dev.meridian.server.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.server.net.ConnectionClock.Verdict;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ConnectionClockTest {
    private static final NetLimits LIMITS =
            new NetLimits(10, 10, 10, 10_000, 4 << 10, 1 << 20, 512 << 10, 45_000, 60_000);

    private final ConnectionClock clock = new ConnectionClock(LIMITS, at(0));

    private static long at(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis) - 5; // nanoTime may be negative
    }

    @Test
    void givesALoginItsTimeAndNoMore_SRV6() {
        clock.bytesArrived(10, at(9_000));
        clock.frameComplete();
        assertThat(clock.verdict(false, at(9_999))).isEqualTo(Verdict.FINE);
        assertThat(clock.verdict(false, at(10_000))).isEqualTo(Verdict.NOT_LOGGED_IN);
        assertThat(clock.verdict(true, at(10_000))).isEqualTo(Verdict.FINE);
    }

    @Test
    void pingsOnceAfterSilenceAndGivesUpAfterTwice_SRV6() {
        assertThat(clock.verdict(true, at(44_999))).isEqualTo(Verdict.FINE);
        assertThat(clock.verdict(true, at(45_000))).isEqualTo(Verdict.QUIET);
        assertThat(clock.verdict(true, at(46_000))).isEqualTo(Verdict.FINE);
        assertThat(clock.verdict(true, at(90_000))).isEqualTo(Verdict.GONE);
    }

    @Test
    void anAnswerToThePingBeginsANewSpan_SRV6() {
        assertThat(clock.verdict(true, at(45_000))).isEqualTo(Verdict.QUIET);
        clock.bytesArrived(6, at(50_000));
        clock.frameComplete();
        assertThat(clock.verdict(true, at(94_999))).isEqualTo(Verdict.FINE);
        assertThat(clock.verdict(true, at(95_000))).isEqualTo(Verdict.QUIET);
    }

    @Test
    void attack18_aFrameThatTricklesInIsTooSlow_SRV6() {
        for (int second = 0; second < 60; second++) {
            clock.bytesArrived(1, at(second * 1_000L));
            assertThat(clock.verdict(true, at(second * 1_000L))).isEqualTo(Verdict.FINE);
        }
        clock.bytesArrived(1, at(60_000));
        assertThat(clock.verdict(true, at(60_000))).isEqualTo(Verdict.SLOW_FRAME);
    }

    @Test
    void doesNotCountTheTimeInWhichWeDidNotListen_SRV5() {
        clock.bytesArrived(1, at(1_000));
        clock.listensAgain(at(100_000));
        assertThat(clock.verdict(true, at(120_000))).isEqualTo(Verdict.FINE);
    }
}
