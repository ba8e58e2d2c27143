package dev.meridian.model.formats.madr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.model.formats.BadInput;
import dev.meridian.model.formats.FormatLimits;
import dev.meridian.model.formats.Samples;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** MADR 4.0 documents, read and written. */
class MadrTest {

    private static final String SAMPLE = new String(Samples.read("madr/0007-ferry-tickets.md"), StandardCharsets.UTF_8);

    @Test
    void allThatTheTemplateHasIsRead_FMT_MADR_1() throws BadInput {
        MadrRecord record = read(SAMPLE);
        assertThat(record.state()).contains(MadrStatus.ACCEPTED);
        assertThat(record.date()).contains(LocalDate.of(2026, 10, 14));
        assertThat(record.people())
                .isEqualTo(new MadrPeople(
                        List.of("Ana Lund", "Ben Okafor"),
                        List.of("Chen Wei", "Doe, Jane"),
                        List.of("Harbour office")));
        assertThat(record.title()).isEqualTo("Sell ferry tickets on board");
        assertThat(record.context()).isEqualTo("The kiosk closes before the last ferry.\nHow do late travellers pay?");
        assertThat(record.drivers())
                .containsExactly("Nobody is left at the pier", "Cash is *counted* once a day,\nby two people");
        assertThat(record.options())
                .containsExactly(
                        new MadrOption(
                                "Sell on board",
                                "As the island ferries do.",
                                List.of("Good, because it needs no building", "Neutral, because tickets get wet")),
                        new MadrOption("Keep the kiosk open", "", List.of("Bad, because it costs a shift")),
                        new MadrOption(
                                "Trust",
                                "```\n## Decision Outcome\n```",
                                List.of("Bad, because of [[Winter timetable]]")));
        assertThat(record.chosen()).contains("Sell on board");
        assertThat(record.because()).isEqualTo("it needs no second shift.");
        assertThat(record.consequences())
                .containsExactly("Good, because nobody waits", "Bad, because the crew handles cash");
        assertThat(record.confirmation()).isEqualTo("The purser counts tickets for a month.");
        assertThat(record.moreInformation()).isEqualTo("To be looked at again in spring.");
    }

    @Test
    void aRecordIsKnownByItsHeadings_FMT_MADR_1() {
        assertThat(MadrReader.isMadr(SAMPLE)).isTrue();
        assertThat(MadrReader.isMadr("# Notes\n\n## Decision Outcome\n")).isFalse();
        assertThat(MadrReader.isMadr("```\n## Context and Problem Statement\n## Considered Options\n```\n"))
                .isFalse();
    }

    @Test
    void wordsOfEarlierVersionsAreRead_FMT_MADR_1() throws BadInput {
        MadrRecord record = read("""
                ---
                status: superseded by [ADR-0009](0009-free-ferry.md)
                deciders: Ana
                ---
                ## Decision Outcome

                Chosen option: **Sell on board**
                ### Positive Consequences

                * Nobody waits
                ## Validation

                By counting.
                """);
        assertThat(record.state()).contains(MadrStatus.SUPERSEDED);
        assertThat(record.people().decisionMakers()).containsExactly("Ana");
        assertThat(record.chosen()).contains("Sell on board");
        assertThat(record.consequences()).containsExactly("Good, because Nobody waits");
        assertThat(record.confirmation()).isEqualTo("By counting.");
    }

    @Test
    void anUnfilledTemplateSaysNothing_FMT_MADR_1() throws BadInput {
        MadrRecord record = read("""
                ---
                status:
                date:
                decision-makers:
                ---
                # <!-- short title -->

                ## Context and Problem Statement

                ## Considered Options

                * <!-- option -->

                ## Decision Outcome

                Chosen option: "", because
                """);
        assertThat(record.status()).isEmpty();
        assertThat(record.date()).isEmpty();
        assertThat(record.options()).isEmpty();
        assertThat(record.chosen()).isEmpty();
    }

    @Test
    void aDateThatIsNoneIsNamedWithItsLine_FMT_MADR_2() {
        assertThatThrownBy(() -> read("---\nstatus: accepted\ndate: next week\n---\n"))
                .isInstanceOfSatisfying(
                        BadInput.class,
                        bad -> assertThat(bad.failure().toString())
                                .isEqualTo("adr.md:3: \"next week\" is no date; write it as 2026-11-30"));
    }

    @Test
    void aFileThatSaysItAlreadyStaysToTheByte_FMT_MADR_3() throws BadInput {
        MadrRecord record = read(SAMPLE);
        MadrHead same =
                new MadrHead(record.status(), record.date(), record.people(), record.chosen(), "another reason");
        assertThat(MadrWriter.write(SAMPLE, same)).isEqualTo(SAMPLE);
        String windows = SAMPLE.replace("\n", "\r\n");
        assertThat(MadrWriter.write(windows, same)).isEqualTo(windows);
    }

    @Test
    void onlyWhatIsOtherwiseIsReplaced_FMT_MADR_3() throws BadInput {
        MadrRecord record = read(SAMPLE);
        MadrHead later = new MadrHead(
                "superseded by free-ferry.md",
                Optional.of(LocalDate.of(2027, 3, 1)),
                record.people(),
                record.chosen(),
                "");
        assertThat(MadrWriter.write(SAMPLE, later))
                .isEqualTo(SAMPLE.replace("status: \"accepted\"", "status: superseded by free-ferry.md")
                        .replace("date: 2026-10-14", "date: 2027-03-01"));
    }

    @Test
    void anOutcomeIsAddedWhereThereIsNone_FMT_MADR_3() {
        MadrHead head = new MadrHead(
                "accepted",
                Optional.empty(),
                new MadrPeople(List.of("Ana"), List.of(), List.of()),
                Optional.of("Sell on board"),
                "nobody objected by the deadline.");
        assertThat(MadrWriter.write("# Tickets\n\nWhy.\n", head)).isEqualTo("""
                        ---
                        status: accepted
                        decision-makers: Ana
                        ---

                        # Tickets

                        Why.

                        ## Decision Outcome

                        Chosen option: "Sell on board", because nobody objected by the deadline.
                        """);
        assertThat(MadrWriter.write("## Decision Outcome\n\nChosen option: \"\", because\n\n### Consequences\n", head))
                .endsWith(
                        "## Decision Outcome\n\nChosen option: \"Sell on board\", because nobody objected by the deadline.\n\n### Consequences\n");
    }

    private static MadrRecord read(String text) throws BadInput {
        return MadrReader.read("adr.md", text, FormatLimits.DEFAULT);
    }
}
