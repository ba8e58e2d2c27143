package dev.meridian.model.formats.ics;

import dev.meridian.model.decision.Decision;
import dev.meridian.model.decision.DecisionState;
import dev.meridian.model.decision.Part;
import dev.meridian.model.decision.RoundView;
import dev.meridian.model.decision.Word;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.team.Member;
import dev.meridian.model.team.Team;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When a decision closes.
 *
 * @param document that holds the proposal
 * @param title what is asked, in one line
 * @param sequence rises whenever the deadline, or whether it is closed, changes
 * @param closed whether nothing is to be done any more
 * @param asked names of those whose answer is waited for or wanted
 */
public record IcsDeadline(
        DocumentId document, String title, Instant at, long sequence, boolean closed, List<String> asked) {

    public IcsDeadline {
        asked = List.copyOf(asked);
    }

    /**
     * Of a decision as the log has it; empty for a draft, which has no deadline.
     *
     * @param team for the names
     * @param revision the position of the log: a decision moves only as that does
     */
    public static Optional<IcsDeadline> of(DocumentId document, Decision decision, Team team, long revision) {
        return decision.round()
                .map(round -> new IcsDeadline(
                        document,
                        round.terms().question(),
                        round.due().at(),
                        revision,
                        isOver(decision.state()),
                        asked(round, team)));
    }

    private static boolean isOver(DecisionState state) {
        return switch (state) {
            case DecisionState.Draft draft -> false;
            case DecisionState.Open open -> false;
            case DecisionState.Objected objected -> false;
            case DecisionState.Forked forked -> false;
            case DecisionState.Provisional provisional -> false;
            case DecisionState.Accepted accepted -> true;
            case DecisionState.Rejected rejected -> true;
            case DecisionState.Expired expired -> true;
            case DecisionState.Withdrawn withdrawn -> true;
            case DecisionState.Superseded superseded -> true;
        };
    }

    /** Whoever is told only, has proposed it or was excused is asked nothing. */
    private static List<String> asked(RoundView round, Team team) {
        return round.people().stream()
                .filter(each -> each.part() != Part.INFORMED && each.word() != Word.EXCUSED)
                .filter(each -> !round.proposers().contains(each.member()))
                .map(each -> team.member(each.member()).map(Member::name).orElse("somebody"))
                .toList();
    }
}
