package dev.meridian.model.formats.markdown;

import dev.meridian.model.formats.BadInput;
import dev.meridian.model.formats.FormatLimits;
import dev.meridian.model.formats.Mark;
import dev.meridian.model.formats.OneLine;
import dev.meridian.model.formats.Paths;
import dev.meridian.model.formats.SourceText;
import dev.meridian.model.formats.merge.Exported;
import dev.meridian.model.formats.merge.SourceDocument;
import dev.meridian.model.formats.merge.SourceRecord;
import dev.meridian.model.formats.merge.SourceThing;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.Ids;
import dev.meridian.model.json.Json;
import dev.meridian.model.text.WikiLinks;
import dev.meridian.model.value.Field;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * A Markdown file that was read.
 *
 * @param own the id that Meridian wrote into it, if it did
 * @param cards that its front matter names, with where
 * @param links names between double brackets in its text
 */
public record MarkdownFile(
        String path,
        Optional<DocumentId> own,
        Mark ownAt,
        String title,
        String text,
        Json.Obj extra,
        Map<Field, String> exported,
        List<NamedCard> cards,
        Set<String> links) {

    static final String ID = "id";
    static final String TITLE = "title";
    static final String CARD = "card";
    static final String CARDS = "cards";
    /** What {@link Exported} wrote. */
    public static final String MERIDIAN = "meridian";

    static final String FRONT = "front";
    static final String GAP = "gap";
    static final String LINE_ENDS = "lineEnds";
    static final String CRLF = "crlf";

    /** A card that a file says it belongs to. */
    public record NamedCard(String name, Mark at) {}

    /** @throws BadInput where the file is not UTF-8, too large, or its front matter cannot be understood */
    public static MarkdownFile read(String path, byte[] bytes, FormatLimits limits) throws BadInput {
        SourceText source = SourceText.decode(path, bytes, limits);
        if (source.text().length() > limits.textCharsMax()) {
            throw new BadInput(
                    path,
                    "the document has " + source.text().length() + " characters, and at most " + limits.textCharsMax()
                            + " are read");
        }
        boolean crlf = source.text().contains("\r\n");
        String text = source.text().replace("\r\n", "\n");
        FrontMatter.Split split = FrontMatter.split(source, text, limits);
        FrontMatter front = split.front();
        List<NamedCard> cards = new ArrayList<>();
        for (String key : List.of(CARD, CARDS)) {
            for (String name : front.list(key, source)) {
                cards.add(new NamedCard(WikiLinks.name(name), front.at(key)));
            }
        }
        return new MarkdownFile(
                path,
                front.scalar(ID, source).filter(Ids::isId).map(DocumentId::new),
                front.at(ID),
                title(front, source, split.body(), limits),
                split.body(),
                extra(split, crlf),
                front.scalar(MERIDIAN, source).map(Exported::read).orElse(Map.of()),
                cards,
                WikiLinks.in(split.body()));
    }

    /** As the merge wants it. */
    public SourceDocument toSource(Optional<SortedSet<String>> cards) {
        return toSource(cards, SourceRecord.NONE);
    }

    /** The same of a file that may record a decision. */
    SourceDocument toSource(Optional<SortedSet<String>> cards, SourceRecord record) {
        Map<Field, String> values = new EnumMap<>(Field.class);
        values.put(Field.TITLE, title);
        values.put(Field.DESCRIPTION, text);
        SourceThing thing = new SourceThing(path, Mark.START, values, Map.of(), extra, exported);
        return new SourceDocument(path, own, thing, cards, record);
    }

    /** What the file is called where its front matter does not say. */
    static String titleOf(String text, String path) {
        String title = PlainTitle.firstHeading(text).orElseGet(() -> OneLine.of(Paths.stem(path)));
        return title.isEmpty() ? "Untitled" : title;
    }

    private static String title(FrontMatter front, SourceText source, String body, FormatLimits limits)
            throws BadInput {
        Optional<String> told = front.scalar(TITLE, source).map(OneLine::of).filter(title -> !title.isEmpty());
        String title = told.orElseGet(() -> titleOf(body, source.file()));
        if (title.length() > limits.titleCharsMax()) {
            throw source.bad(
                    told.isPresent() ? front.at(TITLE) : Mark.START,
                    "the title has " + title.length() + " characters, and at most " + limits.titleCharsMax()
                            + " are read");
        }
        return title;
    }

    private static Json.Obj extra(FrontMatter.Split split, boolean crlf) {
        SortedMap<String, Json> extra = new TreeMap<>();
        FrontMatter kept = split.front().without(MERIDIAN);
        if (split.hasFront()) {
            extra.put(FRONT, Json.of(kept.raw()));
            extra.put(GAP, Json.of(split.gap()));
        }
        if (crlf) {
            extra.put(LINE_ENDS, Json.of(CRLF));
        }
        return new Json.Obj(extra);
    }
}
