package dev.meridian.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Seeds that once broke, and what they taught. */
class PinnedWorldsTest {
    /**
     * 63: a change that is refused stays refused when a repair brings it to another place. 709: after a repair a change may stand in the log before
     * what it builds on, because the author of that comes later; it has to wait, not to be rejected. 775: and whoever waits for a forger's good change
     * waits until the forger is back. 85768470013: a batch that was queued behind a failed one finds its place taken by another entry: it has to follow
     * the log's end by chain too. 558: a second item under an id that its author has used is settled by the first.
     * 209348515387: who is no member by its own cut log brings an empty relay the log first, and then its records.
     * 509162697810: an invite is gone by a record that the disk has though it reported a failure. 509162697893: of two items with one id the second is
     * sent when the first is answered. Taught the invariants: 700000000746: what a client could not store it was not shown. 700000001231: what a lying
     * relay threw away is kept, and what builds on it waits. 700000001522: a connection is as whom it was made. 700000001797: with a lost disk somebody's
     * coming can be lost, and their invite end before they come again: what they wrote is kept. 800000018498: a store answers in the order in which it is
     * asked.
     */
    private static final List<Long> PINNED = List.of(
            63L,
            709L,
            775L,
            85768470013L,
            209348515387L,
            558L,
            509162697810L,
            509162697893L,
            700000000746L,
            700000001231L,
            700000001522L,
            700000001797L,
            800000018498L);

    @Test
    void seedsThatOnceBrokeHold() throws InterruptedException {
        Worlds.holdTwice(PINNED);
    }

    @Test
    void aSeedIsTheSameWorldInAnotherProcess() throws IOException, InterruptedException {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "--seed",
                        "709")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(other.waitFor(60, TimeUnit.SECONDS)).isTrue();
        Outcome here = World.run(709, Set.of(), line -> {});
        assertThat(output).contains("seed 709 holds; trace " + here.trace());
    }
}
