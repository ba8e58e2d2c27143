package dev.meridian.model.rhythm;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A target date that moved in a period.
 *
 * @param from before the period; empty where there was none
 * @param to after it; empty where there is none any more
 * @param days how much later it is, negative where earlier; 0 where one of the two is missing
 * @param steps each time it was written
 * @param trace from this card along the arrows to the card that caused it: this card alone where no other did. Empty where it is not later
 * @param cause why the last card of the trace is late
 */
public record Slip(
        Target.OfCard card,
        List<Person> owners,
        Optional<LocalDate> from,
        Optional<LocalDate> to,
        long days,
        List<Step> steps,
        List<Target.OfCard> trace,
        Optional<Why> cause) {

    /** One writing of the date. */
    public record Step(Optional<LocalDate> from, Optional<LocalDate> to, Person by, Optional<Instant> at) {}

    public Slip {
        owners = List.copyOf(owners);
        steps = List.copyOf(steps);
        trace = List.copyOf(trace);
    }

    /** Whether it is later than it was, or has no date any more. */
    public boolean late() {
        return days > 0 || (from.isPresent() && to.isEmpty());
    }
}
