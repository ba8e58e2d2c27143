package dev.meridian.model.formats.madr;

import dev.meridian.model.formats.BadInput;
import dev.meridian.model.formats.FormatLimits;
import dev.meridian.model.formats.SourceText;
import dev.meridian.model.formats.markdown.FrontMatter;
import java.util.List;
import java.util.Optional;

/** Writes status and outcome of a decision into its Markdown file. A file that says them already stays as it is, to the byte. */
public final class MadrWriter {

    private static final String OUTCOME = "## Decision Outcome";

    private static final String UNFILLED = "Chosen option: \"\", because";

    private MadrWriter() {}

    /**
     * @param markdown the file as {@link dev.meridian.model.formats.markdown.MarkdownExport} writes it
     * @return the same with the keys of the front matter that say something else replaced, and with an outcome where it has none
     */
    public static String write(String markdown, MadrHead head) {
        String lines = markdown.replace("\r\n", "\n");
        SourceText source = new SourceText("record", lines);
        try {
            FrontMatter.Split split = FrontMatter.split(source, lines, FormatLimits.DEFAULT);
            MadrRecord said = MadrReader.read(source.file(), lines, FormatLimits.DEFAULT);
            FrontMatter front = front(split.front(), said, head);
            String body = outcome(split.body(), head);
            if (front.raw().equals(split.front().raw()) && body.equals(split.body())) {
                return markdown;
            }
            String whole = "---\n" + front.raw() + "\n---\n" + "\n".repeat(split.hasFront() ? split.gap() : 1) + body;
            return markdown.contains("\r\n") ? whole.replace("\n", "\r\n") : whole;
        } catch (BadInput noRecord) {
            // Somebody wrote front matter into the text that is none: the document stays what they made of it.
            return markdown;
        }
    }

    private static FrontMatter front(FrontMatter front, MadrRecord said, MadrHead head) {
        FrontMatter now = front;
        if (!said.status().equals(head.status())) {
            now = now.with("status", head.status());
        }
        if (head.date().isPresent() && !said.date().equals(head.date())) {
            now = now.with("date", head.date().get());
        }
        now = people(
                now,
                "decision-makers",
                said.people().decisionMakers(),
                head.people().decisionMakers());
        now = people(now, "consulted", said.people().consulted(), head.people().consulted());
        return people(now, "informed", said.people().informed(), head.people().informed());
    }

    private static FrontMatter people(FrontMatter front, String key, List<String> said, List<String> names) {
        if (said.equals(names)) {
            return front;
        }
        // The word of earlier versions would say somebody else.
        FrontMatter now = key.equals("decision-makers") ? front.without("deciders") : front;
        if (names.isEmpty()) {
            return now.without(key);
        }
        boolean commas = names.stream().anyMatch(name -> name.contains(","));
        return commas ? now.with(key, names) : now.with(key, String.join(", ", names));
    }

    private static String outcome(String body, MadrHead head) {
        Optional<Sections.Section> there = new Sections(body).find(2, "decision outcome");
        String told = sentence(head);
        boolean says = there.filter(section -> !isBlank(section.text())).isPresent();
        if (told.isEmpty() || says) {
            return body;
        }
        if (there.isPresent()) {
            return filled(body, told);
        }
        return body.stripTrailing() + (body.isBlank() ? "" : "\n\n") + OUTCOME + "\n\n" + told + "\n";
    }

    /** The template's own sentence says nothing yet. */
    private static boolean isBlank(String outcome) {
        return outcome.isBlank() || outcome.strip().equals(UNFILLED);
    }

    /** The text without the section of its outcome, or with the template's own sentence there where more stands below it. */
    static String withoutOutcome(String body) {
        boolean more = new Sections(body)
                .all().stream()
                        .anyMatch(section ->
                                section.level() == 3 && section.under().equalsIgnoreCase("decision outcome"));
        if (more) {
            return filled(body, UNFILLED);
        }
        StringBuilder out = new StringBuilder();
        boolean within = false;
        for (String line : body.split("\n", -1)) {
            within = line.strip().equalsIgnoreCase(OUTCOME) || (within && !line.startsWith("## "));
            if (!within) {
                out.append(line).append('\n');
            }
        }
        return out.toString().stripTrailing() + "\n";
    }

    private static String filled(String body, String told) {
        StringBuilder out = new StringBuilder();
        boolean within = false;
        for (String line : body.split("\n", -1)) {
            boolean heading = line.startsWith("#");
            if (within && !heading) {
                continue;
            }
            within = line.strip().equalsIgnoreCase(OUTCOME);
            out.append(out.isEmpty() ? "" : "\n").append(line);
            if (within) {
                out.append("\n\n").append(told).append('\n');
            }
        }
        return out.append(body.endsWith("\n") && !out.toString().endsWith("\n") ? "\n" : "")
                .toString();
    }

    private static String sentence(MadrHead head) {
        if (head.chosen().isEmpty()) {
            return head.because();
        }
        String because = head.because().isEmpty() ? "" : ", because " + head.because();
        return "Chosen option: \"" + head.chosen().get() + "\"" + because;
    }
}
