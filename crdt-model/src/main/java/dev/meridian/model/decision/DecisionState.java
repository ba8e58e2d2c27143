package dev.meridian.model.decision;

import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.id.StatementId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where a decision stands. */
public sealed interface DecisionState {

    /** Not put to the people yet. */
    record Draft() implements DecisionState {}

    /**
     * The clock runs.
     *
     * @param rule of this window: {@link Rule#VOTE} also where the decider called one
     * @param passed whether the deadline has passed without the rule being met
     */
    record Open(Rule rule, boolean passed) implements DecisionState {}

    /** The clock is stopped until the objections are resolved or dismissed, or a vote is called. */
    record Objected(List<Objection> objections) implements DecisionState {
        public Objected {
            objections = List.copyOf(objections);
        }
    }

    /** The clock is stopped until the proposer picks one of several revisions made at the same time. */
    record Forked(List<StatementId> candidates) implements DecisionState {
        public Forked {
            candidates = List.copyOf(candidates);
        }
    }

    /** The deadline has passed and the rule is met; an objection that was written in time may still arrive. */
    record Provisional(Basis basis, Instant closedAt, Instant finalAt) implements DecisionState {}

    /** It holds. */
    record Accepted(Basis basis, Instant closedAt, Instant finalAt) implements DecisionState {}

    /** The vote was lost. */
    record Rejected(Instant closedAt) implements DecisionState {}

    /** The hard stop came first: to be talked about, never accepted. */
    record Expired(Instant stoppedAt) implements DecisionState {}

    /** Its proposer took it back. */
    record Withdrawn(MemberId by, String reason) implements DecisionState {}

    /** It held until its successor was accepted. */
    record Superseded(DocumentId successor, Instant since) implements DecisionState {}

    /**
     * What carries it.
     *
     * @param option what was chosen
     */
    record Basis(Rule rule, String option) {}

    /** The name of the state, as it is written. */
    default String word() {
        return switch (this) {
            case Draft draft -> "draft";
            case Open open -> "open";
            case Objected objected -> "objected";
            case Forked forked -> "forked";
            case Provisional provisional -> "provisional";
            case Accepted accepted -> "accepted";
            case Rejected rejected -> "rejected";
            case Expired expired -> "expired";
            case Withdrawn withdrawn -> "withdrawn";
            case Superseded superseded -> "superseded";
        };
    }

    /** What carries it, once something does. */
    default Optional<Basis> carriedBy() {
        return switch (this) {
            case Provisional provisional -> Optional.of(provisional.basis());
            case Accepted accepted -> Optional.of(accepted.basis());
            case Draft draft -> Optional.empty();
            case Open open -> Optional.empty();
            case Objected objected -> Optional.empty();
            case Forked forked -> Optional.empty();
            case Rejected rejected -> Optional.empty();
            case Expired expired -> Optional.empty();
            case Withdrawn withdrawn -> Optional.empty();
            case Superseded superseded -> Optional.empty();
        };
    }
}
