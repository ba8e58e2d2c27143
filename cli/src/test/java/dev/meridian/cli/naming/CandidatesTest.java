package dev.meridian.cli.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.cli.exit.CommandFailed;
import dev.meridian.cli.exit.ExitCode;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class CandidatesTest {

    private final Candidates<Integer> cards = new Candidates<Integer>("card")
            .add("aaaa1111", "Scan", 1)
            .add("aaaa2222", "Scan without a network", 2)
            .add("beef3333", "Vehicles by length", 3)
            .add("cccc4444", "Beef soup on board", 4);

    @Test
    void aThingIsNamedByItsIdItsBeginningOrPartOfItsTitleWhateverTheCase_CMD4() {
        assertThat(cards.pick("aaaa2222")).isEqualTo(2);
        assertThat(cards.pick("aaaa2")).isEqualTo(2);
        assertThat(cards.pick("VEHICLES")).isEqualTo(3);
        assertThat(cards.pick(" without ")).isEqualTo(2);
    }

    @Test
    void aWholeTitleWinsOverPartsOfOthers_CMD4() {
        assertThat(cards.pick("scan")).isEqualTo(1);
    }

    @Test
    void aNameThatFitsSeveralIsRefusedWithTheCandidates_CMD4() {
        assertThatThrownBy(() -> cards.pick("aaaa"))
                .asInstanceOf(InstanceOfAssertFactories.type(CommandFailed.class))
                .satisfies(failed -> {
                    assertThat(failed.code()).isEqualTo(ExitCode.USAGE);
                    assertThat(failed).hasMessageContaining("\"aaaa\" fits 2 cards");
                    assertThat(failed.more()).containsExactly("aaaa1111  Scan", "aaaa2222  Scan without a network");
                });
        assertThatThrownBy(() -> cards.pick("beef"))
                .as("the beginning of one id, part of another title")
                .hasMessageContaining("fits 2");
    }

    @Test
    void threeDigitsAreNoId_CMD4() {
        assertThatThrownBy(() -> cards.pick("ccc"))
                .asInstanceOf(InstanceOfAssertFactories.type(CommandFailed.class))
                .satisfies(failed -> assertThat(failed.code()).isEqualTo(ExitCode.NOT_FOUND));
    }

    @Test
    void noNameNamesNothing_CMD4() {
        assertThatThrownBy(() -> cards.pick("  ")).hasMessage("an empty name names no card");
        assertThatThrownBy(() -> cards.pick("submarine")).hasMessage("there is no card \"submarine\"");
    }

    @Test
    void theOnlyOneNeedsNoName_CMD4() {
        assertThat(new Candidates<Integer>("board").add("aaaa", "Roadmap", 7).only("--board", "make one"))
                .isEqualTo(7);
        assertThatThrownBy(() -> new Candidates<Integer>("board").only("--board", "meridian board create"))
                .hasMessageContaining("meridian board create");
        assertThatThrownBy(() -> cards.only("--board", "make one"))
                .hasMessage("there are 4 cards; say which with --board");
    }
}
