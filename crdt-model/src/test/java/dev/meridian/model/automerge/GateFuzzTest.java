package dev.meridian.model.automerge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tens of thousands of hostile changes ({@link GateFuzz}). {@code -Dmeridian.fuzz=N} tries more, {@code -Dmeridian.fuzz.seconds=S} for longer,
 * {@code -Dmeridian.seed=S} begins elsewhere; the seed is printed.
 */
final class GateFuzzTest {

    @Test
    void hostileChangesAreRefusedOrHarmless_GATE_1_GATE_2_GATE_31(@TempDir Path temporary) throws Exception {
        ForkedJvm.Result result = ForkedJvm.run(
                temporary,
                GateFuzz.class.getName(),
                Long.toString(Long.getLong("meridian.seed", 1)),
                Integer.toString(Integer.getInteger("meridian.fuzz", 40_000)),
                Integer.toString(Integer.getInteger("meridian.fuzz.seconds", 15)));
        assertThat(result.exit()).as(result.output()).isZero();
        assertThat(result.output()).contains("tried");
        System.out.println(result.output().strip());
    }
}
