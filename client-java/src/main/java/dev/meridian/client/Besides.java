package dev.meridian.client;

import dev.meridian.model.team.Team;
import dev.meridian.sync.id.DocumentId;
import java.util.stream.Stream;

/** Documents of comments by what they are beside. */
final class Besides {

    private Besides() {}

    /** The board or document of the team that a document of comments is beside; itself where it is beside none. */
    static DocumentId about(Team team, DocumentId document) {
        return Stream.concat(
                        team.boards().keySet().stream().map(board -> board.hex()),
                        team.documents().keySet().stream().map(text -> text.hex()))
                .map(DocumentId::parse)
                .filter(each -> each.comments().equals(document))
                .findFirst()
                .orElse(document);
    }
}
