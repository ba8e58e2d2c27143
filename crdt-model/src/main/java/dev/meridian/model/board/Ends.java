package dev.meridian.model.board;

import dev.meridian.model.id.CardId;
import dev.meridian.model.id.GroupId;
import dev.meridian.model.id.Ids;
import dev.meridian.model.id.PlaceableId;
import java.util.Optional;

/** What a dependency starts from or leads to, as stored: {@code card:<id>} or {@code group:<id>}. */
final class Ends {

    private static final String CARD = "card:";
    private static final String GROUP = "group:";

    private Ends() {}

    static String print(PlaceableId end) {
        return switch (end) {
            case CardId card -> CARD + card.hex();
            case GroupId group -> GROUP + group.hex();
        };
    }

    static Optional<PlaceableId> parse(String text) {
        if (text.startsWith(CARD) && Ids.isId(text.substring(CARD.length()))) {
            return Optional.of(new CardId(text.substring(CARD.length())));
        }
        if (text.startsWith(GROUP) && Ids.isId(text.substring(GROUP.length()))) {
            return Optional.of(new GroupId(text.substring(GROUP.length())));
        }
        return Optional.empty();
    }
}
