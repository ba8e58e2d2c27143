package dev.meridian.model.formats.archive;

import dev.meridian.model.automerge.DeviceId;
import dev.meridian.model.board.Board;
import dev.meridian.model.board.Card;
import dev.meridian.model.discussion.Comment;
import dev.meridian.model.discussion.CommentThread;
import dev.meridian.model.discussion.Discussion;
import dev.meridian.model.formats.OneLine;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.TopicId;
import dev.meridian.model.team.DocumentEntry;
import dev.meridian.model.team.Member;
import dev.meridian.model.workspace.WorkspaceState;
import java.util.Objects;
import java.util.Optional;

/** What was said, as Markdown that a person reads. */
final class DiscussionText {

    private final WorkspaceState state;

    DiscussionText(WorkspaceState state) {
        this.state = state;
    }

    String write(String title, Discussion discussion) {
        StringBuilder text = new StringBuilder("# " + OneLine.of(title) + "\n");
        discussion.inOrder().stream().filter(CommentThread::shows).forEach(thread -> thread(text, thread));
        return text.toString();
    }

    private void thread(StringBuilder text, CommentThread thread) {
        text.append("\n## ").append(OneLine.of(topic(thread.on())));
        text.append(thread.resolved() ? " (resolved)\n" : "\n");
        thread.anchor()
                .ifPresent(anchor -> text.append("\n> ")
                        .append(anchor.quote().strip().replace("\n", "\n> "))
                        .append('\n'));
        for (Comment comment : thread.living()) {
            text.append("\n**").append(name(comment.author())).append("**, ").append(comment.at());
            text.append(comment.isRaised() ? " (blocker)\n\n" : "\n\n");
            text.append(comment.text().strip()).append('\n');
        }
    }

    private String topic(TopicId topic) {
        return switch (topic) {
            case CardId card ->
                state.boards().values().stream()
                        .map((Board board) -> board.card(card))
                        .flatMap(Optional::stream)
                        .map(Card::title)
                        .findFirst()
                        .orElse("A card that is gone");
            case DocumentId document ->
                Optional.ofNullable(state.team().documents().get(document))
                        .map(DocumentEntry::title)
                        .orElse("The document");
        };
    }

    private String name(DeviceId device) {
        return state.team().members().values().stream()
                .filter(Objects::nonNull)
                .filter(member -> member.devices().contains(device))
                .map(Member::name)
                .sorted()
                .findFirst()
                .orElse("somebody");
    }
}
