package dev.meridian.cli.view;

import dev.meridian.cli.run.Run;
import dev.meridian.client.Workspace;
import dev.meridian.model.calendar.TimeZones;
import dev.meridian.model.calendar.Zone;
import dev.meridian.model.team.Member;
import dev.meridian.model.zones.WorldClock;
import java.time.Instant;

/** Whoever reads what a command answers: their zone, and what time it is. */
public final class Reader {

    private Reader() {}

    /** By the zone that the team document has for this home's member, or else by this machine's. */
    public static WorldClock clock(Run run, Workspace workspace) {
        TimeZones zones = TimeZones.installed();
        Instant now = run.surroundings().clock().instant();
        Zone zone = workspace
                .me()
                .flatMap(me -> workspace.team().snapshot().member(me))
                .map(Member::zone)
                .flatMap(name -> Zone.of(zones, name))
                .orElseGet(() -> machines(run));
        return new WorldClock(zone, now);
    }

    private static Zone machines(Run run) {
        return new Zone(run.zone().getId(), run.zone().getRules());
    }
}
