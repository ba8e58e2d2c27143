package dev.meridian.model.discussion;

import dev.meridian.model.id.CardId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.Ids;
import dev.meridian.model.id.TopicId;
import java.util.Optional;

/** What a thread is about, as stored: {@code card:<id>} or {@code document:<id>}. */
final class Topics {

    private static final String CARD = "card:";
    private static final String DOCUMENT = "document:";

    private Topics() {}

    static String print(TopicId topic) {
        return switch (topic) {
            case CardId card -> CARD + card.hex();
            case DocumentId document -> DOCUMENT + document.hex();
        };
    }

    static Optional<TopicId> parse(String text) {
        if (text.startsWith(CARD)) {
            return Optional.of(text.substring(CARD.length())).filter(Ids::isId).map(CardId::new);
        }
        return text.startsWith(DOCUMENT)
                ? Optional.of(text.substring(DOCUMENT.length()))
                        .filter(Ids::isId)
                        .map(DocumentId::new)
                : Optional.empty();
    }
}
