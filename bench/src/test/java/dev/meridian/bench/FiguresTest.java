package dev.meridian.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.bench.Figures.Target;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void theMedianIsTheMiddleOneOrTheMeanOfTwo() {
        assertThat(Median.of(5, 1, 100)).isEqualTo(5);
        assertThat(Median.of(4, 1, 2, 100)).isEqualTo(3);
    }

    @Test
    void theRatioIsOfEachRoundWithItsOwnFloor() throws Exception {
        double[] floors = {10, 20, 40};
        double[] figures = {20, 40, 10};
        int[] turn = {0, 0};
        Paired paired = Paired.of(3, () -> figures[turn[0]++], () -> floors[turn[1]++]);

        assertThat(paired).isEqualTo(new Paired(20, 20, 2));
    }

    @Test
    void figuresHaveThreeDigitsThatCountAndAUnit() {
        assertThat(Units.perSecond(276_123)).isEqualTo("276,100/s");
        assertThat(Units.perSecond(4_703_000)).isEqualTo("4.70 M/s");
        assertThat(Units.micros(16.04)).isEqualTo("16.0 us");
        assertThat(Units.micros(765_000)).isEqualTo("765 ms");
        assertThat(Units.bytes(1_210_000)).isEqualTo("1.21 MB");
        assertThat(Units.percent(0.837)).isEqualTo("84 %");
    }

    @Test
    void aTargetThatIsNotMetStandsOut() {
        Figures figures = new Figures("Title");
        figures.add("reached", "1", "1", "1.00x", Target.share(1, 0.8));
        figures.add("missed", "1", "1", "1.00x", Target.atLeast(1, 12));

        assertThat(figures.toMarkdown())
                .contains("| reached | 1 | 1 | 1.00x | 80 % or more | yes |")
                .contains("| missed | 1 | 1 | 1.00x | 12.0x or more | **no** |");
    }
}
