package dev.meridian.model.decision;

import dev.meridian.model.id.MemberId;
import dev.meridian.model.id.StatementId;
import java.time.Instant;
import java.util.List;

/** Why a decision does not go on. */
public sealed interface Wait {

    /** This copy of the log ends before a moment that has passed: nothing can be said of what came since (DEC-33). */
    record ForSync(Instant moment) implements Wait {}

    /** The relay's clock is so far ahead that nothing closes by it here (DEC-34). */
    record ForClock(Instant relaySays) implements Wait {}

    /** These people were not reached in time, and have said nothing. */
    record ForReach(List<MemberId> people) implements Wait {
        public ForReach {
            people = List.copyOf(people);
        }
    }

    /** Fewer people than the floor are reached. */
    record ForFloor(int reached, int floor) implements Wait {}

    /** These people have not said yes; or, where that is enough, so many more have to. */
    record ForConsent(List<MemberId> people, int missing) implements Wait {
        public ForConsent {
            people = List.copyOf(people);
        }
    }

    /** Votes are missing to the quorum. */
    record ForQuorum(int votes, int quorum) implements Wait {}

    /** Objections are open. */
    record ForObjections(List<StatementId> objections) implements Wait {
        public ForObjections {
            objections = List.copyOf(objections);
        }
    }

    /** The proposer has to pick a revision. */
    record ForPick(List<StatementId> candidates) implements Wait {
        public ForPick {
            candidates = List.copyOf(candidates);
        }
    }
}
