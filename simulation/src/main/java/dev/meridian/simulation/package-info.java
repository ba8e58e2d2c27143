/**
 * A deterministic world: the real relay and client machines, trust code and model in one thread under virtual time, with everything around them
 * (network, disks, processes, clocks, people) drawn from a seed. Start at {@link dev.meridian.simulation.World}.
 */
@NullMarked
package dev.meridian.simulation;

import org.jspecify.annotations.NullMarked;
