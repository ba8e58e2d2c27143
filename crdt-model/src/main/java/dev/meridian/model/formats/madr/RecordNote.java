package dev.meridian.model.formats.madr;

import dev.meridian.model.formats.BadInput;
import dev.meridian.model.formats.FormatLimits;
import dev.meridian.model.formats.SourceText;
import dev.meridian.model.formats.markdown.FrontMatter;
import dev.meridian.model.formats.markdown.MarkdownFile;
import dev.meridian.model.formats.merge.Exported;
import dev.meridian.model.formats.merge.Extras;
import dev.meridian.model.formats.merge.Fingerprint;
import dev.meridian.model.value.Field;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an exported record notes of the words that the export itself wrote into it, so that they do not come back as somebody's edit (FMT-MADR-6).
 *
 * @param record {@link Fingerprint#brief} of the text as it was written, outcome included
 * @param outcome the same of the outcome's section
 */
record RecordNote(Optional<String> record, Optional<String> outcome) {

    private static final String RECORD = "record:";
    private static final String OUTCOME = "outcome:";

    /** From the front matter of a file. */
    static RecordNote of(FrontMatter front, SourceText source) throws BadInput {
        String note = front.scalar(MarkdownFile.MERIDIAN, source).orElse("");
        return new RecordNote(item(note, RECORD), item(note, OUTCOME));
    }

    private static Optional<String> item(String note, String key) {
        for (String item : note.split(" ", -1)) {
            if (item.startsWith(key)) {
                return Optional.of(item.substring(key.length()));
            }
        }
        return Optional.empty();
    }

    /** Whether this is the text that was written. */
    boolean isOf(String body) {
        return record.filter(Fingerprint.brief(body)::equals).isPresent();
    }

    /** The document's own text in a body that somebody edited below or above an outcome that was written. */
    Optional<String> text(String body) {
        boolean ours = outcome.filter(Fingerprint.brief(new Sections(body).text(2, "decision outcome"))::equals)
                .isPresent();
        return ours && !isOf(body) ? Optional.of(MadrWriter.withoutOutcome(body)) : Optional.empty();
    }

    /**
     * @param markdown the file as {@link dev.meridian.model.formats.markdown.MarkdownExport} writes it
     * @param record the same with what the decision says
     * @return the record with its note
     */
    static String write(String markdown, String record) throws BadInput {
        if (record.equals(markdown)) {
            return record;
        }
        MarkdownFile plain = read(markdown);
        MarkdownFile written = read(record);
        Map<Field, String> prints = new EnumMap<>(Field.class);
        prints.put(Field.TITLE, plain.title());
        prints.put(Field.DESCRIPTION, plain.text());
        prints.put(Field.EXTRA, Extras.print(written.extra()));
        String note = Exported.write(prints);
        if (!written.text().equals(plain.text())) {
            note += " " + RECORD + Fingerprint.brief(written.text()) + " " + OUTCOME
                    + Fingerprint.brief(new Sections(written.text()).text(2, "decision outcome"));
        }
        String lines = record.replace("\r\n", "\n");
        FrontMatter.Split split = FrontMatter.split(new SourceText("record", lines), lines, FormatLimits.DEFAULT);
        FrontMatter front = split.front().with(MarkdownFile.MERIDIAN, note);
        String whole = "---\n" + front.raw() + "\n---\n" + "\n".repeat(split.gap()) + split.body();
        return record.contains("\r\n") ? whole.replace("\n", "\r\n") : whole;
    }

    private static MarkdownFile read(String markdown) throws BadInput {
        return MarkdownFile.read("record", markdown.getBytes(StandardCharsets.UTF_8), FormatLimits.DEFAULT);
    }
}
