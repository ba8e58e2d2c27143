package dev.meridian.simulation;

import dev.meridian.model.board.Board;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.DependencyId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.intent.DocumentIntent;
import dev.meridian.model.intent.IntentRefused;
import dev.meridian.model.team.DefaultStatus;
import dev.meridian.model.text.Splice;
import dev.meridian.model.value.DependencyKind;
import dev.meridian.model.value.Position;
import dev.meridian.model.value.Size;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** A person at a notebook, drawn from chance: cards, arrows, statuses, deletions, and typing into the one text. */
final class Typist {
    private final Chance chance;
    private int count;

    Typist(Chance chance) {
        this.chance = chance;
    }

    /** One edit; nothing where it makes no sense by now. */
    List<Row> edit(Notebook notebook, String name) {
        count++;
        try {
            return chance.percent(30)
                    ? notebook.editText(List.of(new DocumentIntent.EditText(List.of(splice(notebook, name)))))
                    : notebook.editBoard(List.of(intent(notebook.board().snapshot(), name + " " + count)));
        } catch (IntentRefused refused) {
            return List.of();
        }
    }

    private Splice splice(Notebook notebook, String name) {
        String text = notebook.text().snapshot().text();
        int length = text.codePointCount(0, text.length());
        if (length > 20 && chance.percent(30)) {
            int from = chance.below(length - 5);
            return Splice.delete(from, 1 + chance.below(5));
        }
        return Splice.insert(chance.below(length + 1), name.charAt(name.length() - 1) + "" + count + " ");
    }

    private BoardIntent intent(Board board, String words) {
        List<CardId> cards = board.cards().keySet().stream().sorted().toList();
        if (cards.isEmpty() || chance.percent(25)) {
            return new BoardIntent.AddCard(new CardId(id()), words, position(), new Size(200, 100));
        }
        CardId card = chance.pick(cards);
        return switch (chance.below(6)) {
            case 0 -> new BoardIntent.SetTitle(card, words);
            case 1 -> new BoardIntent.Move(card, position());
            case 2 ->
                new BoardIntent.SetStatus(
                        card,
                        Optional.of(chance.pick(List.of(DefaultStatus.values())).id()),
                        Optional.empty());
            case 3 -> new BoardIntent.Delete(card);
            case 4 -> new BoardIntent.Restore(card);
            default ->
                new BoardIntent.AddDependency(new DependencyId(id()), card, chance.pick(cards), DependencyKind.BLOCKS);
        };
    }

    private Position position() {
        return new Position(chance.below(2_000), chance.below(2_000));
    }

    private String id() {
        return HexFormat.of().formatHex(chance.bytes(16));
    }
}
