package dev.meridian.model.formats.csv;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Whose table it is. The headers tell: those of Linear's, Jira's, GitLab's and GitHub Projects' own exports, with columns that were left out or added.
 * What differs between them is how names are put into one cell, what a guard against formulas stands before, and what a cell may name that is not in
 * the table.
 */
public enum Dialect {
    /** A table by nobody in particular: what it names has to be there. */
    GENERIC("", "", ""),
    /** Linear guards more signs than spreadsheets run, and leaves out the last cell of a row where it is empty. */
    LINEAR(
            "id | team | title | status | creator",
            "uuid",
            "\u2211\u221A\u220F<>\uFF1C\uFF1E\u2264\u2265\uFF1D\u2260\u00B1\u00F7\u00D7"),
    /** Jira repeats headers, one for each value, and has a header for each type and direction of link. */
    JIRA("summary | issue key", "issue id", ""),
    /** GitLab puts several assignees under one header in the singular. */
    GITLAB("issue id | title | state | confidential", "url", ";"),
    /** GitHub Projects: drafts have no address, and are known by their title. */
    GITHUB("", "", "");

    private static final Set<String> GITHUB_ALSO = Set.of(
            "assignees",
            "status",
            "labels",
            "linked pull requests",
            "milestone",
            "repository",
            "reviewers",
            "parent issue",
            "sub issues progress");

    private final String signature;
    private final String otherIds;
    private final String guarded;

    /**
     * @param signature headers that its exports always have, separated by bars
     * @param otherIds headers of ids by which cells may name a row, too
     * @param guarded characters before which an apostrophe is a guard, besides those of {@link FormulaGuard}
     */
    Dialect(String signature, String otherIds, String guarded) {
        this.signature = signature;
        this.otherIds = otherIds;
        this.guarded = guarded;
    }

    /** As the command line says it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return word();
    }

    /** The one of this word. */
    public static Optional<Dialect> of(String word) {
        return List.of(values()).stream()
                .filter(dialect -> dialect.word().equals(word))
                .findFirst();
    }

    /** @param headers as written */
    static Dialect of(List<String> headers) {
        List<String> names = headers.stream().map(Header::plain).toList();
        for (Dialect dialect : List.of(LINEAR, JIRA, GITLAB)) {
            if (names.containsAll(words(dialect.signature))) {
                return dialect;
            }
        }
        // Title and address stand first in every view of a project; the other columns are those of the view.
        boolean github = names.size() > 2
                && names.get(0).equals("title")
                && names.get(1).equals("url")
                && names.stream().anyMatch(GITHUB_ALSO::contains);
        return github ? GITHUB : GENERIC;
    }

    String guarded() {
        return guarded;
    }

    List<String> otherIds() {
        return words(otherIds);
    }

    /** Whether what a cell names may be somewhere else: an export is of one project, or of one filter, and links lead out of it. */
    boolean linksLeadOut() {
        return this != GENERIC;
    }

    boolean leavesOutLastCell() {
        return this == LINEAR;
    }

    boolean hasRowsWithoutId() {
        return this == GITHUB;
    }

    /** Names another row by its address as {@code owner/repository#number}. */
    boolean namesByNumber() {
        return this == GITHUB;
    }

    /** How several values stand in one cell where the table itself does not tell. */
    Optional<ListCells.Cut> cut(Column column) {
        return switch (this) {
            case GENERIC -> Optional.empty();
            case JIRA -> Optional.of(ListCells.Cut.AT_SEMICOLONS);
            case LINEAR -> column == Column.OWNERS ? Optional.of(ListCells.Cut.AT_SEMICOLONS) : Optional.empty();
            case GITLAB, GITHUB -> column == Column.OWNERS ? Optional.of(ListCells.Cut.AT_COMMAS) : Optional.empty();
        };
    }

    private static List<String> words(String joined) {
        return joined.isEmpty() ? List.of() : List.of(joined.split(" \\| ", -1));
    }
}
