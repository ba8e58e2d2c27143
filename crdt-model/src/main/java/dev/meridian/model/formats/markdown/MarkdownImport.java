package dev.meridian.model.formats.markdown;

import dev.meridian.model.board.Board;
import dev.meridian.model.formats.BadInput;
import dev.meridian.model.formats.ImportContext;
import dev.meridian.model.formats.ImportResult;
import dev.meridian.model.formats.Mark;
import dev.meridian.model.formats.Paths;
import dev.meridian.model.formats.SourceText;
import dev.meridian.model.formats.merge.CardNames;
import dev.meridian.model.formats.merge.RecordReader;
import dev.meridian.model.formats.merge.Sentences;
import dev.meridian.model.formats.merge.SourceDocument;
import dev.meridian.model.formats.merge.Warnings;
import dev.meridian.model.formats.merge.WorkspaceMerge;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.id.DocumentId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads a directory of Markdown files into documents, and links them to the cards that they name. */
public final class MarkdownImport {

    private final ImportContext context;
    private final CardNames cards;
    private final Warnings warnings;
    private final RecordReader records;

    private MarkdownImport(ImportContext context, CardNames cards, Warnings warnings, RecordReader records) {
        this.records = records;
        this.context = context;
        this.cards = cards;
        this.warnings = warnings;
    }

    /**
     * What it takes to bring all Markdown files of the context's vault into the workspace. Hidden folders are left out.
     *
     * @param directory as errors about the whole name it
     * @param boards whose cards files may name
     * @param records what tells which of them record decisions
     * @return an {@link dev.meridian.model.formats.ImportPlan}, or an {@link dev.meridian.model.formats.ImportFailed}
     */
    public static ImportResult plan(
            ImportContext context, String directory, Map<BoardId, Board> boards, RecordReader records) {
        try {
            CardNames cards = new CardNames(boards);
            Warnings warnings = new Warnings(directory);
            List<SourceDocument> files = new MarkdownImport(context, cards, warnings, records).files(directory);
            return WorkspaceMerge.plan(context, cards, files, warnings);
        } catch (BadInput bad) {
            return bad.failure();
        }
    }

    private List<SourceDocument> files(String directory) throws BadInput {
        List<String> paths = context.vault().paths().stream()
                .filter(path -> Paths.isMarkdown(path) && !isHidden(path))
                .toList();
        if (paths.isEmpty()) {
            throw new BadInput(directory, "there is no Markdown file (*.md) here");
        }
        if (paths.size() > context.limits().itemsMax()) {
            throw new BadInput(
                    directory,
                    paths.size() + " Markdown files, and at most "
                            + context.limits().itemsMax() + " are read");
        }
        Map<DocumentId, String> owners = new HashMap<>();
        List<SourceDocument> files = new ArrayList<>();
        for (String path : paths) {
            byte[] bytes = context.vault().read(path).orElseThrow(() -> new BadInput(path, "the file is gone"));
            MarkdownFile file = MarkdownFile.read(path, bytes, context.limits());
            Optional<String> twin = file.own().map(id -> owners.putIfAbsent(id, path));
            if (twin.isPresent()) {
                throw new BadInput(path, file.ownAt(), "\"" + twin.get() + "\" has the same id");
            }
            String whole =
                    SourceText.decode(path, bytes, context.limits()).text().replace("\r\n", "\n");
            files.add(file.toSource(
                    Optional.of(linked(file)), records.read(path, whole, context.team(), context.limits())));
        }
        return files;
    }

    /** Cards that the front matter names, and those that the text links to where the name is theirs alone. */
    private SortedSet<String> linked(MarkdownFile file) {
        SortedSet<String> linked = new TreeSet<>();
        for (MarkdownFile.NamedCard named : file.cards()) {
            List<CardNames.Found> found = cards.find(named.name());
            if (found.size() == 1) {
                linked.add(found.getFirst().card().id().hex());
            } else {
                warn(file, named.at(), named.name(), found.size());
            }
        }
        for (String name : file.links()) {
            List<CardNames.Found> found = cards.find(name);
            if (found.size() == 1) {
                linked.add(found.getFirst().card().id().hex());
            }
        }
        return linked;
    }

    private void warn(MarkdownFile file, Mark at, String name, int found) {
        String shown = "\"" + Sentences.brief(name) + "\"";
        String sentence = found == 0
                ? shown + " is the title or id of no card; the document is not linked to it"
                : Sentences.counted(found, "card") + " are called " + shown + "; name the one that is meant by its id";
        warnings.about(file.path()).add(at, sentence);
    }

    private static boolean isHidden(String path) {
        return path.startsWith(".") || path.contains("/.");
    }
}
