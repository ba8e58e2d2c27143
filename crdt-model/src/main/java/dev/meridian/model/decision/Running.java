package dev.meridian.model.decision;

import dev.meridian.model.id.StatementId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a statement does to a round that runs: nothing, with the reason why, or something. */
final class Running {
    private static final Optional<String> COUNTS = Optional.empty();

    private final Round round;

    Running(Round round) {
        this.round = round;
    }

    /** Why it has no effect; empty where it has. */
    Optional<String> take(ReceivedStatement statement) {
        return switch (statement.act()) {
            case Act.Open open -> openedTwice(statement, open.terms());
            case Act.Acknowledge acknowledge -> acknowledge(statement);
            case Act.Consent consent -> consent(statement);
            case Act.StandAside aside -> standAside(statement);
            case Act.Abstain abstain -> stance(statement, Word.ABSTAINED, Optional.empty());
            case Act.Vote vote -> vote(statement, vote);
            case Act.Raise object -> object(statement, object);
            case Act.Resolve resolve -> resolve(statement, resolve);
            case Act.Dismiss dismiss -> dismiss(statement, dismiss);
            case Act.Revise revise -> revise(statement, revise);
            case Act.MarkMaterial mark -> markMaterial(statement, mark);
            case Act.PickRevision pick -> pick(statement, pick);
            case Act.Withdraw withdraw -> withdraw(statement, withdraw);
            case Act.Extend extend -> extend(statement, extend);
            case Act.Excuse excuse -> excuse(statement, excuse);
            case Act.Away away -> away(statement, away);
            case Act.CallVote call -> callVote(statement);
            case Act.ReviewOn review -> reviewOn(statement, review);
            case Act.Supersede supersede -> supersede(statement, supersede);
            case Act.Reopen reopen -> Optional.of("the round is not over yet");
            case Act.Second second -> Optional.of("the round is not over yet");
        };
    }

    /** Two who opened at once, neither knowing of the other: everybody of both, and the later deadline (DEC-52). */
    private Optional<String> openedTwice(ReceivedStatement statement, Terms other) {
        boolean concurrent = round.number == 1 && statement.seen().position() < round.startPosition;
        if (!concurrent) {
            return Optional.of("the decision is open already");
        }
        round.crew.join(other.people(), statement.author());
        Terms first = round.terms;
        round.policy = round.policy.joined(other.policy());
        Set<dev.meridian.model.id.DocumentId> supersedes = new LinkedHashSet<>(first.supersedes());
        supersedes.addAll(other.supersedes());
        List<String> options = new ArrayList<>(first.options());
        other.options().stream().filter(each -> !options.contains(each)).forEach(options::add);
        List<Participant> people = new ArrayList<>(first.people());
        people.addAll(other.people());
        round.terms = new Terms(
                first.question(),
                options,
                first.recommendation(),
                first.decider(),
                people,
                round.policy,
                first.deadline(),
                supersedes,
                first.reviewOn().or(other::reviewOn));
        Due theirs = new Due(other.deadline().at(), other.deadline().setBy());
        round.due = round.due
                .orLater(theirs)
                .orLater(round.crew.window(round.windowStart, round.policy.windowDays(), round.policy.hoursMin()));
        if (!round.revision().equals(statement.revision())) {
            fork(new Round.Candidate(statement.id(), statement.revision(), true));
        }
        return COUNTS;
    }

    private boolean speaksOfRevision(ReceivedStatement statement) {
        return statement.seen().position() >= round.revisionPosition && round.revisions.contains(statement.revision());
    }

    private Optional<String> acknowledge(ReceivedStatement statement) {
        if (!speaksOfRevision(statement)) {
            return Optional.of("it acknowledges another revision");
        }
        return round.acknowledged.putIfAbsent(statement.author(), statement.receivedAt()) == null
                ? COUNTS
                : Optional.of("the revision was acknowledged before");
    }

    private Optional<String> consent(ReceivedStatement statement) {
        Optional<String> refusal = stance(statement, Word.CONSENTED, Optional.empty());
        if (refusal.isEmpty()) {
            resolveOwn(statement);
        }
        return refusal;
    }

    private Optional<String> standAside(ReceivedStatement statement) {
        Optional<String> refusal = stance(statement, Word.STOOD_ASIDE, Optional.empty());
        if (refusal.isEmpty()) {
            resolveOwn(statement);
        }
        return refusal;
    }

    /** Whoever says yes after their own objection, knowing of it, has resolved it (DEC-11). */
    private void resolveOwn(ReceivedStatement statement) {
        boolean any = false;
        for (Objection each : round.open()) {
            if (each.raiser().equals(statement.author())
                    && each.position() <= statement.seen().position()) {
                round.lift(each, Objection.Status.RESOLVED, "");
                any = true;
            }
        }
        if (any) {
            round.resumeIfFree(statement);
        }
    }

