package dev.meridian.model.team;

import dev.meridian.model.automerge.Replica;
import dev.meridian.model.intent.TeamIntent;
import dev.meridian.model.plan.PlanDocument;

/** The team document that can be edited. */
public final class TeamDocument extends PlanDocument<Team, TeamIntent> {

    private TeamDocument(Replica replica) {
        super(replica);
    }

    /** Takes over the replica, empty or not. */
    public static TeamDocument open(Replica replica) {
        return new TeamDocument(replica);
    }
}
