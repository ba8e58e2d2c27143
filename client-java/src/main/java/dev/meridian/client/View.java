package dev.meridian.client;

import dev.meridian.model.board.Board;
import dev.meridian.model.document.Document;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.team.Team;

/** The workspace at one moment, read as far as it is asked. Valid only inside the call that it was given to. */
public interface View {

    Team team();

    /** {@link Board#NOT_HERE} where there is none. */
    Board board(BoardId id);

    /** {@link Document#NOT_HERE} where there is none. */
    Document document(DocumentId id);
}
