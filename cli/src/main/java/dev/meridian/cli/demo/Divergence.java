package dev.meridian.cli.demo;

import static dev.meridian.cli.demo.SampleCard.Person.INES;
import static dev.meridian.cli.demo.SampleCard.Person.KENJI;

import dev.meridian.client.BoardHandle;
import dev.meridian.client.DocumentHandle;
import dev.meridian.client.Workspace;
import dev.meridian.model.board.Board;
import dev.meridian.model.board.Card;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.Ids;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.team.DefaultStatus;
import dev.meridian.model.text.Splice;
import dev.meridian.model.value.DependencyKind;
import dev.meridian.model.value.Owner;
import dev.meridian.model.value.Position;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What both members do while neither knows of the other: every way in which two plans can disagree, and some in which they do not. */
final class Divergence {

    static final String LIST_TITLE = "Passenger list that works without a network";
    static final String HOLD_BY_INES = "Hold seats while somebody pays";
    static final String HOLD_BY_KENJI = "Hold seats for 20 minutes";
    static final String NEW_CARD = "Ask the insurers what two hours means";

    private static final String KENJI_AFTER = "The crews";
    private static final String KENJI_TYPES = " of both test ships";
    private static final String INES_AFTER = "\"two hours\"";
    private static final String INES_TYPES = ", and in winter they mean it";

    /** The paragraph that both type into, as it reads when both are heard. */
    static final String PARAGRAPH_AFTER = "The crews of both test ships say \"never refuse\", the insurers say"
            + "\n\"two hours\", and in winter they mean it.";

    private final SamplePlan plan;
    private final RandomGenerator random;
    private Optional<Position> movedTo = Optional.empty();

    Divergence(SamplePlan plan, RandomGenerator random) {
        this.plan = plan;
        this.random = random;
    }

    /** Whether the card that one moved and the other retitled is both. */
    boolean isMovedAndRetitled(Board board) {
        return Optional.ofNullable(board.cards().get(plan.card("list")))
                .filter(card -> card.title().equals(LIST_TITLE) && movedTo.equals(Optional.of(card.position())))
                .isPresent();
    }

    List<Deed> byInes(Workspace workspace) {
        BoardHandle board = workspace.board(plan.board());
        Position before = board.card(plan.card("list")).orElseThrow().position();
        movedTo = Optional.of(new Position(before.x(), before.y() - 90));
        board.move(plan.card("list"), movedTo.get());
        board.setTitle(plan.card("hold"), HOLD_BY_INES);
        board.delete(plan.card("paper"));
        board.link(plan.card("refunds"), plan.card("deposits"), DependencyKind.BLOCKS);
        board.setStatus(plan.card("groups"), DefaultStatus.IN_REVIEW.id());
        type(workspace, INES_AFTER, INES_TYPES);
        return List.of(
                new Deed(INES, "moves \"Passenger list on the phone\" up on the canvas"),
                new Deed(INES, "retitles \"Hold seats for 15 minutes\": \"" + HOLD_BY_INES + "\""),
                new Deed(INES, "deletes \"Paper list from the office printer\": nobody needs it any more"),
                new Deed(INES, "draws an arrow: Refunds in one call → Deposits for group bookings"),
                new Deed(INES, "sets \"Group bookings for schools and clubs\" to In review"),
                new Deed(INES, "types into the last paragraph of the brief: \"" + INES_TYPES.substring(2) + "\""));
    }

    List<Deed> byKenji(Workspace workspace, MemberId kenji) {
        BoardHandle board = workspace.board(plan.board());
        board.setTitle(plan.card("list"), LIST_TITLE);
        board.setTitle(plan.card("hold"), HOLD_BY_KENJI);
        CardId paper = plan.card("paper");
        board.apply(
                new BoardIntent.SetStatus(paper, Optional.of(DefaultStatus.IN_PROGRESS.id()), Optional.empty()),
                new BoardIntent.AddOwner(paper, Owner.of(kenji)));
        board.link(plan.card("statement"), plan.card("refunds"), DependencyKind.BLOCKS);
        addCard(board, kenji);
        type(workspace, KENJI_AFTER, KENJI_TYPES);
        return List.of(
                new Deed(KENJI, "retitles \"Passenger list on the phone\": \"" + LIST_TITLE + "\""),
                new Deed(KENJI, "retitles \"Hold seats for 15 minutes\": \"" + HOLD_BY_KENJI + "\""),
                new Deed(KENJI, "takes on \"Paper list from the office printer\" and sets it to In progress"),
                new Deed(KENJI, "draws an arrow: Monthly statement for every line → Refunds in one call"),
                new Deed(KENJI, "adds a card: \"" + NEW_CARD + "\""),
                new Deed(KENJI, "types into the same paragraph: \"" + KENJI_TYPES.strip() + "\""));
    }

    private void addCard(BoardHandle board, MemberId owner) {
        CardId card = new CardId(Ids.random(random));
        Card last = board.card(plan.card("battery")).orElseThrow();
        board.apply(
                new BoardIntent.AddCard(
                        card,
                        NEW_CARD,
                        new Position(
                                last.position().x(),
                                last.position().y() + last.size().height() + 20),
                        last.size()),
                new BoardIntent.SetGroup(card, last.group()),
                new BoardIntent.SetStatus(card, Optional.of(DefaultStatus.READY.id()), Optional.empty()),
                new BoardIntent.AddOwner(card, Owner.of(owner)));
    }

    private void type(Workspace workspace, String after, String typed) {
        DocumentHandle brief = workspace.document(plan.document(SampleTeam.BRIEF));
        String text = brief.text();
        int end = text.lastIndexOf(after) + after.length();
        brief.edit(Splice.insert(text.codePointCount(0, end), typed));
    }
}
