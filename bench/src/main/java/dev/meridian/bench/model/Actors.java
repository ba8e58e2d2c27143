package dev.meridian.bench.model;

import dev.meridian.model.automerge.ActorId;
import dev.meridian.model.automerge.DeviceId;

/** Who writes in the benchmarks. */
final class Actors {
    /** Where the figure is taken. */
    static final ActorId HERE = ActorId.of(new DeviceId(2, 2), 2);
    /** Somebody else, whose changes come in. */
    static final ActorId THERE = ActorId.of(new DeviceId(3, 3), 3);

    private Actors() {}
}