    private Optional<String> vote(ReceivedStatement statement, Act.Vote vote) {
        if (round.policy.rule() != Rule.VOTE) {
            return Optional.of("no vote is being held");
        }
        boolean known = vote.option()
                .map(option -> round.terms.options().contains(option) || option.equals(round.terms.recommendation()))
                .orElse(true);
        if (!known) {
            return Optional.of("there is no such option");
        }
        return stance(statement, vote.option().isPresent() ? Word.VOTED : Word.VOTED_AGAINST, vote.option());
    }

    private Optional<String> stance(ReceivedStatement statement, Word word, Optional<String> option) {
        if (!round.crew.isAsked(statement.author()) && !round.terms.decider().equals(statement.author())) {
            return Optional.of("its author is not asked in this decision");
        }
        if (!speaksOfRevision(statement)) {
            return Optional.of("it speaks of another revision");
        }
        round.acknowledged.putIfAbsent(statement.author(), statement.receivedAt());
        round.stances.add(new Stances.Stance(statement, word, option));
        return COUNTS;
    }

    private Optional<String> object(ReceivedStatement statement, Act.Raise object) {
        if (object.reason().isBlank()) {
            return Optional.of("an objection needs a reason");
        }
        boolean votedOn = round.voteCalled
                && round.objections.values().stream()
                        .anyMatch(each -> each.status() == Objection.Status.VOTED_ON
                                && each.raiser().equals(statement.author()));
        if (votedOn) {
            return Optional.of("its author's objection is what the vote is about");
        }
        round.object(statement.id(), statement.author(), object.reason(), statement.position());
        return COUNTS;
    }

    private Optional<Objection> openObjection(StatementId id) {
        return Optional.ofNullable(round.objections.get(id)).filter(each -> each.status() == Objection.Status.OPEN);
    }

    private Optional<String> resolve(ReceivedStatement statement, Act.Resolve resolve) {
        Optional<Objection> objection = openObjection(resolve.objection());
        if (objection.isEmpty()) {
            return Optional.of("there is no such open objection");
        }
        if (!objection.get().raiser().equals(statement.author())) {
            return Optional.of("only whoever raised an objection can resolve it");
        }
        round.lift(objection.get(), Objection.Status.RESOLVED, "");
        round.resumeIfFree(statement);
        return COUNTS;
    }

    private Optional<String> dismiss(ReceivedStatement statement, Act.Dismiss dismiss) {
        Optional<String> refusal = Fold.deciderOnly(round, statement.author(), "dismiss an objection");
        if (refusal.isPresent()) {
            return refusal;
        }
        if (dismiss.reason().isBlank()) {
            return Optional.of("dismissing an objection needs a reason");
        }
        Optional<Objection> objection = openObjection(dismiss.objection());
        if (objection.isEmpty()) {
            return Optional.of("there is no such open objection");
        }
        round.lift(objection.get(), Objection.Status.DISMISSED, dismiss.reason());
        round.resumeIfFree(statement);
        return COUNTS;
    }

    private Optional<String> revise(ReceivedStatement statement, Act.Revise revise) {
        boolean may =
                round.crew.isAsked(statement.author()) || round.terms.decider().equals(statement.author());
        if (!may) {
            return Optional.of("its author is not asked in this decision");
        }
        if (statement.seen().position() < round.startPosition) {
            return Optional.of("its author had not seen the round begin");
        }
        if (round.revision().equals(statement.revision()) && !round.isForked()) {
            return Optional.of("that is the proposal already");
        }
        Round.Candidate next = new Round.Candidate(statement.id(), statement.revision(), revise.material());
        boolean concurrent = statement.seen().position() < round.lastRevisePosition;
        if (concurrent || round.isForked()) {
            if (!concurrent && round.crew.isProposer(statement.author())) {
                choose(statement, next);
            } else {
                fork(next);
                round.lastRevisePosition = statement.position();
            }
        } else {
            apply(statement, next);
        }
        return COUNTS;
    }

    private void apply(ReceivedStatement statement, Round.Candidate next) {
        round.lastRevise = next;
        round.lastRevisePosition = statement.position();
        if (next.material()) {
            round.revise(statement, next.revision());
        } else {
            round.revisions.add(next.revision());
            round.immaterial.add(next.statement());
        }
    }

    private void fork(Round.Candidate next) {
        if (round.forks.isEmpty()) {
            round.forks.put(round.lastRevise.statement(), round.lastRevise);
        }
        round.forks.put(next.statement(), next);
    }

