package dev.meridian.model.formats.markdown;

import dev.meridian.model.board.Board;
import dev.meridian.model.board.Card;
import dev.meridian.model.formats.BadInput;
import dev.meridian.model.formats.FormatLimits;
import dev.meridian.model.formats.SourceText;
import dev.meridian.model.formats.merge.CardNames;
import dev.meridian.model.formats.merge.Exported;
import dev.meridian.model.formats.merge.Extras;
import dev.meridian.model.formats.merge.Ours;
import dev.meridian.model.formats.merge.Unlike;
import dev.meridian.model.formats.merge.Words;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.id.CardId;
import dev.meridian.model.json.Json;
import dev.meridian.model.team.DocumentEntry;
import dev.meridian.model.text.WikiLinks;
import dev.meridian.model.value.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes one document as a file. */
final class FileWriter {

    private static final String FENCE = "---\n";
    private static final SourceText NOWHERE = new SourceText("front matter", "");

    private final CardNames names;

    FileWriter(Map<BoardId, Board> boards) {
        this.names = new CardNames(boards);
    }

    /** A file in the making. */
    private record Draft(FrontMatter front, boolean hasFront, int gap, boolean crlf, String text) {

        Draft with(FrontMatter changed) {
            return new Draft(changed, hasFront || !changed.isEmpty(), hasFront ? gap : 1, crlf, text);
        }

        String print() {
            String raw = front.raw();
            String whole =
                    hasFront ? FENCE + raw + (raw.isEmpty() ? "" : "\n") + FENCE + "\n".repeat(gap) + text : text;
            return crlf ? whole.replace("\n", "\r\n") : whole;
        }
    }

    /** @param cards linked to the document */
    String write(String path, DocumentEntry entry, String text, List<Card> cards) {
        Draft draft = imported(entry, text);
        boolean came = entry.meta()
                .source()
                .filter(source -> source.kind().equals(Words.MARKDOWN))
                .isPresent();
        FrontMatter front = draft.front();
        // A text that begins like front matter would be read as such, unless some stands before it.
        boolean needsFront = !draft.hasFront() && readsAsFront(text);
        if (!came || needsFront) {
            front = front.with(MarkdownFile.ID, entry.id().hex());
        }
        if (!title(front, text, path).equals(entry.title())) {
            front = front.with(MarkdownFile.TITLE, entry.title());
        }
        front = linked(front, path, text, cards);
        draft = front.raw().equals(draft.front().raw()) ? draft : draft.with(front);
        if (unlike(path, entry, draft).isEmpty()) {
            return draft.print();
        }
        Draft noted = draft.with(front.with(MarkdownFile.MERIDIAN, "noted"));
        return draft.with(front.with(MarkdownFile.MERIDIAN, unlike(path, entry, noted)))
                .print();
    }

    private static Draft imported(DocumentEntry entry, String text) {
        Json.Obj extra = Extras.of(entry.meta(), Words.MARKDOWN);
        boolean crlf = Json.of(MarkdownFile.CRLF).equals(extra.fields().get(MarkdownFile.LINE_ENDS));
        if (!(extra.fields().get(MarkdownFile.FRONT) instanceof Json.Str raw)) {
            return new Draft(FrontMatter.NONE, false, 0, crlf, text);
        }
        int gap = extra.fields().get(MarkdownFile.GAP) instanceof Json.Num lines
                        && lines.literal().matches("\\d{1,3}")
                ? Integer.parseInt(lines.literal())
                : 1;
        FrontMatter front = raw.value().isEmpty() ? FrontMatter.NONE : FrontMatter.parse(raw.value());
        return new Draft(front, true, gap, crlf, text);
    }

    private static boolean readsAsFront(String text) {
        try {
            return FrontMatter.split(NOWHERE, text, FormatLimits.DEFAULT).hasFront();
        } catch (BadInput readsAsBadFront) {
            return true;
        }
    }

    private static String title(FrontMatter front, String text, String path) {
        return scalar(front, MarkdownFile.TITLE).orElseGet(() -> MarkdownFile.titleOf(text, path));
    }

    private static Optional<String> scalar(FrontMatter front, String key) {
        try {
            return front.scalar(key, NOWHERE);
        } catch (BadInput notOurs) {
            return Optional.empty();
        }
    }

    /** Names the linked cards that nothing else in the file names, and no longer those that are not linked. */
    private FrontMatter linked(FrontMatter front, String path, String text, List<Card> cards) {
        Set<CardId> linked = cards.stream().map(Card::id).collect(Collectors.toSet());
        Set<CardId> told = new HashSet<>();
        WikiLinks.in(text).forEach(name -> only(name, told));
        List<String> single = kept(front, MarkdownFile.CARD, linked, told);
        List<String> several = kept(front, MarkdownFile.CARDS, linked, told);
        for (Card card : cards) {
            if (!told.contains(card.id()) && !Ours.importedDocuments(card).contains(path)) {
                several.add(
                        names.find(card.title()).size() == 1
                                ? card.title()
                                : card.id().hex());
            }
        }
        return relisted(relisted(front, MarkdownFile.CARD, single), MarkdownFile.CARDS, several);
    }

    /** The names under a key, but those of cards that are not linked. */
    private List<String> kept(FrontMatter front, String key, Set<CardId> linked, Set<CardId> told) {
        List<String> kept = new ArrayList<>();
        for (String item : list(front, key)) {
            String name = WikiLinks.name(item);
            List<CardNames.Found> found = names.find(name);
            boolean unlinked = found.size() == 1
                    && !linked.contains(found.getFirst().card().id());
            if (!unlinked) {
                kept.add(item);
                only(name, told);
            }
        }
        return kept;
    }

    /** Lines that say the same stay as they were written. */
    private static FrontMatter relisted(FrontMatter front, String key, List<String> names) {
        if (list(front, key).equals(names)) {
            return front;
        }
        return names.isEmpty() ? front.without(key) : front.with(key, names);
    }

    private void only(String name, Set<CardId> cards) {
        List<CardNames.Found> found = names.find(name);
        if (found.size() == 1) {
            cards.add(found.getFirst().card().id());
        }
    }

    private static List<String> list(FrontMatter front, String key) {
        try {
            return front.list(key, NOWHERE);
        } catch (BadInput notOurs) {
            return List.of();
        }
    }

    /** What the file says, as it will be read, and the workspace would not know as imported. */
    private static String unlike(String path, DocumentEntry entry, Draft draft) {
        try {
            MarkdownFile file =
                    MarkdownFile.read(path, draft.print().getBytes(StandardCharsets.UTF_8), FormatLimits.DEFAULT);
            Map<Field, String> values = new EnumMap<>(Field.class);
            values.put(Field.TITLE, file.title());
            values.put(Field.DESCRIPTION, file.text());
            values.put(Field.EXTRA, Extras.print(file.extra()));
            return Exported.write(Unlike.imported(entry.meta(), Words.MARKDOWN, values));
        } catch (BadInput tooLarge) {
            // It could not be imported again, so there is nothing to note for that.
            return "";
        }
    }
}
