package dev.meridian.model.value;

import dev.meridian.model.automerge.DeviceId;
import java.util.List;
import java.util.Optional;

/**
 * Different values that were written to one field without knowing of each other. It stands until somebody writes the field again.
 *
 * @param candidates at least two, the one that shows first
 */
public record Conflict(Field field, List<Candidate> candidates) {

    public Conflict {
        candidates = List.copyOf(candidates);
    }

    /**
     * @param value as stored; empty where the author cleared the field
     * @param author the device that wrote it
     */
    public record Candidate(Optional<String> value, DeviceId author) {}
}
