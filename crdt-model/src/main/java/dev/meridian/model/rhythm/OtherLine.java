package dev.meridian.model.rhythm;

import java.util.List;

/** A document, board, group, member or status that changed. */
public record OtherLine(Target target, List<Change> changes) {

    public OtherLine {
        changes = List.copyOf(changes);
    }
}
