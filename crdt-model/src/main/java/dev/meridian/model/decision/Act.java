package dev.meridian.model.decision;

import dev.meridian.model.calendar.DayRange;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.id.StatementId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** What a person says in a decision. Who may say it, and when it counts, is judged by the fold. */
public sealed interface Act {

    /** Puts the proposal to the people. */
    record Open(Terms terms) implements Act {}

    /** This person's device holds the revision: said by the device, once a revision. */
    record Acknowledge() implements Act {}

    /** Yes to the recommendation. */
    record Consent() implements Act {}

    /** No, with a reason: stops the clock. */
    record Raise(String reason) implements Act {}

    /** Would do otherwise and is not in the way. */
    record StandAside() implements Act {}

    /** No opinion. */
    record Abstain() implements Act {}

    /**
     * A vote.
     *
     * @param option one of the options; empty is against all
     */
    record Vote(Optional<String> option) implements Act {}

    /** The raiser of an objection is content. */
    record Resolve(StatementId objection) implements Act {}

    /** The decider finds an objection unreasoned. */
    record Dismiss(StatementId objection, String reason) implements Act {}

    /** The proposal is now the revision that the statement names. */
    record Revise(boolean material) implements Act {}

    /** Somebody required finds that an edit was material after all. */
    record MarkMaterial(StatementId revise) implements Act {}

    /** Of revisions made at the same time, the proposer picks the one of this statement. */
    record PickRevision(StatementId revise) implements Act {}

    /** The proposer takes it back. */
    record Withdraw(String reason) implements Act {}

    /** A later deadline. */
    record Extend(Instant until) implements Act {}

    /** Somebody is not required any more: ill, gone. */
    record Excuse(MemberId member, String reason) implements Act {}

    /** The speaker is away on these days. */
    record Away(DayRange days) implements Act {}

    /** The decider ends an argument by a vote. */
    record CallVote() implements Act {}

    /** Asks for another round. */
    record Reopen(String reason) implements Act {}

    /** Joins in asking for another round. */
    record Second(StatementId reopening) implements Act {}

    /** When to look at the outcome again. */
    record ReviewOn(LocalDate date) implements Act {}

    /** If this is accepted, that one ends. */
    record Supersede(DocumentId decision) implements Act {}

    /** The name of the act, as it is written: {@code standaside}. */
    default String word() {
        return switch (this) {
            case Open open -> "open";
            case Acknowledge acknowledge -> "acknowledge";
            case Consent consent -> "consent";
            case Raise raise -> "object";
            case StandAside aside -> "standaside";
            case Abstain abstain -> "abstain";
            case Vote vote -> "vote";
            case Resolve resolve -> "resolve";
            case Dismiss dismiss -> "dismiss";
            case Revise revise -> "revise";
            case MarkMaterial mark -> "markmaterial";
            case PickRevision pick -> "pick";
            case Withdraw withdraw -> "withdraw";
            case Extend extend -> "extend";
            case Excuse excuse -> "excuse";
            case Away away -> "away";
            case CallVote call -> "callvote";
            case Reopen reopen -> "reopen";
            case Second second -> "second";
            case ReviewOn review -> "review";
            case Supersede supersede -> "supersede";
        };
    }
}
