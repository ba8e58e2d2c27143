package dev.meridian.model.rhythm;

import dev.meridian.model.decision.Decision;
import dev.meridian.model.decision.DecisionState;
import dev.meridian.model.decision.Objection;
import dev.meridian.model.decision.Part;
import dev.meridian.model.decision.ReceivedStatement;
import dev.meridian.model.decision.RoundView;
import dev.meridian.model.decision.Word;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.MemberId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How a decision stands, as far as the pages need it.
 *
 * @param outcome in words, without a full stop
 * @param deadline of an open one
 * @param since when it reached this standing; empty where that is not in the log yet
 * @param waitingFor required people who have not answered
 * @param objectionRounds how often it was objected to since it was opened
 */
public record DecisionFact(
        DocumentId document,
        Standing standing,
        String outcome,
        Optional<Instant> deadline,
        Optional<Instant> since,
        SortedSet<MemberId> waitingFor,
        int objectionRounds) {

    /** Coarser than the decision's own state. */
    public enum Standing {
        OPEN,
        OBJECTED,
        EXPIRED,
        /** Accepted, rejected, withdrawn or superseded. */
        OVER
    }

    /**
     * Of a folded decision; empty for a draft.
     *
     * @param statements of this decision, in the order of the log
     */
    public static Optional<DecisionFact> of(
            DocumentId document, Decision decision, List<ReceivedStatement> statements) {
        return decision.round()
                .flatMap(round -> standing(decision.state())
                        .map(standing -> new DecisionFact(
                                document,
                                standing,
                                outcome(decision.state(), round),
                                standing == Standing.OPEN
                                        ? Optional.of(round.due().at())
                                        : Optional.empty(),
                                since(decision.state(), statements),
                                standing == Standing.OVER ? new TreeSet<>() : silent(round),
                                round.objections().size())));
    }

    private static Optional<Standing> standing(DecisionState state) {
        return switch (state) {
            case DecisionState.Draft draft -> Optional.empty();
            case DecisionState.Open open -> Optional.of(Standing.OPEN);
            case DecisionState.Provisional provisional -> Optional.of(Standing.OPEN);
            case DecisionState.Forked forked -> Optional.of(Standing.OBJECTED);
            case DecisionState.Objected objected -> Optional.of(Standing.OBJECTED);
            case DecisionState.Expired expired -> Optional.of(Standing.EXPIRED);
            case DecisionState.Accepted accepted -> Optional.of(Standing.OVER);
            case DecisionState.Rejected rejected -> Optional.of(Standing.OVER);
            case DecisionState.Withdrawn withdrawn -> Optional.of(Standing.OVER);
            case DecisionState.Superseded superseded -> Optional.of(Standing.OVER);
        };
    }

    private static String outcome(DecisionState state, RoundView round) {
        String question = Names.line(round.terms().question());
        return switch (state) {
            case DecisionState.Draft draft -> question;
            case DecisionState.Open open -> question;
            case DecisionState.Provisional provisional ->
                question + " (about to be accepted: " + provisional.basis().option() + ")";
            case DecisionState.Forked forked -> question + " (two revisions at once: its proposer has to pick one)";
            case DecisionState.Objected objected ->
                question + " (objected to: “"
                        + objected.objections().stream()
                                .map(Objection::reason)
                                .map(Names::line)
                                .collect(Collectors.joining("”, “"))
                        + "”)";
            case DecisionState.Expired expired -> question + " (expired without an outcome)";
            case DecisionState.Accepted accepted ->
                "accepted: " + accepted.basis().option() + " (" + question + ")";
            case DecisionState.Rejected rejected -> "rejected: " + question;
            case DecisionState.Withdrawn withdrawn -> "withdrawn: " + question;
            case DecisionState.Superseded superseded -> "superseded: " + question;
        };
    }

    private static Optional<Instant> since(DecisionState state, List<ReceivedStatement> statements) {
        return switch (state) {
            case DecisionState.Accepted accepted -> Optional.of(accepted.finalAt());
            case DecisionState.Rejected rejected -> Optional.of(rejected.closedAt());
            case DecisionState.Expired expired -> Optional.of(expired.stoppedAt());
            case DecisionState.Superseded superseded -> Optional.of(superseded.since());
            case DecisionState.Draft draft -> last(statements);
            case DecisionState.Open open -> last(statements);
            case DecisionState.Provisional provisional -> Optional.of(provisional.closedAt());
            case DecisionState.Forked forked -> last(statements);
            case DecisionState.Objected objected -> last(statements);
            case DecisionState.Withdrawn withdrawn -> last(statements);
        };
    }

    private static Optional<Instant> last(List<ReceivedStatement> statements) {
        return statements.isEmpty()
                ? Optional.empty()
                : Optional.of(statements.getLast().receivedAt());
    }

    private static SortedSet<MemberId> silent(RoundView round) {
        return round.people().stream()
                .filter(each -> each.part() == Part.REQUIRED)
                .filter(each -> each.word() == Word.SILENT || each.word() == Word.UNREACHED)
                .map(dev.meridian.model.decision.Standing::member)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    public DecisionFact {
        waitingFor = Collections.unmodifiableSortedSet(new TreeSet<>(waitingFor));
    }
}
