package dev.meridian.model.formats.csv;

import dev.meridian.model.formats.BadInput;
import dev.meridian.model.formats.BoardTarget;
import dev.meridian.model.formats.ImportContext;
import dev.meridian.model.formats.ImportResult;
import dev.meridian.model.formats.OneLine;
import dev.meridian.model.formats.Paths;
import dev.meridian.model.formats.SourceText;
import dev.meridian.model.formats.markdown.MarkdownFile;
import dev.meridian.model.formats.merge.CardNames;
import dev.meridian.model.formats.merge.Exported;
import dev.meridian.model.formats.merge.Sentences;
import dev.meridian.model.formats.merge.SourceArrow;
import dev.meridian.model.formats.merge.SourceBoard;
import dev.meridian.model.formats.merge.SourceDocument;
import dev.meridian.model.formats.merge.SourceThing;
import dev.meridian.model.formats.merge.Warnings;
import dev.meridian.model.formats.merge.Words;
import dev.meridian.model.formats.merge.WorkspaceMerge;
import dev.meridian.model.value.Field;
import dev.meridian.model.value.StatusCategory;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads a table, CSV or TSV, into a board, with the Markdown files that its document column names. */
public final class CsvImport {

    /** {@link dev.meridian.model.value.Source#kind()} of cards, arrows and boards that came from a table. */
    public static final String KIND = "csv";

    private final ImportContext context;
    private final SourceText source;
    private final Sheet sheet;
    private final Warnings warnings;
    private final Words words;
    private final Map<String, StatusCategory> hints;
    private final Map<String, SourceDocument> files = new LinkedHashMap<>();

    private CsvImport(ImportContext context, SourceText source, Sheet sheet) {
        this.context = context;
        this.source = source;
        this.sheet = sheet;
        this.warnings = new Warnings(source.file());
        this.words = new Words(context.team());
        this.hints = StatusHints.of(sheet);
        words.learnStatuses(hints);
    }

    /**
     * What it takes to bring the table into the board.
     *
     * @param file path of the table from the root of the vault, with {@code /} between names; as errors name it
     * @return an {@link dev.meridian.model.formats.ImportPlan}, or an {@link dev.meridian.model.formats.ImportFailed}
     */
    public static ImportResult plan(ImportContext context, BoardTarget target, String file, byte[] bytes) {
        return plan(context, target, file, bytes, Optional.empty());
    }

    /** @param told whose table it is; where nothing is told, its headers tell */
    public static ImportResult plan(
            ImportContext context, BoardTarget target, String file, byte[] bytes, Optional<Dialect> told) {
        try {
            SourceText source = SourceText.decode(file, bytes, context.limits());
            CsvTable table = CsvReader.read(source, context.limits());
            Sheet sheet = new Sheet(source, table, told.orElseGet(() -> Dialect.of(table.names())));
            return new CsvImport(context, source, sheet).plan(target);
        } catch (BadInput bad) {
            return bad.failure();
        }
    }

    private ImportResult plan(BoardTarget target) throws BadInput {
        RowFields fields = new RowFields(source, context.limits(), sheet);
        RowArrows relations =
                new RowArrows(source, sheet, new CardNames(Map.of(target.id(), target.board())), warnings);
        List<SourceArrow> arrows = relations.arrows();
        List<SourceBoard.Placed> placed = new ArrayList<>();
        for (Sheet.Row row : sheet.rows()) {
            placed.add(new SourceBoard.Placed(false, card(row, fields, relations)));
        }
        warnOfStatuses();
        List<String> headers = sheet.header().names().stream()
                .filter(name -> !Column.MERIDIAN.names().contains(Header.plain(name)))
                .toList();
        SourceBoard board = new SourceBoard(
                KIND,
                source.file(),
                placed,
                arrows,
                CsvExtra.table(headers, sheet.dialect()),
                new SourceBoard.Style(false, true, relations::speaksOf, hints));
        return WorkspaceMerge.plan(context, target, board, files.values(), warnings);
    }

