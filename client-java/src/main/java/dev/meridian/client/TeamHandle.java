package dev.meridian.client;

import dev.meridian.model.id.MemberId;
import dev.meridian.model.id.StatusId;
import dev.meridian.model.intent.TeamIntent;
import dev.meridian.model.intent.Warning;
import dev.meridian.model.team.Member;
import dev.meridian.model.team.Status;
import dev.meridian.model.team.Team;
import java.util.List;
import java.util.Optional;

/** The team document of an open workspace. */
public final class TeamHandle {
    TeamHandle() {}

    /** As it is now. */
    public Team snapshot() {
        return Unwritten.body();
    }

    /** Carries out all intents, or none. @throws dev.meridian.model.intent.IntentRefused as it says */
    public Edit apply(TeamIntent... intents) {
        return apply(List.of(intents));
    }

    /** As above. */
    public Edit apply(List<TeamIntent> intents) {
        return Unwritten.body();
    }

    /** What {@link #apply} would warn of; writes nothing. */
    public List<Warning> check(List<TeamIntent> intents) {
        return Unwritten.body();
    }

    /** Members by name. */
    public List<Member> members() {
        return Unwritten.body();
    }

    /** A member by name, or by id. */
    public Optional<MemberId> member(String nameOrId) {
        return Unwritten.body();
    }

    /** A status by name, whatever its case, or by id. */
    public Optional<StatusId> status(String nameOrId) {
        return Unwritten.body();
    }

    /** Statuses that are not in the trash, in their order. */
    public List<Status> statuses() {
        return snapshot().statusesInOrder();
    }

    /** Names the workspace. */
    public Edit rename(String name) {
        return apply(new TeamIntent.SetName(name));
    }
}
