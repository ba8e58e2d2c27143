package dev.meridian.model.rhythm.page;

import dev.meridian.model.rhythm.Change;
import dev.meridian.model.rhythm.Person;
import dev.meridian.model.rhythm.What;
import dev.meridian.model.rhythm.Why;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Changes and counts in English. */
final class Words {

    /** Of a long list of like things so many are named. */
    static final int NAMED_MAX = 10;

    private Words() {}

    /** {@code 1 card}, {@code 2 cards}. */
    static String count(long number, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
    }

    /** {@code Ines, Kenji and Mara}. */
    static String names(Collection<Person> people) {
        List<String> names = people.stream().map(Person::name).toList();
        return names.size() < 2
                ? String.join("", names)
                : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
    }

    static String noun(What what) {
        return switch (what) {
            case ADDED -> "new";
            case DELETED -> "deleted";
            case RESTORED -> "out of the trash again";
            case STATUS -> "status";
            case TARGET_DATE -> "target date";
            case OWNERS -> "owners";
            case GROUP -> "group";
            case ESTIMATE -> "estimate";
            case TITLE -> "title";
            case TEXT -> "text edited";
            case BLOCKED_BY -> "waits for";
            case RELATED_TO -> "related to";
            case LABELS -> "labels";
            case DOCUMENTS -> "documents";
            case COMMENTS -> "new comments:";
            case PLACE -> "rearranged on the canvas";
        };
    }

    /** {@code status Ready → In progress (Mara, Tue 24 Mar 2026 09:12)}. */
    static void change(Line.Builder line, Change change) {
        if (change.what() == What.BLOCKED_BY
                && (change.from().isEmpty() || change.to().isEmpty())) {
            waits(line, change);
            return;
        }
        line.text(noun(change.what()));
        if (change.what() == What.COMMENTS) {
            line.text(" " + change.to().orElse(""));
        } else if (hasValues(change.what())) {
            line.text(" " + change.from().orElse("none") + " → ")
                    .strong(change.to().orElse("none"));
        }
        signature(line, change.by(), change.at());
    }

    private static void waits(Line.Builder line, Change change) {
        line.text(change.from().isEmpty() ? "now waits for " : "no longer waits for ")
                .strong(change.to().or(change::from).orElse(""));
        signature(line, change.by(), change.at());
    }

    private static boolean hasValues(What what) {
        return switch (what) {
            case ADDED, DELETED, RESTORED, TEXT, COMMENTS, PLACE -> false;
            case STATUS, TARGET_DATE, OWNERS, GROUP, ESTIMATE, TITLE, BLOCKED_BY, RELATED_TO, LABELS, DOCUMENTS -> true;
        };
    }

    static void signature(Line.Builder line, List<Person> by, Optional<java.time.Instant> at) {
        if (by.isEmpty() && at.isEmpty()) {
            return;
        }
        line.text(" (" + names(by));
        at.ifPresent(instant -> line.text(by.isEmpty() ? "" : ", ").when(instant, by));
        line.text(")");
    }

    static Line why(Why why) {
        Line.Builder line = Line.start().text("why: ");
        boolean quoted = why.source() == Why.Source.UPDATE
                || why.source() == Why.Source.COMMENT
                || why.source() == Why.Source.BLOCKER;
        line.text(quoted ? "“" + why.text() + "”" : why.text());
        line.text(why.source() == Why.Source.BLOCKER ? ", a blocker" : "");
        signature(line, why.by().map(List::of).orElse(List.of()), why.at());
        return line.end();
    }

    static String joined(Collection<String> words) {
        return words.stream().filter(word -> !word.isEmpty()).collect(Collectors.joining(", "));
    }
}