    private SourceThing card(Sheet.Row row, RowFields fields, RowArrows relations) throws BadInput {
        Map<Field, String> values = fields.values(row);
        Map<Field, SortedSet<String>> sets = new EnumMap<>(Field.class);
        if (sheet.header().has(Column.OWNERS)) {
            sets.put(Field.OWNER, fields.owners(row));
        }
        if (sheet.header().has(Column.LABELS)) {
            sets.put(Field.LABEL, fields.labels(row));
        }
        CsvExtra extra = foreign(row);
        if (sheet.header().has(Column.DOCUMENTS)) {
            sets.put(Field.DOCUMENT, documents(row, extra));
        }
        extra.lost().putAll(relations.lost(row));
        return new SourceThing(
                row.id(),
                row.at(),
                values,
                sets,
                limited(extra, row).write(),
                Exported.read(sheet.text(row, Column.MERIDIAN).strip()));
    }

    private CsvExtra foreign(Sheet.Row row) {
        CsvExtra extra = CsvExtra.empty();
        for (int index : sheet.header().indexes(Column.FOREIGN)) {
            String text = row.cells().get(index).text().replace("\r\n", "\n");
            if (!text.isBlank()) {
                extra.columns()
                        .computeIfAbsent(sheet.header().names().get(index), absent -> new ArrayList<>())
                        .add(text);
            }
        }
        return extra;
    }

    /** Documents that cells name, by what the workspace calls them. */
    private SortedSet<String> documents(Sheet.Row row, CsvExtra extra) throws BadInput {
        SortedSet<String> documents = new TreeSet<>();
        List<String> lost = new ArrayList<>();
        for (Sheet.Item item : sheet.items(row, Column.DOCUMENTS)) {
            Optional<String> document = document(item.text());
            if (document.isPresent()) {
                documents.add(document.get());
                continue;
            }
            lost.add(item.text());
            boolean url = item.text().contains("://");
            if (!url) {
                warnings.add(
                        item.at(),
                        "the document \"" + Sentences.brief(item.text())
                                + "\" is not there; its path is kept as a word");
            }
        }
        if (!lost.isEmpty()) {
            extra.lost().put(sheet.header().name(Column.DOCUMENTS), lost);
        }
        return documents;
    }

    private Optional<String> document(String path) throws BadInput {
        if (words.document(path).isPresent() && !Paths.isMarkdown(path)) {
            return Optional.of(path);
        }
        for (String candidate : candidates(path)) {
            Optional<byte[]> bytes = files.containsKey(candidate)
                    ? Optional.empty()
                    : context.vault().read(candidate);
            if (bytes.isPresent()) {
                MarkdownFile file = MarkdownFile.read(candidate, bytes.get(), context.limits());
                files.put(candidate, file.toSource(Optional.empty()));
            }
            if (files.containsKey(candidate) || words.document(candidate).isPresent()) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** Paths start at the table's own folder; failing that, at the root. */
    private List<String> candidates(String path) {
        List<String> candidates = new ArrayList<>();
        Paths.resolve(Paths.folder(source.file()), path).ifPresent(candidates::add);
        Paths.resolve("", path).filter(other -> !candidates.contains(other)).ifPresent(candidates::add);
        return candidates;
    }

    /** Foreign cells are kept as long as there is room for them. */
    private CsvExtra limited(CsvExtra extra, Sheet.Row row) {
        if (extra.chars() <= context.limits().extraCharsMax()) {
            return extra;
        }
        CsvExtra kept = new CsvExtra(new TreeMap<>(), extra.lost());
        List<String> dropped = new ArrayList<>();
        extra.columns().forEach((header, cells) -> {
            kept.columns().put(header, cells);
            if (kept.chars() > context.limits().extraCharsMax()) {
                kept.columns().remove(header);
                dropped.add("\"" + Sentences.brief(header) + "\"");
            }
        });
        warnings.add(
                row.at(),
                "there is no room to keep all foreign cells of this row; left out: " + String.join(", ", dropped));
        return kept;
    }

    private void warnOfStatuses() {
        Map<String, List<Sheet.Row>> unknown = new LinkedHashMap<>();
        for (Sheet.Row row : sheet.rows()) {
            String word = OneLine.of(sheet.text(row, Column.STATUS));
            if (!word.isEmpty() && words.status(word).isEmpty()) {
                unknown.computeIfAbsent(word, absent -> new ArrayList<>()).add(row);
            }
        }
        unknown.forEach((word, rows) -> warnings.add(
                rows.getFirst().at(),
                "\"" + Sentences.brief(word) + "\" means none of the workspace's statuses; "
                        + Sentences.counted(rows.size(), "card") + " without a status keep the word"));
    }
}
