package dev.meridian.simulation;

import dev.meridian.sync.id.ItemId;
import dev.meridian.sync.trust.MemberRecord;
import dev.meridian.sync.trust.Membership;
import dev.meridian.sync.trust.Registrar;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** What a person wants the log to say of who has access. Owned by its {@link Errands}. */
final class Errand {
    final String what;
    /** Whether the log says so already. */
    final Predicate<Membership> isDone;

    final Function<Registrar, MemberRecord> maker;
    /** The record that is on its way. */
    Optional<ItemId> pushed = Optional.empty();

    int attempts;

    Errand(String what, Predicate<Membership> isDone, Function<Registrar, MemberRecord> maker) {
        this.what = what;
        this.isDone = isDone;
        this.maker = maker;
    }
}
