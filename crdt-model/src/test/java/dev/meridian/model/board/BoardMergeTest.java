package dev.meridian.model.board;

import static dev.meridian.model.board.Boards.add;
import static dev.meridian.model.board.Boards.arrow;
import static dev.meridian.model.board.Boards.blocks;
import static dev.meridian.model.board.Boards.card;
import static dev.meridian.model.board.Boards.group;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.model.event.Event;
import dev.meridian.model.id.StatusId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.intent.BoardIntent.AddGroup;
import dev.meridian.model.intent.BoardIntent.AddLabel;
import dev.meridian.model.intent.BoardIntent.AddOwner;
import dev.meridian.model.intent.BoardIntent.Delete;
import dev.meridian.model.intent.BoardIntent.EditDescription;
import dev.meridian.model.intent.BoardIntent.Move;
import dev.meridian.model.intent.BoardIntent.Purge;
import dev.meridian.model.intent.BoardIntent.RemoveLabel;
import dev.meridian.model.intent.BoardIntent.Restore;
import dev.meridian.model.intent.BoardIntent.SetColor;
import dev.meridian.model.intent.BoardIntent.SetEstimate;
import dev.meridian.model.intent.BoardIntent.SetGroup;
import dev.meridian.model.intent.BoardIntent.SetStatus;
import dev.meridian.model.intent.BoardIntent.SetTargetDate;
import dev.meridian.model.intent.BoardIntent.SetTitle;
import dev.meridian.model.intent.Warning;
import dev.meridian.model.plan.Peer;
import dev.meridian.model.text.Splice;
import dev.meridian.model.text.TextDiff;
import dev.meridian.model.value.Conflict;
import dev.meridian.model.value.Field;
import dev.meridian.model.value.Life;
import dev.meridian.model.value.Owner;
import dev.meridian.model.value.Position;
import dev.meridian.model.value.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Two and three people who edit the same board with no network between them, and what they see once they have met. */
class BoardMergeTest {

    private static final StatusId ACTIVE = new StatusId("00000000000000000000000000000003");
    private static final StatusId DONE = new StatusId("00000000000000000000000000000006");

    private final Peer<Board, BoardIntent> anna = Boards.created(1);
    private final Peer<Board, BoardIntent> ben = Boards.peer(2);
    private final Peer<Board, BoardIntent> cleo = Boards.peer(3);

    @BeforeEach
    void allHaveThreeCards() {
        anna.apply(add(1, "One"), add(2, "Two"), add(3, "Three"));
        anna.apply(new EditDescription(card(1), List.of(Splice.insert(0, "The quick fox.\n"))));
        Peer.sync(anna, ben, cleo);
    }

    @AfterEach
    void close() {
        anna.close();
        ben.close();
        cleo.close();
    }

    private Card one() {
        return anna.snapshot().card(card(1)).orElseThrow();
    }

    private static Conflict.Candidate by(Peer<?, ?> peer, String value) {
        return new Conflict.Candidate(Optional.of(value), peer.device());
    }