    private Optional<String> pick(ReceivedStatement statement, Act.PickRevision pick) {
        if (!round.crew.isProposer(statement.author())) {
            return Optional.of("only the proposer can pick a revision");
        }
        Round.Candidate picked = round.forks.get(pick.revise());
        if (picked == null) {
            return Optional.of("there is no such revision to pick");
        }
        choose(statement, picked);
        return COUNTS;
    }

    /** One of several, or another one in their place: material if any of them was. */
    private void choose(ReceivedStatement statement, Round.Candidate picked) {
        boolean material = picked.material() || round.forks.values().stream().anyMatch(Round.Candidate::material);
        round.forks.clear();
        apply(statement, new Round.Candidate(picked.statement(), picked.revision(), material));
        if (!material) {
            round.resumeIfFree(statement);
        }
    }

    private Optional<String> markMaterial(ReceivedStatement statement, Act.MarkMaterial mark) {
        if (!round.crew.isRequired(statement.author())) {
            return Optional.of("only somebody required can mark an edit as material");
        }
        if (!round.immaterial.contains(mark.revise())) {
            return Optional.of("there is no such immaterial edit of this revision");
        }
        round.revise(statement, round.revision());
        return COUNTS;
    }

    Optional<String> withdraw(ReceivedStatement statement, Act.Withdraw withdraw) {
        if (!round.crew.isProposer(statement.author())) {
            return Optional.of("only the proposer can withdraw");
        }
        round.phase = Round.Phase.WITHDRAWN;
        round.endedAt = statement.receivedAt();
        round.withdrawal = Optional.of(withdraw);
        round.withdrawnBy = Optional.of(statement.author());
        return COUNTS;
    }

    private Optional<String> extend(ReceivedStatement statement, Act.Extend extend) {
        boolean may = round.crew.isProposer(statement.author())
                || round.terms.decider().equals(statement.author());
        if (!may) {
            return Optional.of("only the proposer or the decider can extend");
        }
        if (extend.until().isAfter(round.hardStop())) {
            return Optional.of("nothing is extended beyond the hard stop");
        }
        if (!extend.until().isAfter(round.due.at())) {
            return Optional.of("a deadline only moves later");
        }
        round.due = new Due(extend.until(), Optional.empty());
        round.passed = round.passed && !extend.until().isAfter(statement.receivedAt());
        return COUNTS;
    }

    private Optional<String> excuse(ReceivedStatement statement, Act.Excuse excuse) {
        boolean may = round.terms.decider().equals(statement.author())
                || (round.crew.isProposer(statement.author())
                        && round.terms.decider().equals(excuse.member()));
        if (!may) {
            return Optional.of("only the decider can excuse somebody");
        }
        Optional<Crew.Person> person = round.crew.person(excuse.member()).filter(Crew.Person::isRequired);
        if (person.isEmpty()) {
            return Optional.of("that person is not required");
        }
        person.get().excused = true;
        return COUNTS;
    }

    private Optional<String> away(ReceivedStatement statement, Act.Away away) {
        if (round.crew.person(statement.author()).isEmpty()) {
            return Optional.of("its author has no part in this decision");
        }
        round.crew.away(statement.author(), away.days());
        return COUNTS;
    }

    /** A vote over the objections: a full window, and what was said before counts no more as a yes (DEC-17). */
    private Optional<String> callVote(ReceivedStatement statement) {
        Optional<String> refusal = Fold.deciderOnly(round, statement.author(), "call a vote");
        if (refusal.isPresent()) {
            return refusal;
        }
        if (round.openObjections == 0) {
            return Optional.of("a vote is called over an objection, and there is none");
        }
        if (round.isForked()) {
            return Optional.of("the proposer has to pick a revision first");
        }
        round.open().forEach(each -> round.lift(each, Objection.Status.VOTED_ON, ""));
        round.voteCalled = true;
        round.policy = round.policy.withRule(Rule.VOTE);
        round.stances.clear();
        round.restart(statement, round.policy.windowDays(), true);
        return COUNTS;
    }

    private Optional<String> reviewOn(ReceivedStatement statement, Act.ReviewOn review) {
        boolean may = round.crew.isProposer(statement.author())
                || round.terms.decider().equals(statement.author());
        if (!may) {
            return Optional.of("only the proposer or the decider can set the review");
        }
        round.terms = round.terms.withReviewOn(review.date());
        return COUNTS;
    }

    private Optional<String> supersede(ReceivedStatement statement, Act.Supersede supersede) {
        if (!round.crew.isProposer(statement.author())) {
            return Optional.of("only the proposer can say what this replaces");
        }
        round.terms = round.terms.withSuperseded(supersede.decision());
        return COUNTS;
    }
}
