package dev.meridian.client.local;

import com.google.protobuf.ByteString;
import dev.meridian.client.store.NewChange;
import dev.meridian.client.store.WorkspaceStore;
import dev.meridian.model.automerge.EditTooLargeException;
import dev.meridian.model.automerge.ParsedChange;
import dev.meridian.model.automerge.Replica;
import dev.meridian.model.board.Board;
import dev.meridian.model.board.BoardDocument;
import dev.meridian.model.discussion.CommentsDocument;
import dev.meridian.model.document.Document;
import dev.meridian.model.document.TextDocument;
import dev.meridian.model.intent.Intent;
import dev.meridian.model.intent.IntentRefused;
import dev.meridian.model.plan.Edited;
import dev.meridian.model.plan.PlanDocument;
import dev.meridian.model.team.TeamDocument;
import dev.meridian.sync.id.DocumentId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The documents of a {@link Library} by what they are. Owned by the workspace's thread. */
public final class Documents {
    private final WorkspaceStore store;
    private final Library library;

    /** Documents of this store. */
    public Documents(WorkspaceStore store, Library library) {
        this.store = store;
        this.library = library;
    }

    /** The team document as the store has it now. */
    public TeamDocument team() {
        return as(TeamDocument.class, DocumentId.TEAM, TeamDocument::open);
    }

    /** A board as the store has it now; empty where there is none. @throws NotThisKind if it is something else */
    public BoardDocument board(DocumentId id) {
        return as(BoardDocument.class, id, BoardDocument::open);
    }

    /** A Markdown document as the store has it now; empty where there is none. @throws NotThisKind if it is something else */
    public TextDocument text(DocumentId id) {
        return as(TextDocument.class, id, TextDocument::open);
    }

    /**
     * What is said beside a board or document; empty where nothing is yet. Itself where it is of the class of comments: boards and documents of
     * earlier versions may be, and what is said about them lies in them (DISC-30).
     */
    public Optional<CommentsDocument> comments(DocumentId about) {
        DocumentId id = about.comments();
        return id.equals(about)
                ? Optional.empty()
                : Optional.of(as(CommentsDocument.class, id, CommentsDocument::open));
    }

    /** As above where anything was said; else nothing is opened. */
    private Optional<CommentsDocument> spoken(DocumentId about) {
        return store.changes().last(about.comments()) > 0 ? comments(about) : Optional.empty();
    }

    /** A board as the store has it now, with everything that is said about its cards; {@link Board#NOT_HERE} where there is none. */
    public Board boardWithTalk(DocumentId id) {
        if (isElse(BoardDocument.class, id)) {
            return Board.NOT_HERE;
        }
        BoardDocument board = board(id);
        Board alone = board.snapshot();
        return spoken(id)
                .map(beside -> alone.with(beside.beside(alone.discussion(), Optional.of(board.replica()))))
                .orElse(alone);
    }

    /** A Markdown document as the store has it now, with everything that is said about it; {@link Document#NOT_HERE} where there is none. */
    public Document textWithTalk(DocumentId id) {
        if (isElse(TextDocument.class, id)) {
            return Document.NOT_HERE;
        }
        TextDocument text = text(id);
        Document alone = text.snapshot();
        return spoken(id)
                .map(beside -> alone.with(beside.beside(alone.discussion(), Optional.of(text.replica()))))
                .orElse(alone);
    }

    /** Whether it says of itself that it is something else, whatever the team lists it as: any editor can make it say so. */
    private boolean isElse(Class<? extends PlanDocument<?, ?>> kind, DocumentId id) {
        PlanDocument<?, ?> plan = library.slot(id).plan;
        return plan != null && !kind.isInstance(plan);
    }

    /** A document by what it says itself. */
    public sealed interface Any {}

    /** The team. */
    public record AsTeam(TeamDocument document) implements Any {}

    /** A board. */
    public record AsBoard(BoardDocument document) implements Any {}

    /** A Markdown document. */
    public record AsText(TextDocument document) implements Any {}

    /** What is said beside a board or document. */
    public record AsComments(CommentsDocument document) implements Any {}

    /** It does not say, or something that this version does not know. */
    public record Unknown() implements Any {}

    /** Any document as the store has it now. */
    public Any any(DocumentId id) {
        PlanDocument<?, ?> plan = library.slot(id).plan;
        if (plan == null) {
            return new Unknown();
        }
        return switch (plan) {
            case TeamDocument team -> new AsTeam(team);
            case BoardDocument board -> new AsBoard(board);
            case TextDocument text -> new AsText(text);
            case CommentsDocument comments -> new AsComments(comments);
            default -> new Unknown();
        };
    }

    private <D extends PlanDocument<?, ?>> D as(Class<D> kind, DocumentId id, Function<Replica, D> wrap) {
        Slot slot = library.slot(id);
        PlanDocument<?, ?> plan = slot.plan;
        if (kind.isInstance(plan)) {
            return kind.cast(plan);
        }
        if (plan != null && slot.replica.changeCount() > 0) {
            throw new NotThisKind(id);
        }
        D fresh = wrap.apply(slot.replica);
        slot.plan = fresh;
        return fresh;
    }

    /**
     * Carries out intents on one document and stores what they changed, with its place in the outbox. Inside {@link Library#atomically} only: what it returns
     * is true once that returns.
     */
    public <I extends Intent> Edited edit(DocumentId id, PlanDocument<?, I> document, List<? extends I> intents) {
        if (!store.isWriting()) {
            throw new IllegalStateException("an edit outside a transaction");
        }
        Edited edited;
        try {
            edited = document.apply(intents);
        } catch (IntentRefused | EditTooLargeException e) {
            throw e; // nothing was written
        } catch (RuntimeException e) {
            library.forget(id);
            throw e;
        }
        Slot slot = library.slot(id);
        library.advanced(id, slot, slot.ordinal);
        edited.changes().forEach(change -> {
            ParsedChange parsed = change.change();
            NewChange row = new NewChange(
                    id,
                    Identities.hash(parsed.hash()),
                    Identities.actor(parsed.actor()),
                    parsed.seq(),
                    ByteString.copyFrom(parsed.chunk()));
            library.advanced(id, slot, store.changes().addLocal(row));
        });
        return edited;
    }

    /** The document is there, and it is something else. */
    public static final class NotThisKind extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotThisKind(DocumentId id) {
            super("document " + id + " is of another kind");
        }
    }
}
