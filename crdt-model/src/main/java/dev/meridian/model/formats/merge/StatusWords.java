package dev.meridian.model.formats.merge;

import static dev.meridian.model.value.StatusCategory.ACTIVE;
import static dev.meridian.model.value.StatusCategory.BACKLOG;
import static dev.meridian.model.value.StatusCategory.DONE;
import static dev.meridian.model.value.StatusCategory.DROPPED;
import static dev.meridian.model.value.StatusCategory.REVIEW;
import static dev.meridian.model.value.StatusCategory.SCOPED;

import dev.meridian.model.team.Status;
import dev.meridian.model.team.Team;
import dev.meridian.model.value.StatusCategory;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which of the workspace's statuses a word from elsewhere means: the one of that name, or the first of the category that the word stands for. */
public final class StatusWords {

    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Map<String, StatusCategory> CATEGORIES = new HashMap<>();

    static {
        put(
                BACKLOG,
                "backlog, proposed, proposal, idea, ideas, new, open, opened, icebox, triage, needs triage, inbox, later");
        put(BACKLOG, "someday, draft, under consideration, submitted, requested, unplanned");
        put(SCOPED, "scoped, to do, todo, planned, accepted, approved, ready, next, up next, selected for development");
        put(
                SCOPED,
                "ready for development, ready for dev, scheduled, unstarted, not started, committed, queued, refined");
        put(SCOPED, "reopened, on hold, paused, waiting, deferred, postponed");
        put(
                ACTIVE,
                "active, in progress, doing, started, wip, work in progress, in development, developing, implementing");
        put(ACTIVE, "implementation, ongoing, working, under way, underway, blocked, at risk, on track, off track");
        put(
                REVIEW,
                "review, in review, code review, reviewing, under review, ready for review, needs review, qa, in qa");
        put(
                REVIEW,
                "testing, in testing, test, verification, verify, validating, validation, staging, uat, acceptance");
        put(DONE, "done, closed, complete, completed, finished, resolved, released, shipped, merged, fixed, deployed");
        put(DONE, "implemented, delivered, live, launched, achieved");
        put(
                DROPPED,
                "dropped, canceled, cancelled, wontfix, won t fix, won t do, wont do, wont fix, rejected, not accepted");
        put(DROPPED, "declined, duplicate, abandoned, obsolete, invalid, not planned, withdrawn, archived, superseded");
        put(DROPPED, "discarded, removed, stopped, not doing");
    }

    private final List<Status> statuses;

    public StatusWords(Team team) {
        this.statuses = team.statusesInOrder();
    }

    /** Nothing for a word that says nothing to anybody here. */
    public Optional<Status> find(String word) {
        String plain = plain(word);
        if (plain.isEmpty()) {
            return Optional.empty();
        }
        Optional<Status> exact = statuses.stream()
                .filter(status -> status.name().equals(word.strip()))
                .findFirst();
        return exact.or(() -> statuses.stream()
                        .filter(status -> plain(status.name()).equals(plain))
                        .findFirst())
                .or(() -> Optional.ofNullable(CATEGORIES.get(plain)).flatMap(this::first));
    }

    /** The status that stands for a category. */
    Optional<Status> first(StatusCategory category) {
        return statuses.stream().filter(status -> status.category() == category).findFirst();
    }

    /** {@code "🏗 In_Progress"} is {@code "in progress"}. */
    private static String plain(String word) {
        return BETWEEN.matcher(word.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
    }

    private static void put(StatusCategory category, String words) {
        for (String word : words.split(", ", -1)) {
            CATEGORIES.put(word, category);
        }
    }
}
