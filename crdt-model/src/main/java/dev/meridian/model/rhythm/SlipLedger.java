package dev.meridian.model.rhythm;

import dev.meridian.model.value.Frontier;
import java.time.Instant;
import java.util.List;

/** Every target date that moved in a period, those that moved farthest first (RHY-14). */
public record SlipLedger(String workspace, Frontier from, Frontier to, Instant now, List<Slip> slips) {

    public SlipLedger {
        slips = List.copyOf(slips);
    }
}
