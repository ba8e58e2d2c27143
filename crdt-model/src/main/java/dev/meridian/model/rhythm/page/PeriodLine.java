package dev.meridian.model.rhythm.page;

import dev.meridian.model.value.Frontier;
import java.util.List;

/** From when to when a page tells. */
final class PeriodLine {

    private PeriodLine() {}

    /** {@code Since Mon 1 Mar 2027 09:12 to Tue 2 Mar 2027 10:00 (positions 12 to 40)}. */
    static Line of(Frontier from, Frontier to) {
        Line.Builder line = Line.start();
        if (from.position() == 0) {
            line.text("From the beginning");
        } else {
            line.text("Since ").when(from.receivedAt(), List.of());
        }
        if (to.position() > 0) {
            line.text(" to ").when(to.receivedAt(), List.of());
        }
        return line.faint(" (positions " + from.position() + " to " + to.position() + ")")
                .end();
    }
}
