package dev.meridian.client;

import dev.meridian.client.local.Past;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.intent.TeamIntent;
import dev.meridian.model.rhythm.Agenda;
import dev.meridian.model.rhythm.AgendaFold;
import dev.meridian.model.rhythm.AgendaTerms;
import dev.meridian.model.rhythm.Asking;
import dev.meridian.model.rhythm.DecisionFact;
import dev.meridian.model.rhythm.Digest;
import dev.meridian.model.rhythm.DigestFold;
import dev.meridian.model.rhythm.Matters;
import dev.meridian.model.rhythm.Pack;
import dev.meridian.model.rhythm.PackFold;
import dev.meridian.model.rhythm.Period;
import dev.meridian.model.rhythm.SlipFold;
import dev.meridian.model.rhythm.SlipLedger;
import dev.meridian.model.team.Attribution;
import dev.meridian.model.team.Member;
import dev.meridian.model.team.Team;
import dev.meridian.model.value.Frontier;
import dev.meridian.model.workspace.WorkspaceState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A workspace's past, replayed from the stored log, and what its reader has seen of it. Needs no network. */
public final class History {
    private final Workspace workspace;

    History(Workspace workspace) {
        this.workspace = workspace;
    }

    /** The end of the log as this home has it. */
    public Frontier now() {
        return inPast(past -> past.frontier(Long.MAX_VALUE));
    }

    /** The frontier from which on something is asked for. */
    public Frontier frontier(Since since) {
        return switch (since) {
            case Since.LastLook look -> {
                Optional<Frontier> noted = looked();
                yield inPast(past -> noted.map(past::here).orElse(Frontier.START));
            }
            case Since.Position position -> inPast(past -> past.frontier(position.position()));
            case Since.Time time -> inPast(past -> past.frontier(time.at()));
        };
    }

    /** How far this home's member said to have looked, on any device; empty where they never did, or this home is nobody's yet. */
    public Optional<Frontier> looked() {
        Team team = workspace.team().snapshot();
        return me(team).flatMap(member -> team.member(member)).flatMap(Member::looked);
    }

    /**
     * Says that this home's member has seen everything up to there. Nothing ever does so by itself.
     *
     * @return how many changes it made; 0 where that was said already
     * @throws UnknownNameException where this home is nobody's yet
     */
    public int markLooked(Frontier seen) {
        MemberId me = me(workspace.team().snapshot())
                .orElseThrow(() -> new UnknownNameException(
                        UnknownNameException.Reason.NOT_FOUND, "this device belongs to no member yet"));
        return workspace.team().apply(new TeamIntent.SetLooked(me, seen)).changes();
    }

    /** All documents as of a position: the replay of the changes up to it, and of no others. Takes a second for 10,000 cards. */
    public WorkspaceState stateAt(long position) {
        return attributed(inPast(past -> past.at(position)));
    }

    /** How it was, how it is, and what happened in between. What is not sent yet has happened too. */
    public Period period(Frontier from) {
        return byTheLog(inPast(past -> past.since(from)));
    }

    /** How it was, how it was later, and what happened in between; what is not sent yet is left out. */
    public Period period(Frontier from, Frontier to) {
        return byTheLog(inPast(past -> past.between(from, to)));
    }

    private Period byTheLog(Period period) {
        return new Period(
                period.from(),
                period.to(),
                attributed(period.before()),
                attributed(period.after()),
                period.happenings());
    }

    /** Whose devices are whose does not depend on the time: a device is one member's for good. */
    private WorkspaceState attributed(WorkspaceState state) {
        Attribution log =
                workspace.core().thread().call(() -> workspace.core().standing().attribution());
        return new WorkspaceState(state.team().by(log), state.boards(), state.documents());
    }

    /** What changed since then, for this home's member. Reading it marks nothing as seen. */
    public Digest digest(Since since, Instant now) {
        return digest(since, Optional.empty(), now);
    }

    /**
     * Likewise, up to an instant.
     *
     * @param until empty for all that is here
     */
    public Digest digest(Since since, Optional<Instant> until, Instant now) {
        Frontier from = frontier(since);
        Period period =
                until.map(end -> period(from, frontier(new Since.Time(end)))).orElseGet(() -> period(from));
        return DigestFold.of(period, matters(period), asking(period, now));
    }

    /**
     * What changed since then, for another reader: a client that holds the keys tells everybody.
     *
     * @param reader whose needs are told
     */
    public Digest digestFor(MemberId reader, Since since, Instant now) {
        Period period = period(frontier(since));
        return DigestFold.of(period, matters(period), new Asking(Optional.of(reader), now));
    }

    /** What a review of the time since then has to talk about. */
    public Agenda agenda(Since since, AgendaTerms terms, Instant now) {
        Period period = period(frontier(since));
        return AgendaFold.of(period, matters(period), asking(period, now), terms);
    }

    /** Which target dates moved since then, and why. */
    public SlipLedger slips(Since since, Instant now) {
        Period period = period(frontier(since));
        return SlipFold.of(period, matters(period), asking(period, now));
    }

    /**
     * Boards and documents as they were then, for a planning meeting.
     *
     * @param meeting when it is; empty where nobody said
     */
    public Pack pack(Since frozen, Optional<Instant> meeting, AgendaTerms terms, Instant now) {
        Period period = period(frontier(frozen));
        return PackFold.of(period, matters(period), asking(period, now), terms, meeting);
    }

    /** What is said in the period's states, and where decisions stand by the log as it is now. */
    private Matters matters(Period period) {
        List<DecisionFact> decisions = new ArrayList<>();
        workspace
                .decisions()
                .forEach((id, decision) -> DecisionFact.of(
                                id, decision, workspace.decision(id).statements())
                        .ifPresent(decisions::add));
        return Matters.of(period, decisions);
    }

    private Asking asking(Period period, Instant now) {
        return new Asking(me(period.after().team()), now);
    }

    private Optional<MemberId> me(Team team) {
        return team.memberOf(workspace.core().modelDevice()).map(Member::id);
    }

    private <T> T inPast(java.util.function.Function<Past, T> question) {
        return workspace.core().thread().call(() -> {
            workspace.core().judgeAll(SyncProgress.Listener.NONE);
            return question.apply(new Past(workspace.core().store()));
        });
    }
}
