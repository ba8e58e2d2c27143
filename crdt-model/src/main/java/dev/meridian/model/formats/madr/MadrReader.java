package dev.meridian.model.formats.madr;

import dev.meridian.model.formats.BadInput;
import dev.meridian.model.formats.FormatLimits;
import dev.meridian.model.formats.Mark;
import dev.meridian.model.formats.OneLine;
import dev.meridian.model.formats.SourceText;
import dev.meridian.model.formats.markdown.FrontMatter;
import dev.meridian.model.formats.markdown.PlainTitle;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds in a Markdown file what MADR's headings and front matter say. Also reads {@code deciders} of versions 2 and 3. */
public final class MadrReader {

    private static final String NAMED =
            "(?:\"([^\"\n]*)\"|\u201C([^\u201D\n]*)\u201D|\\*\\*([^*\n]+)\\*\\*|([^\"\u201C*,\\s][^,\n]*?))";
    private static final Pattern CHOSEN = Pattern.compile(
            "(?s)^\\s*\\**Chosen option:?\\**:?\\s*" + NAMED + "\\s*(?:,\\s*(?:because\\b)?(.*)|[.\\s]*)$",
            Pattern.CASE_INSENSITIVE);

    private final SourceText source;
    private final FrontMatter front;
    private final Sections sections;
    private final FormatLimits limits;

    private MadrReader(SourceText source, FrontMatter.Split split, FormatLimits limits) {
        this.source = source;
        this.front = split.front();
        this.sections = new Sections(split.body());
        this.limits = limits;
    }

    /** Whether a text is a decision record: it has MADR's headings of the problem, and of the options or the outcome. */
    public static boolean isMadr(String markdown) {
        Sections sections = new Sections(markdown);
        return sections.find(2, "context and problem statement").isPresent()
                && (sections.find(2, "considered options").isPresent()
                        || sections.find(2, "decision outcome").isPresent());
    }

    /**
     * @param file as errors name it
     * @param markdown the whole file, front matter included, lines ending in LF
     * @throws BadInput with the line of a key of the front matter that cannot be understood, of a date that is none, or where a name or title is too long
     */
    public static MadrRecord read(String file, String markdown, FormatLimits limits) throws BadInput {
        SourceText source = new SourceText(file, markdown);
        return new MadrReader(source, FrontMatter.split(source, markdown, limits), limits).read();
    }

    private MadrRecord read() throws BadInput {
        String outcome = sections.text(2, "decision outcome");
        Matcher chosen = CHOSEN.matcher(outcome);
        boolean names = chosen.matches();
        Optional<String> option = names ? Optional.of(PlainTitle.of(firstOf(chosen))) : Optional.empty();
        String because = names ? Optional.ofNullable(chosen.group(5)).orElse("").strip() : outcome;
        return new MadrRecord(
                OneLine.of(front.scalar("status", source).orElse("")),
                date(),
                new MadrPeople(people("decision-makers", "deciders"), people("consulted"), people("informed")),
                PlainTitle.firstHeading(sections.head()).orElse(""),
                sections.text(2, "context and problem statement"),
                Sections.items(sections.text(2, "decision drivers")),
                options(),
                option.filter(title -> !title.isEmpty()),
                because,
                consequences(),
                confirmation(),
                sections.text(2, "more information", "links"));
    }

    private static String firstOf(Matcher chosen) {
        for (int group = 1; group <= 4; group++) {
            String title = chosen.group(group);
            if (title != null) {
                return title;
            }
        }
        return "";
    }

    private Optional<LocalDate> date() throws BadInput {
        Optional<String> text = front.scalar("date", source);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text.get().strip()));
        } catch (DateTimeException none) {
            throw source.bad(front.at("date"), "\"" + text.get() + "\" is no date; write it as 2026-11-30");
        }
    }

    /** A list, or names with commas between them. */
    private List<String> people(String... keys) throws BadInput {
        List<String> names = new ArrayList<>();
        for (String key : keys) {
            List<String> values = front.list(key, source);
            for (String value : values.size() == 1 ? List.of(values.getFirst().split(",", -1)) : values) {
                String name = OneLine.of(PlainTitle.of(value));
                limit(name, limits.nameCharsMax(), front.at(key));
                if (!name.isEmpty() && !names.contains(name)) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    private List<MadrOption> options() throws BadInput {
        Map<String, MadrOption> options = new LinkedHashMap<>();
        for (String item : Sections.items(sections.text(2, "considered options"))) {
            String title = title(item);
            options.putIfAbsent(title, new MadrOption(title, "", List.of()));
        }
        for (Sections.Section section : sections.all()) {
            if (section.level() == 3 && section.under().equalsIgnoreCase("pros and cons of the options")) {
                String title = title(section.heading());
                options.put(
                        title,
                        new MadrOption(title, Sections.beforeItems(section.text()), Sections.items(section.text())));
            }
        }
        options.remove("");
        return List.copyOf(options.values());
    }

    private String title(String markdown) throws BadInput {
        String title = PlainTitle.of(markdown.split("\n", 2)[0]);
        // The template's own list ends so.
        String meant = title.equals("\u2026") || title.equals("...") ? "" : title;
        limit(meant, limits.titleCharsMax(), Mark.START);
        return meant;
    }

    private List<String> consequences() {
        List<String> items = new ArrayList<>(Sections.items(sections.text(3, "consequences")));
        Sections.items(sections.text(3, "positive consequences")).forEach(item -> items.add("Good, because " + item));
        Sections.items(sections.text(3, "negative consequences")).forEach(item -> items.add("Bad, because " + item));
        return items;
    }

    private String confirmation() {
        return sections.find(3, "confirmation")
                .or(() -> sections.find(2, "confirmation", "validation"))
                .map(Sections.Section::text)
                .orElse("");
    }

    private void limit(String text, int charsMax, Mark at) throws BadInput {
        if (text.length() > charsMax) {
            throw source.bad(
                    at, "a name or title has " + text.length() + " characters, and at most " + charsMax + " are read");
        }
    }
}
