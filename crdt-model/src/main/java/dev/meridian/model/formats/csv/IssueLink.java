package dev.meridian.model.formats.csv;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Jira's headers of links: {@code Outward issue link (Blocks)}. The word in brackets is the name of a type of link, which every site chooses for itself,
 * so it is read by rule: the types below order work, all others relate.
 */
final class IssueLink {

    private static final Pattern HEADER = Pattern.compile("(inward|outward) (?:issue|work item) link \\(([^()]*)\\)");

    /** Outward: this one blocks the other. */
    private static final Set<String> BLOCKING = Set.of(
            "blocks", "blocker", "blocking", "gantt end to start", "gantt: finish to start", "finish to start [gantt]");
    /** Outward: this one depends on the other. */
    private static final Set<String> DEPENDING = Set.of("depends", "depend", "dependency", "dependent", "depends on");

    private IssueLink() {}

    /**
     * The meaning of a header, if it is one of a link.
     *
     * @param name as {@link Header#plain} gives it
     */
    static Optional<Column> column(String name) {
        Matcher link = HEADER.matcher(name);
        if (!link.matches()) {
            return Optional.empty();
        }
        boolean outward = link.group(1).equals("outward");
        if (BLOCKING.contains(link.group(2))) {
            return Optional.of(outward ? Column.BLOCKS : Column.BLOCKED_BY);
        }
        if (DEPENDING.contains(link.group(2))) {
            return Optional.of(outward ? Column.BLOCKED_BY : Column.BLOCKS);
        }
        return Optional.of(Column.RELATED);
    }
}