    /** What people do to a card, with what must hold of it afterwards whatever another did at the same time (but to the same field). */
    record Doing(String name, Field field, BoardIntent intent) {
        boolean shows(Card card) {
            return switch (intent) {
                case SetTitle set -> card.title().equals(set.title());
                case Move move -> card.position().equals(move.position());
                case SetStatus set -> card.status().equals(set.status());
                case EditDescription edit ->
                    card.description().startsWith(edit.splices().getFirst().insert());
                case AddOwner add -> card.owners().contains(add.owner());
                case AddLabel add -> card.labels().contains(add.label());
                case SetTargetDate set -> card.targetDate().equals(set.targetDate());
                case SetEstimate set -> card.estimate().equals(set.estimate());
                default -> throw new IllegalArgumentException(intent.toString());
            };
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static List<Doing> doings() {
        return List.of(
                new Doing("move", Field.POSITION, new Move(card(1), new Position(500, 500))),
                new Doing("retitle", Field.TITLE, new SetTitle(card(1), "Uno")),
                new Doing("restatus", Field.STATUS, new SetStatus(card(1), Optional.of(DONE), Optional.empty())),
                new Doing("edit", Field.DESCRIPTION, new EditDescription(card(1), List.of(Splice.insert(0, "Why: ")))),
                new Doing("assign", Field.OWNER, new AddOwner(card(1), Owner.named("Ben"))),
                new Doing("label", Field.LABEL, new AddLabel(card(1), "urgent")),
                new Doing("date", Field.TARGET_DATE, new SetTargetDate(card(1), Optional.of(LocalDate.of(2027, 1, 2)))),
                new Doing("estimate", Field.ESTIMATE, new SetEstimate(card(1), Optional.of(3.0))));
    }

    static Stream<Arguments> pairs() {
        return doings().stream()
                .flatMap(first -> doings().stream()
                        .filter(second -> second.field() != first.field())
                        .map(second -> Arguments.of(first, second)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void editsOfDifferentFieldsBothStand_MODEL_10(Doing first, Doing second) {
        anna.apply(first.intent());
        ben.apply(second.intent());
        Peer.sync(anna, ben, cleo);

        assertThat(first.shows(one())).isTrue();
        assertThat(second.shows(one())).isTrue();
        assertThat(one().meta().conflicts()).isEmpty();
        assertThat(one().meta().life()).isEqualTo(new Life(false, 3, Optional.empty()));
    }

    static Stream<Doing> each() {
        return doings().stream();
    }

    @ParameterizedTest
    @MethodSource("each")
    void aCardDeletedWhileItIsEditedComesBackWithANote_LIFE_3(Doing doing) {
        anna.apply(new Delete(card(1)));
        ben.apply(doing.intent());
        List<Event> toldAnna = anna.receiveFrom(ben);
        List<Event> toldBen = ben.receiveFrom(anna);
        Peer.sync(anna, ben, cleo);

        Life.Revival note = new Life.Revival(List.of(anna.device()), List.of(ben.device()));
        assertThat(one().deleted()).isFalse();
        assertThat(doing.shows(one())).isTrue();
        assertThat(one().meta().life().revival()).contains(note);
        assertThat(toldAnna).contains(new Event.Revived(card(1), note));
        assertThat(toldBen).containsExactly(new Event.Revived(card(1), note));

        cleo.apply(new Restore(card(1)));
        Peer.sync(anna, ben, cleo);
        assertThat(one().deleted()).isFalse();
        assertThat(one().meta().life().revival()).isEmpty();
    }

    @Test
    void allAtOnceOnOneCardNothingIsLost_LIFE_3() {
        anna.apply(new Move(card(1), new Position(1, 2)), new SetTitle(card(1), "Anna's"));
        ben.apply(new Delete(card(1)));
        cleo.apply(
                new SetTitle(card(1), "Cleo's"),
                new SetStatus(card(1), Optional.of(ACTIVE), Optional.empty()),
                new EditDescription(card(1), List.of(Splice.insert(15, "And more.\n"))));
        Peer.sync(anna, ben, cleo);

        assertThat(one().deleted()).isFalse();
        assertThat(one().position()).isEqualTo(new Position(1, 2));
        assertThat(one().status()).contains(ACTIVE);
        assertThat(one().description()).isEqualTo("The quick fox.\nAnd more.\n");
        assertThat(one().meta().conflict(Field.TITLE).orElseThrow().candidates())
                .containsExactlyInAnyOrder(by(anna, "Anna's"), by(cleo, "Cleo's"));
        assertThat(one().meta().life().revival())
                .contains(new Life.Revival(List.of(ben.device()), List.of(anna.device(), cleo.device())));
    }

    @Test
    void aCardThatBothDeletedIsInTheTrash_LIFE_4() {
        anna.apply(new Delete(card(1)));
        ben.apply(new Delete(card(1)));
        Peer.sync(anna, ben, cleo);

        assertThat(one().deleted()).isTrue();
        assertThat(one().meta().life().revival()).isEmpty();
    }

    @Test
    void aCardDeletedByWhoHadSeenTheEditStaysDeleted_LIFE_4() {
        ben.apply(new SetTitle(card(1), "Ben's"));
        anna.receiveFrom(ben);
        anna.apply(new Delete(card(1)));
        Peer.sync(anna, ben, cleo);

        assertThat(one().deleted()).isTrue();
    }

    @Test
    void aCardEditedTwiceWhileItWasDeletedOnceIsThere_LIFE_3() {
        ben.apply(new SetTitle(card(1), "First"));
        ben.apply(new SetTitle(card(1), "Second"));
        anna.apply(new Delete(card(1)));
        Peer.sync(anna, ben, cleo);

        assertThat(one().deleted()).isFalse();
        assertThat(one().title()).isEqualTo("Second");
    }

    @Test
    void twoTitlesAtOnceAreAConflictWithBothAuthorsUntilSomebodyPicks_CONFLICT_1() {
        anna.apply(new SetTitle(card(1), "Anna's"));
        ben.apply(new SetTitle(card(1), "Ben's"));
        List<Event> told = anna.receiveFrom(ben);
        Peer.sync(anna, ben, cleo);

        Conflict conflict = new Conflict(Field.TITLE, List.of(by(ben, "Ben's"), by(anna, "Anna's")));
        assertThat(one().title()).isEqualTo("Ben's");
        assertThat(one().meta().conflicts()).containsExactly(conflict);
        assertThat(told)
                .containsExactly(
                        new Event.FieldChanged(
                                card(1), Field.TITLE, Optional.of("Anna's"), Optional.of("Ben's"), ben.device()),
                        new Event.ConflictArose(card(1), conflict));

        List<Event> settled = cleo.apply(new SetTitle(card(1), "Anna's")).events();
        Peer.sync(anna, ben, cleo);
        assertThat(one().title()).isEqualTo("Anna's");
        assertThat(one().meta().conflicts()).isEmpty();
        assertThat(settled).contains(new Event.ConflictSettled(card(1), Field.TITLE));
    }

    @Test
    void pickingTheValueThatShowsSettlesAConflictToo_CONFLICT_2() {
        anna.apply(new SetTitle(card(1), "Anna's"));
        ben.apply(new SetTitle(card(1), "Ben's"));
        Peer.sync(anna, ben, cleo);

        anna.apply(new SetTitle(card(1), "Ben's"));
        Peer.sync(anna, ben, cleo);
        assertThat(one().meta().conflicts()).isEmpty();
    }

    @Test
    void theSameTitleFromBothIsNoConflict_CONFLICT_3() {
        anna.apply(new SetTitle(card(1), "Same"));
        ben.apply(new SetTitle(card(1), "Same"));
        Peer.sync(anna, ben, cleo);

        assertThat(one().title()).isEqualTo("Same");
        assertThat(one().meta().conflicts()).isEmpty();
    }

    @Test
    void threeTitlesAtOnceAreOneConflictOfThree_CONFLICT_1() {
        anna.apply(new SetTitle(card(1), "Anna's"));
        ben.apply(new SetTitle(card(1), "Ben's"));
        cleo.apply(new SetTitle(card(1), "Cleo's"));
        Peer.sync(anna, ben, cleo);

        assertThat(one().meta().conflicts())
                .containsExactly(
                        new Conflict(Field.TITLE, List.of(by(cleo, "Cleo's"), by(ben, "Ben's"), by(anna, "Anna's"))));
    }

    @Test
    void aPositionComesFromOneWriterAlways_CONFLICT_4() {
        anna.apply(new Move(card(1), new Position(10, 77)));
        ben.apply(new Move(card(1), new Position(99, 0)));
        Peer.sync(anna, ben, cleo);

        assertThat(one().position()).isIn(new Position(10, 77), new Position(99, 0));
        assertThat(one().meta().conflict(Field.POSITION).orElseThrow().candidates())
                .containsExactlyInAnyOrder(by(anna, "10 77"), by(ben, "99 0"));
    }

    @Test
    void aClearedDateBesideANewOneIsAConflict_CONFLICT_5() {
        anna.apply(new SetTargetDate(card(1), Optional.of(LocalDate.of(2027, 1, 1))));
        Peer.sync(anna, ben, cleo);
        anna.apply(new SetTargetDate(card(1), Optional.empty()));
        ben.apply(new SetTargetDate(card(1), Optional.of(LocalDate.of(2027, 6, 1))));
        Peer.sync(anna, ben, cleo);

        assertThat(one().meta().conflict(Field.TARGET_DATE).orElseThrow().candidates())
                .containsExactlyInAnyOrder(
                        new Conflict.Candidate(Optional.empty(), anna.device()), by(ben, "2027-06-01"));
    }

    @Test
    void labelsOfBothStandAndARemovalDoesNotTakeAnAdditionAlong_MODEL_11() {
        anna.apply(new AddLabel(card(1), "kept"), new AddLabel(card(1), "going"));
        Peer.sync(anna, ben, cleo);
        anna.apply(new RemoveLabel(card(1), "going"), new AddLabel(card(1), "anna"));
        ben.apply(new AddLabel(card(1), "ben"));
        Peer.sync(anna, ben, cleo);
        assertThat(one().labels()).containsExactly("anna", "ben", "kept");

        anna.apply(new RemoveLabel(card(1), "kept"));
        ben.apply(new RemoveLabel(card(1), "kept"));
        ben.apply(new AddLabel(card(1), "kept"));
        Peer.sync(anna, ben, cleo);
        assertThat(one().labels()).containsExactly("anna", "ben", "kept");
    }

    @Test
    void theSameDescriptionTypedIntoByBothKeepsBoth_TEXT_2() {
        anna.apply(new EditDescription(card(1), List.of(Splice.insert(4, "very "))));
        ben.apply(new EditDescription(
                card(1), TextDiff.splices("The quick fox.\n", "The quick brown fox.\nIt jumps.\n")));
        cleo.apply(new EditDescription(card(1), List.of(Splice.delete(0, 4))));
        Peer.sync(anna, ben, cleo);

        assertThat(one().description()).isEqualTo("very quick brown fox.\nIt jumps.\n");
    }

    @Test
    void arrowsThatTogetherFormACycleAreBothKeptAndTheCycleIsNamed_CYCLE_1() {
        Warning[] none = {};
        assertThat(anna.apply(blocks(1, 1, 2)).warnings()).containsExactly(none);
        assertThat(ben.apply(blocks(2, 2, 3)).warnings()).containsExactly(none);
        assertThat(cleo.apply(blocks(3, 3, 1)).warnings()).containsExactly(none);
        List<Event> first = anna.receiveFrom(ben);
        List<Event> second = anna.receiveFrom(cleo);
        Peer.sync(anna, ben, cleo);

        List<dev.meridian.model.id.CardId> path = List.of(card(1), card(2), card(3), card(1));
        assertThat(anna.snapshot().dependencies()).containsOnlyKeys(arrow(1), arrow(2), arrow(3));
        assertThat(anna.snapshot().cycles()).extracting(Cycle::path).containsExactly(path);
        assertThat(first).containsExactly(new Event.Added(arrow(2), ben.device()));
        assertThat(second).containsExactly(new Event.Added(arrow(3), cleo.device()), new Event.CycleFormed(path));

        List<Event> broken = ben.apply(new Delete(arrow(2))).events();
        Peer.sync(anna, ben, cleo);
        assertThat(anna.snapshot().cycles()).isEmpty();
        assertThat(broken).contains(new Event.CycleBroken(path));
    }

    @Test
    void aDeletedCardTakesItsCycleAlongUntilItComesBack_CYCLE_3() {
        anna.apply(blocks(1, 1, 2), blocks(2, 2, 1));
        Peer.sync(anna, ben, cleo);
        anna.apply(new Delete(card(2)));
        assertThat(anna.snapshot().cycles()).isEmpty();
        ben.apply(new SetTitle(card(2), "still here"));
        Peer.sync(anna, ben, cleo);

        assertThat(anna.snapshot().cycles())
                .extracting(Cycle::path)
                .containsExactly(List.of(card(1), card(2), card(1)));
    }

    @Test
    void aCardDeletedOutOfALargerCycleLeavesWhatIsStillOne_CYCLE_3() {
        anna.apply(blocks(1, 1, 2), blocks(2, 2, 1), blocks(3, 2, 3), blocks(4, 3, 2));
        assertThat(anna.snapshot().cycles())
                .singleElement()
                .satisfies(cycle -> assertThat(cycle.members()).hasSize(3));
        List<Event> told = anna.apply(new Delete(card(1))).events();

        assertThat(anna.snapshot().cycles())
                .extracting(Cycle::path)
                .containsExactly(List.of(card(2), card(3), card(2)));
        assertThat(told)
                .contains(
                        new Event.CycleBroken(List.of(card(1), card(2), card(1))),
                        new Event.CycleFormed(List.of(card(2), card(3), card(2))));
        Peer.sync(anna, ben, cleo);
    }

    @Test
    void anArrowToACardThatWasPurgedMeanwhileIsKeptAndHarmless_LIFE_7() {
        anna.apply(new Delete(card(2)));
        Peer.sync(anna, ben);
        anna.apply(new Purge(card(2)));
        cleo.apply(blocks(1, 1, 2), blocks(2, 2, 1));
        Peer.sync(anna, ben, cleo);

        assertThat(anna.snapshot().cards()).containsOnlyKeys(card(1), card(3));
        assertThat(anna.snapshot().dependencies()).containsOnlyKeys(arrow(1), arrow(2));
        assertThat(anna.snapshot().cycles()).isEmpty();
    }

    @Test
    void aCardMayLieInAGroupThatWasDeletedMeanwhile() {
        anna.apply(new AddGroup(group(1), "Lane", Position.ORIGIN, Size.CARD));
        Peer.sync(anna, ben, cleo);
        anna.apply(new Delete(group(1)));
        ben.apply(new SetGroup(card(1), Optional.of(group(1))));
        Peer.sync(anna, ben, cleo);

        assertThat(one().group()).contains(group(1));
        assertThat(anna.snapshot().group(group(1)).orElseThrow().deleted()).isTrue();
    }

    @Test
    void changesOfOneColorOfAnArrowConflictLikeAnyField_CONFLICT_1() {
        anna.apply(blocks(1, 1, 2));
        Peer.sync(anna, ben, cleo);
        anna.apply(new SetColor(arrow(1), Optional.of("1")));
        ben.apply(new SetColor(arrow(1), Optional.of("2")));
        Peer.sync(anna, ben, cleo);

        Dependency arrow = anna.snapshot().dependency(arrow(1)).orElseThrow();
        assertThat(arrow.meta().conflict(Field.COLOR)).isPresent();
    }

    @Test
    void whatArrivesInOneBatchIsTheSameAsWhatArrivesOneByOne_MODEL_20() {
        List<BoardIntent> busy = new ArrayList<>();
        for (int i = 10; i < 30; i++) {
            busy.add(add(i, "Card " + i));
        }
        anna.apply(busy);
        anna.apply(new Delete(card(10)));
        anna.apply(new SetTitle(card(11), "x"));
        anna.changes().stream()
                .filter(change -> !ben.changes().contains(change))
                .forEach(change -> {
                    if (ben.changes().stream().noneMatch(each -> each.hash().equals(change.hash()))) {
                        ben.receive(List.of(change));
                    }
                });
        cleo.receiveFrom(anna);

        assertThat(ben.snapshot()).isEqualTo(cleo.snapshot()).isEqualTo(anna.snapshot());
    }
}
