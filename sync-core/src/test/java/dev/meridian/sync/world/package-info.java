/**
 * A small world in which one relay and several clients live under a virtual clock, with cuts, crashes, lost disks and seeded
 * chance: what the machines are tried in together.
 */
@NullMarked
package dev.meridian.sync.world;

import org.jspecify.annotations.NullMarked;
