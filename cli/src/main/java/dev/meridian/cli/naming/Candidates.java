package dev.meridian.cli.naming;

import dev.meridian.cli.exit.CommandFailed;
import dev.meridian.cli.exit.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Things of one kind that a person may mean: by the whole title, the beginning of the id (from four digits) or any part of the title, whatever
 * the case. A name that fits several is refused, never guessed. Owned by one thread.
 */
public final class Candidates<T> {

    private static final int ID_DIGITS_MIN = 4;
    private static final int LISTED_MAX = 10;
    private static final int ID_DIGITS_LISTED = 8;

    private record Candidate<T>(String id, String title, T thing) {}

    private final String kind;
    private final String whereElse;
    private final List<Candidate<T>> all = new ArrayList<>();

    /** @param kind in a sentence: {@code card} */
    public Candidates(String kind) {
        this(kind, "");
    }

    /** @param whereElse what a person may do who finds none: {@code meridian sync first} */
    public Candidates(String kind, String whereElse) {
        this.kind = kind;
        this.whereElse = whereElse;
    }

    public Candidates<T> add(String id, String title, T thing) {
        all.add(new Candidate<>(id, title, thing));
        return this;
    }

    /** @throws CommandFailed if none is meant, or it cannot be told which */
    public T pick(String name) {
        String wanted = name.strip().toLowerCase(Locale.ROOT);
        if (wanted.isEmpty()) {
            throw new CommandFailed(ExitCode.USAGE, "an empty name names no " + kind);
        }
        List<Candidate<T>> fitting = where(each -> each.id().equals(wanted));
        if (fitting.isEmpty()) {
            fitting =
                    where(each -> each.title().strip().toLowerCase(Locale.ROOT).equals(wanted));
        }
        if (fitting.isEmpty()) {
            fitting =
                    where(each -> (wanted.length() >= ID_DIGITS_MIN && each.id().startsWith(wanted))
                            || each.title().toLowerCase(Locale.ROOT).contains(wanted));
        }
        return switch (fitting.size()) {
            case 0 ->
                throw new CommandFailed(
                        ExitCode.NOT_FOUND,
                        "there is no " + kind + " \"" + name + "\"" + (whereElse.isEmpty() ? "" : "; " + whereElse));
            case 1 -> fitting.getFirst().thing();
            default ->
                throw new CommandFailed(
                        ExitCode.USAGE,
                        "\"" + name + "\" fits " + fitting.size() + " " + kind
                                + "s; name one by more of its title or its id",
                        listed(fitting));
        };
    }

    /** The only one there is. @throws CommandFailed if there is none, or several; {@code option} is how to say which */
    public T only(String option, String howToMake) {
        return switch (all.size()) {
            case 0 ->
                throw new CommandFailed(
                        ExitCode.NOT_FOUND, "there is no " + kind + " yet; make one with: " + howToMake);
            case 1 -> all.getFirst().thing();
            default ->
                throw new CommandFailed(
                        ExitCode.USAGE,
                        "there are " + all.size() + " " + kind + "s; say which with " + option,
                        listed(all));
        };
    }

    private List<Candidate<T>> where(Predicate<Candidate<T>> fits) {
        return all.stream().filter(fits).toList();
    }

    private static <T> List<String> listed(List<Candidate<T>> fitting) {
        List<String> lines = new ArrayList<>();
        fitting.stream()
                .limit(LISTED_MAX)
                .forEach(each -> lines.add(each.id()
                                .substring(
                                        0, Math.min(ID_DIGITS_LISTED, each.id().length())) + "  " + each.title()));
        if (fitting.size() > LISTED_MAX) {
            lines.add("... and " + (fitting.size() - LISTED_MAX) + " more");
        }
        return lines;
    }
}
