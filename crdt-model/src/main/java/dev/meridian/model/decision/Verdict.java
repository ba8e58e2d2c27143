package dev.meridian.model.decision;

import dev.meridian.model.decision.Crew.Person;
import dev.meridian.model.id.MemberId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** What a round comes to as it stands at its deadline. Reads the round, changes nothing. */
final class Verdict {
    private final Round round;
    private final Instant deadline;

    Verdict(Round round) {
        this.round = round;
        this.deadline = round.due.at();
    }

    sealed interface Result {}

    record Met(DecisionState.Basis basis) implements Result {}

    record Lost() implements Result {}

    record NotYet(List<Wait> waits) implements Result {}

    Result result() {
        return switch (round.policy.rule()) {
            case SILENCE -> bySilence();
            case CONSENT -> byConsent();
            case VOTE -> byVote();
        };
    }

    private Met met() {
        return new Met(new DecisionState.Basis(round.policy.rule(), round.terms.recommendation()));
    }

    private Result bySilence() {
        List<Wait> waits = new ArrayList<>();
        List<MemberId> unreached = unreached();
        if (!unreached.isEmpty()) {
            waits.add(new Wait.ForReach(unreached));
        }
        int reached = reachedOthers();
        if (unreached.isEmpty() && reached < floor()) {
            waits.add(new Wait.ForFloor(reached, floor()));
        }
        return waits.isEmpty() ? met() : new NotYet(waits);
    }

    private Result byConsent() {
        int yes = 0;
        for (MemberId speaker : round.stances.speakers()) {
            boolean counts =
                    word(speaker).filter(Word.CONSENTED::equals).isPresent() && !round.crew.isProposer(speaker);
            yes += counts ? 1 : 0;
        }
        int approvals = round.policy.approvals();
        List<MemberId> missing = approvals > 0 ? List.of() : withoutWord();
        int needed = Math.max(1, approvals);
        return missing.isEmpty() && yes >= needed
                ? met()
                : new NotYet(List.of(new Wait.ForConsent(missing, Math.max(0, needed - yes))));
    }

    private List<MemberId> withoutWord() {
        List<MemberId> missing = new ArrayList<>();
        for (Person each : round.crew.people()) {
            if (each.isRequired()
                    && !round.crew.isProposer(each.member)
                    && word(each.member).isEmpty()) {
                missing.add(each.member);
            }
        }
        return missing;
    }

    private Result byVote() {
        Map<String, Integer> votes = new TreeMap<>();
        int cast = 0;
        int decided = 0;
        for (MemberId speaker : round.stances.speakers()) {
            Optional<Stances.Stance> stance = round.stances.of(speaker);
            if (stance.isPresent()) {
                cast++;
                Optional<String> option = option(stance.get());
                option.ifPresent(each -> votes.merge(each, 1, Integer::sum));
                decided += option.isPresent() || stance.get().word() == Word.VOTED_AGAINST ? 1 : 0;
            }
        }
        int quorum = Math.max(1, round.policy.quorum());
        if (cast < quorum) {
            return new NotYet(List.of(new Wait.ForQuorum(cast, quorum)));
        }
        int all = decided;
        // More than half of those who decided: so there is never more than one.
        return votes.entrySet().stream()
                .filter(each -> each.getValue() * 2 > all && each.getValue() >= round.policy.approvals())
                .findFirst()
                .<Result>map(each -> new Met(new DecisionState.Basis(Rule.VOTE, each.getKey())))
                .orElseGet(Lost::new);
    }

    private Optional<String> option(Stances.Stance stance) {
        return stance.word() == Word.CONSENTED ? Optional.of(round.terms.recommendation()) : stance.option();
    }

    private Optional<Word> word(MemberId member) {
        return round.stances.of(member).map(Stances.Stance::word);
    }

    /** Whether a person has had the revision for all the working days of the window, or has spoken of it. */
    boolean isReached(Person person) {
        return round.crew.isProposer(person.member)
                || round.stances.of(person.member).isPresent()
                || Optional.ofNullable(round.acknowledged.get(person.member))
                        .filter(at -> person.days.had(round.policy.windowDays(), at, deadline))
                        .isPresent();
    }

    private List<MemberId> unreached() {
        List<MemberId> unreached = new ArrayList<>();
        for (Person each : round.crew.people()) {
            if (each.isRequired() && !isReached(each)) {
                unreached.add(each.member);
            }
        }
        return unreached;
    }

    private int floor() {
        return Math.min(round.policy.floor(), round.crew.others());
    }

    private int reachedOthers() {
        int reached = 0;
        for (Person each : round.crew.people()) {
            reached += !round.crew.isProposer(each.member) && isReached(each) ? 1 : 0;
        }
        return reached;
    }

    /** A later deadline, where somebody required was not reached, or too few were for silence to count (DEC-23). */
    Optional<Due> extension() {
        List<Due> required = new ArrayList<>();
        List<Due> others = new ArrayList<>();
        for (Person each : round.crew.people()) {
            if (!isReached(each)) {
                until(each).ifPresent(due -> (each.isRequired() ? required : others).add(due));
            }
        }
        Comparator<Due> byTime = Comparator.comparing(Due::at);
        if (!required.isEmpty()) {
            return required.stream().reduce(Due::orLater);
        }
        int missing = floor() - reachedOthers();
        boolean floorCounts = round.policy.rule() == Rule.SILENCE && missing > 0;
        return floorCounts && missing <= others.size()
                ? others.stream().sorted(byTime).skip(missing - 1L).findFirst()
                : Optional.empty();
    }

    /** When somebody will have had their working days: counted from when they got it, or from now. */
    private Optional<Due> until(Person person) {
        int days = round.policy.windowDays();
        Optional<Instant> got = Optional.ofNullable(round.acknowledged.get(person.member));
        return got.flatMap(at -> person.days.nthEndingAfter(at, days))
                .filter(end -> end.isAfter(deadline))
                .or(() -> person.days.nthFrom(deadline, days))
                .map(end -> new Due(end, Optional.of(person.member)));
    }

    /** Where everybody stands. */
    List<Standing> standings() {
        List<Standing> all = new ArrayList<>();
        Map<MemberId, Objection> objecting = new TreeMap<>();
        round.open().forEach(each -> objecting.put(each.raiser(), each));
        for (Person each : round.crew.people()) {
            all.add(standing(each, Optional.ofNullable(objecting.get(each.member))));
        }
        return all;
    }

    private Standing standing(Person person, Optional<Objection> objection) {
        Optional<Stances.Stance> stance = round.stances.of(person.member);
        Word word;
        OptionalLong position = OptionalLong.empty();
        if (objection.isPresent()) {
            word = Word.OBJECTED;
            position = OptionalLong.of(objection.get().position());
        } else if (stance.isPresent()) {
            word = stance.get().word();
            position = OptionalLong.of(stance.get().statement().position());
        } else {
            word = unspoken(person);
        }
        return new Standing(
                person.member,
                person.part,
                word,
                position,
                Optional.ofNullable(round.acknowledged.get(person.member)),
                objection.isPresent() ? Optional.empty() : stance.flatMap(Stances.Stance::option));
    }

    private Word unspoken(Person person) {
        if (round.crew.isProposer(person.member)) {
            return Word.PROPOSED;
        }
        if (person.excused) {
            return Word.EXCUSED;
        }
        if (isReached(person)) {
            return Word.SILENT;
        }
        boolean wasThere = person.days.had(round.policy.windowDays(), round.windowStart, deadline);
        return wasThere ? Word.UNREACHED : Word.AWAY;
    }
}
