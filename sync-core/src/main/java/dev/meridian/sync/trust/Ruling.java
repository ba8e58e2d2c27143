package dev.meridian.sync.trust;

import dev.meridian.sync.trust.Membership.Refusal;
import java.util.function.Function;

/** What one operation of a membership record comes to, before the record as a whole is taken. */
sealed interface Ruling {
    /** It holds; these are the members with it. */
    record Allowed(Membership next) implements Ruling {}

    /** It does not. */
    record Denied(Refusal refusal, String reason) implements Ruling {}

    static Ruling allowed(Membership next) {
        return new Allowed(next);
    }

    static Ruling denied(Refusal refusal, String reason) {
        return new Denied(refusal, reason);
    }

    /** What comes of the next rule, if this one holds. */
    default Ruling then(Function<Membership, Ruling> rule) {
        return switch (this) {
            case Allowed allowed -> rule.apply(allowed.next);
            case Denied denied -> denied;
        };
    }
}
