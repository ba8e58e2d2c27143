package dev.meridian.model.formats.merge;

import dev.meridian.model.board.Board;
import dev.meridian.model.formats.BadInput;
import dev.meridian.model.formats.BoardTarget;
import dev.meridian.model.formats.ImportContext;
import dev.meridian.model.formats.ImportPlan;
import dev.meridian.model.formats.Mark;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.intent.TeamIntent;
import dev.meridian.model.json.Json;
import dev.meridian.model.team.BoardEntry;
import dev.meridian.model.value.Meta;
import dev.meridian.model.value.Source;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts the parts of an import together into one plan. */
public final class WorkspaceMerge {

    private WorkspaceMerge() {}

    /** A plan for one board and the documents that its file names. */
    public static ImportPlan plan(
            ImportContext context,
            BoardTarget target,
            SourceBoard source,
            Collection<SourceDocument> files,
            Warnings warnings)
            throws BadInput {
        DocumentMerge.Result documents = new DocumentMerge(context, new CardNames(Map.of()), warnings).merge(files);
        Words words = new Words(context.team());
        words.learn(documents.byPath());
        words.learnStatuses(source.style().statusWords());
        List<TeamIntent> team = new ArrayList<>(documents.team());
        List<BoardIntent> board = new ArrayList<>();
        Board now = target.board();
        if (!now.exists()) {
            team.add(new TeamIntent.AddBoard(target.id(), target.title(), nextOrder(context)));
            team.add(new TeamIntent.SetSource(target.id(), Source.of(source.kind(), source.file())));
            board.add(new BoardIntent.Create());
        }
        BoardMerge.Result merged = new BoardMerge(context, now, source, words, warnings).merge();
        board.addAll(merged.intents());
        Meta meta = Optional.ofNullable(context.team().boards().get(target.id()))
                .map(BoardEntry::meta)
                .orElse(Meta.NEW);
        Json.Obj before = Extras.of(meta, source.kind());
        // A file that says nothing new leaves a board that it did not make as it is.
        boolean concerns = !board.isEmpty() || !before.fields().isEmpty();
        if (concerns && !before.equals(source.extra())) {
            Optional<String> extra = Extras.with(meta, source.kind(), source.extra());
            Stored.require(extra.orElse(""), source.file(), Mark.START, "foreign keys");
            team.add(new TeamIntent.SetExtra(target.id(), extra));
        }
        return ImportPlan.of(
                team,
                Map.of(target.id(), board),
                documents.documents(),
                warnings.all(),
                merged.summary().plus(documents.summary()));
    }

    /** A plan for documents, and for the links to them from cards. */
    public static ImportPlan plan(
            ImportContext context, CardNames cards, Collection<SourceDocument> files, Warnings warnings)
            throws BadInput {
        DocumentMerge.Result documents = new DocumentMerge(context, cards, warnings).merge(files);
        return ImportPlan.of(
                documents.team(), documents.boards(), documents.documents(), warnings.all(), documents.summary());
    }

    private static double nextOrder(ImportContext context) {
        return context.team().boards().values().stream()
                        .mapToDouble(BoardEntry::order)
                        .max()
                        .orElse(0)
                + 1;
    }
}
