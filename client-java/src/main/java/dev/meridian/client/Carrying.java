package dev.meridian.client;

import dev.meridian.model.board.Board;
import dev.meridian.model.board.BoardDocument;
import dev.meridian.model.discussion.CommentsDocument;
import dev.meridian.model.discussion.Discussion;
import dev.meridian.model.discussion.DiscussionRoute;
import dev.meridian.model.discussion.DiscussionRoute.Part;
import dev.meridian.model.document.Document;
import dev.meridian.model.document.TextDocument;
import dev.meridian.model.event.Event;
import dev.meridian.model.id.TopicId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.intent.DiscussionIntent;
import dev.meridian.model.intent.DocumentIntent;
import dev.meridian.model.intent.Intent;
import dev.meridian.model.intent.IntentRefused;
import dev.meridian.model.intent.Warning;
import dev.meridian.model.plan.Edited;
import dev.meridian.model.plan.PlanDocument;
import dev.meridian.sync.id.DocumentId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One plan on its way into its documents. What is said about a board or document goes into the document of comments beside it, so that those may write
 * it who may not write the other (DISC-31). Inside one transaction of the library, on the workspace's thread.
 */
final class Carrying {
    private final WorkspaceCore core;
    private final MayWrite mayWrite;
    private final Map<DocumentId, List<Event>> events = new LinkedHashMap<>();
    private final List<Warning> warnings = new ArrayList<>();
    private int changes;

    Carrying(WorkspaceCore core) {
        this.core = core;
        this.mayWrite = new MayWrite(core);
    }

    /** A board or document and how it is talked about. */
    private record Talked<I extends Intent>(
            DocumentId id,
            PlanDocument<?, I> document,
            Function<I, Optional<DiscussionIntent>> said,
            Function<DiscussionIntent, I> say,
            Supplier<Discussion> discussion,
            Function<TopicId, Optional<String>> whyNoTalk) {}

    void carryOut(Plan plan) {
        plan.documents().forEach((id, intents) -> carryOut(text(DocumentId.parse(id.hex())), intents));
        plan.boards().forEach((id, intents) -> carryOut(board(DocumentId.parse(id.hex())), intents));
        if (!plan.team().isEmpty()) {
            carryOut(DocumentId.TEAM, core.documents().team(), parts(plan.team()));
            core.keepTitle();
        }
    }

    private Talked<BoardIntent> board(DocumentId id) {
        BoardDocument board = core.documents().board(id);
        Supplier<Board> now = () -> core.documents().boardWithTalk(id);
        return new Talked<>(
                id,
                board,
                intent -> intent instanceof BoardIntent.Discuss discuss
                        ? Optional.of(discuss.intent())
                        : Optional.empty(),
                BoardIntent.Discuss::new,
                () -> now.get().discussion(),
                topic -> now.get().whyNoTalk(topic));
    }

    private Talked<DocumentIntent> text(DocumentId id) {
        TextDocument text = core.documents().text(id);
        Supplier<Document> now = () -> core.documents().textWithTalk(id);
        return new Talked<>(
                id,
                text,
                intent -> intent instanceof DocumentIntent.Discuss discuss
                        ? Optional.of(discuss.intent())
                        : Optional.empty(),
                DocumentIntent.Discuss::new,
                () -> now.get().discussion(),
                topic -> now.get().whyNoTalk(topic));
    }

    private static <I> List<Part<I>> parts(List<? extends I> intents) {
        List<Part<I>> parts = new ArrayList<>();
        for (I intent : intents) {
            parts.add(new Part<>(parts.size(), intent));
        }
        return parts;
    }

    /** In the order of the list: what is talked about may be made before it, and deleted after it. */
    private <I extends Intent> void carryOut(Talked<I> talked, List<I> intents) {
        Optional<CommentsDocument> comments = core.documents().comments(talked.id());
        List<Part<I>> parts = parts(intents);
        int from = 0;
        while (from < parts.size()) {
            boolean talk = isTalk(talked, parts.get(from));
            int to = from + 1;
            while (to < parts.size() && (comments.isEmpty() || isTalk(talked, parts.get(to)) == talk)) {
                to++;
            }
            List<Part<I>> run = parts.subList(from, to);
            if (talk && comments.isPresent()) {
                say(talked, comments.get(), run);
            } else {
                carryOut(talked.id(), talked.document(), run);
            }
            from = to;
        }
    }

    private static <I extends Intent> boolean isTalk(Talked<I> talked, Part<I> part) {
        return talked.said().apply(part.intent()).isPresent();
    }

    private <I extends Intent> void say(Talked<I> talked, CommentsDocument comments, List<Part<I>> run) {
        List<Part<DiscussionIntent>> said = new ArrayList<>();
        run.forEach(part ->
                talked.said().apply(part.intent()).ifPresent(intent -> said.add(new Part<>(part.index(), intent))));
        DiscussionRoute.Routed routed = DiscussionRoute.of(
                said, talked.discussion().get(), talked.document().replica(), talked.whyNoTalk());
        carryOut(
                talked.id(),
                talked.document(),
                routed.content().stream()
                        .map(part -> new Part<>(part.index(), talked.say().apply(part.intent())))
                        .toList());
        carryOut(talked.id().comments(), comments, routed.comments());
    }

    private <I extends Intent> void carryOut(DocumentId id, PlanDocument<?, I> document, List<Part<I>> parts) {
        if (parts.isEmpty()) {
            return;
        }
        mayWrite.check(id);
        List<I> intents = parts.stream().map(Part::intent).toList();
        Edited edited;
        try {
            edited = core.documents().edit(id, document, intents);
        } catch (IntentRefused e) {
            throw e.at(parts.get(e.index()).index());
        }
        changes += edited.changes().size();
        warnings.addAll(edited.warnings());
        events.computeIfAbsent(id, none -> new ArrayList<>()).addAll(edited.events());
    }

    /** What changed, by document. */
    Map<DocumentId, List<Event>> events() {
        return events;
    }

    Edit edit() {
        return new Edit(
                changes,
                warnings,
                events.values().stream().flatMap(List::stream).toList());
    }
}
