package dev.meridian.model.team;

import dev.meridian.model.automerge.Replica;
import dev.meridian.model.intent.TeamIntent;
import dev.meridian.model.plan.PlanDocument;
import dev.meridian.model.plan.Scribe;
import dev.meridian.model.schema.DocumentKind;

/** The team document that can be edited. */
public final class TeamDocument extends PlanDocument<Team, TeamIntent> {

    private TeamDocument(Replica replica) {
        super(replica, DocumentKind.TEAM, new TeamProjection(replica));
    }

    /** Takes over the replica, empty or not. An empty one becomes a team by {@link TeamIntent.Create}, or by what it receives. */
    public static TeamDocument open(Replica replica) {
        return new TeamDocument(replica);
    }

    @Override
    protected Scribe<TeamIntent> scribe() {
        return new TeamScribe();
    }
}
