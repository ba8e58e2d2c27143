package dev.meridian.cli.command;

import dev.meridian.cli.naming.Names;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.client.BoardHandle;
import dev.meridian.client.Workspace;
import dev.meridian.model.board.Board;
import dev.meridian.model.board.Group;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.GroupId;
import dev.meridian.model.id.Ids;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.text.Splice;
import dev.meridian.model.value.Position;
import dev.meridian.model.value.Size;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meridian card add}. */
@Command(name = "add", aliases = "new", header = "Add a card to a board.")
final class CardAdd implements Leaf {

    private static final int GAP = 20;
    private static final int GROUP_HEAD = 40;

    @Parameters(paramLabel = "TITLE", description = "Of the new card.")
    private String title = "";

    @Mixin
    private final BoardOption boards = new BoardOption();

    @Mixin
    private final CardFields fields = new CardFields();

    @Option(names = "--description", paramLabel = "TEXT", description = "Markdown.")
    private Optional<String> description = Optional.empty();

    @Option(
            names = "--at",
            paramLabel = "X,Y",
            converter = Conversions.ToPosition.class,
            description = "Place on the canvas (default: below the others, of its group or of the board).")
    private Optional<Position> at = Optional.empty();

    @Override
    public Answer answer(Run run) {
        return run.inWorkspace(this::add);
    }

    private Answer add(Workspace workspace) {
        Names names = new Names(workspace);
        BoardHandle board = names.board(boards.board());
        CardId card = new CardId(Ids.random(new SecureRandom()));
        Optional<GroupId> group = fields.group().map(name -> names.group(board, name));
        Size size = fields.sizeOfNew();
        List<BoardIntent> intents = new ArrayList<>();
        Position place = at.orElseGet(() -> freePlace(board.snapshot(), group));
        intents.add(new BoardIntent.AddCard(card, title, place, size));
        description
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> intents.add(new BoardIntent.EditDescription(card, List.of(Splice.insert(0, text)))));
        intents.addAll(fields.intents(names, board, card));
        if (at.isEmpty()) {
            group.flatMap(id -> Optional.ofNullable(board.snapshot().groups().get(id)))
                    .flatMap(found -> grown(found, place, size))
                    .ifPresent(intents::add);
        }
        int changes = board.apply(intents).changes();
        String sentence = "added " + title + " (" + card.hex().substring(0, 8) + ") to " + board.title();
        return CardAnswers.of(workspace, board, card, sentence, changes);
    }

    private static Position freePlace(Board board, Optional<GroupId> group) {
        int bottom = board.cards().values().stream()
                .filter(card ->
                        !card.deleted() && (group.isEmpty() || card.group().equals(group)))
                .mapToInt(card -> card.position().y() + card.size().height())
                .max()
                .orElse(Integer.MIN_VALUE);
        Optional<Group> in =
                group.flatMap(id -> Optional.ofNullable(board.groups().get(id)));
        int left = in.map(found -> found.position().x() + GAP).orElse(0);
        int top = in.map(found -> found.position().y() + GROUP_HEAD).orElse(0);
        return new Position(left, bottom == Integer.MIN_VALUE ? top : bottom + GAP);
    }

    // So that the rectangle still holds what belongs to it.
    private static Optional<BoardIntent> grown(Group group, Position place, Size size) {
        int width = Math.max(
                group.size().width(),
                place.x() + size.width() + GAP - group.position().x());
        int height = Math.max(
                group.size().height(),
                place.y() + size.height() + GAP - group.position().y());
        Size needed = new Size(width, height);
        return needed.equals(group.size()) ? Optional.empty() : Optional.of(new BoardIntent.Resize(group.id(), needed));
    }
}
