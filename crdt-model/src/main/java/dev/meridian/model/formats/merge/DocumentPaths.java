package dev.meridian.model.formats.merge;

import dev.meridian.model.formats.Paths;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.Ids;
import dev.meridian.model.team.DocumentEntry;
import dev.meridian.model.team.Team;
import dev.meridian.model.value.Source;
import java.text.Normalizer;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Under which name each document is written, and found again: the path it was imported from, else its title with the beginning of its id, as in
 * {@code why-we-wait-1f0c2a9b.md}. The id is what counts, so that a document is found under its old title too.
 */
public final class DocumentPaths {

    private static final int ID_DIGITS = 8;
    private static final int SLUG_CHARS_MAX = 60;
    private static final Pattern OWN = Pattern.compile("(?:.*[-/])?([0-9a-f]{" + ID_DIGITS + "})\\.md");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    private final Map<DocumentId, String> paths = new HashMap<>();
    private final Map<String, DocumentId> byPath = new HashMap<>();
    private final Map<String, DocumentId> byIdStart = new HashMap<>();

    public DocumentPaths(Team team) {
        this(team.documents().values());
    }

    private DocumentPaths(Collection<DocumentEntry> entries) {
        List<DocumentEntry> sorted = entries.stream()
                .sorted(Comparator.comparing(entry -> entry.id().hex()))
                .toList();
        Map<String, DocumentId> taken = new HashMap<>();
        for (DocumentEntry entry : sorted) {
            Optional<String> imported = importedFrom(entry);
            // Paths that differ in case alone are one file on some disks.
            boolean free = imported.isPresent()
                    && taken.putIfAbsent(imported.get().toLowerCase(Locale.ROOT), entry.id()) == null;
            String path = free ? imported.get() : own(entry);
            paths.put(entry.id(), path);
            imported.ifPresent(each -> byPath.putIfAbsent(each, entry.id()));
            byPath.putIfAbsent(path, entry.id());
            byIdStart.putIfAbsent(start(entry.id()), entry.id());
        }
    }

    /** The id itself for a document that is not in the index. */
    public String path(DocumentId id) {
        return paths.getOrDefault(id, id.hex());
    }

    /** By path, by the id at the end of a name, or by id. */
    public Optional<DocumentId> find(String path) {
        DocumentId exact = byPath.get(path);
        if (exact != null) {
            return Optional.of(exact);
        }
        Matcher own = OWN.matcher(path);
        if (own.matches() && byIdStart.containsKey(own.group(1))) {
            return Optional.ofNullable(byIdStart.get(own.group(1)));
        }
        return Ids.isId(path) && paths.containsKey(new DocumentId(path))
                ? Optional.of(new DocumentId(path))
                : Optional.empty();
    }

    /** Where it came from, if that is a path inside the folder that is written to. */
    private static Optional<String> importedFrom(DocumentEntry entry) {
        return entry.meta()
                .source()
                .filter(source -> source.kind().equals(Words.MARKDOWN))
                .map(Source::id)
                .filter(path -> Paths.isMarkdown(path)
                        && Paths.resolve("", path).filter(path::equals).isPresent());
    }

    private static String own(DocumentEntry entry) {
        String words = Normalizer.normalize(entry.title(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        String slug = BETWEEN_WORDS.matcher(words).replaceAll("-");
        int points = Math.min(SLUG_CHARS_MAX, slug.codePointCount(0, slug.length()));
        slug = slug.substring(0, slug.offsetByCodePoints(0, points)).replaceAll("^-+|-+$", "");
        return (slug.isEmpty() ? "" : slug + "-") + start(entry.id()) + ".md";
    }

    private static String start(DocumentId id) {
        return id.hex().substring(0, ID_DIGITS);
    }
}
