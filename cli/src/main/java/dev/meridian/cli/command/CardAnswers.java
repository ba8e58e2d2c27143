package dev.meridian.cli.command;

import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.view.CardView;
import dev.meridian.cli.view.Scene;
import dev.meridian.client.BoardHandle;
import dev.meridian.client.Workspace;
import dev.meridian.model.board.Card;
import dev.meridian.model.id.CardId;
import java.util.Optional;

/** What commands answer that made something of one card. */
final class CardAnswers {

    private CardAnswers() {}

    /** The card as it is now, under {@code card}, and whether anything changed. */
    static Answer of(Workspace workspace, BoardHandle board, CardId id, String sentence, int changes) {
        Scene scene = Scene.of(workspace, board);
        Card card = Optional.ofNullable(scene.board().cards().get(id)).orElseThrow();
        return Answer.ok(
                Json.object().put("changed", changes > 0).put("card", new CardView(scene, card).json()),
                page -> page.line(changes > 0 ? sentence : "nothing to change: it is so already"));
    }
}
