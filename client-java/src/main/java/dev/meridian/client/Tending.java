package dev.meridian.client;

import dev.meridian.client.local.Documents;
import dev.meridian.model.decision.Act;
import dev.meridian.model.decision.Decision;
import dev.meridian.model.decision.DecisionState;
import dev.meridian.model.decision.LogEnd;
import dev.meridian.model.decision.Outcome;
import dev.meridian.model.decision.ReceivedStatement;
import dev.meridian.model.decision.RestoredOutcome;
import dev.meridian.model.decision.RoundView;
import dev.meridian.model.decision.Standing;
import dev.meridian.model.document.Document;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.intent.DocumentIntent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a client does for decisions by itself, whenever it has everything that the relay has: it acknowledges a revision that its member can read now,
 * writes an outcome into the document that nobody has written yet, and has the relay say what time it is where a deadline waits for that. On
 * the workspace's thread.
 */
final class Tending {
    /** The relay gives no tick where its last entry is younger. */
    private static final Duration TICK_AGE = Duration.ofSeconds(60);

    private static final long TICK_ANSWER_MILLIS = 3_000;
    private static final long LOOK_AGAIN_MILLIS_MAX = 3_600_000;
    private static final long LOOK_AGAIN_MILLIS_MIN = 1_000;

    private final WorkspaceCore core;
    private final Deciding deciding;
    private boolean waitsForTick;
    private long lookNumber;

    Tending(WorkspaceCore core, Deciding deciding) {
        this.core = core;
        this.deciding = deciding;
    }

    /** Whether the relay was asked to say that time has passed, and may still do so. */
    boolean waitsForTick() {
        return waitsForTick;
    }

    /** Something came from the log. */
    void delivered() {
        waitsForTick = false;
    }

    /** Looks after everything. Only while this client has what the relay has. */
    void tend() {
        List<DocumentId> opened = deciding.opened();
        if (opened.isEmpty()) {
            return;
        }
        Instant now = core.options().clock().instant();
        Instant next = Instant.MAX;
        for (DocumentId each : opened) {
            Decision decision = deciding.fold(each, now);
            acknowledge(each, decision, now);
            decision.outcomes().forEach(outcome -> record(each, outcome));
            Instant moment = decision.nextMoment().orElse(Instant.MAX);
            next = moment.isBefore(next) ? moment : next;
        }
        core.library().trim();
        if (next.isBefore(Instant.MAX)) {
            await(next, now);
        }
    }

    /** Once a revision, for whoever is asked or told: their device has it now. */
    private void acknowledge(DocumentId id, Decision decision, Instant now) {
        boolean runs = decision.state() instanceof DecisionState.Open
                || decision.state() instanceof DecisionState.Objected
                || decision.state() instanceof DecisionState.Forked;
        Optional<MemberId> me = deciding.me();
        if (!runs || me.isEmpty() || decision.round().isEmpty()) {
            return;
        }
        RoundView round = decision.round().get();
        boolean unknown = round.people().stream()
                .filter(each -> each.member().equals(me.get()))
                .map(Standing::acknowledgedAt)
                .anyMatch(Optional::isEmpty);
        if (!unknown || round.proposers().contains(me.get()) || isSaid(id, round, now)) {
            return;
        }
        if (deciding.holds(id, round.revision()) && mayState()) {
            deciding.say(id, round.revision(), new Act.Acknowledge());
        }
    }

    private boolean mayState() {
        return core.standing()
                .members()
                .map(members -> members.mayState(core.device()))
                .orElse(false);
    }

    /** Whether this device has said so of this revision since it began, be it in vain or only just now. */
    private boolean isSaid(DocumentId id, RoundView round, Instant now) {
        return deciding.unsent(id, now).stream().anyMatch(each -> acknowledges(each, round))
                || deciding.logged(id).stream()
                        .anyMatch(each -> acknowledges(each, round)
                                && each.device().equals(core.modelDevice())
                                && each.seen().position() >= round.revisionBegan());
    }

    private static boolean acknowledges(ReceivedStatement statement, RoundView round) {
        return statement.act() instanceof Act.Acknowledge
                && statement.revision().equals(round.revision());
    }

    /** The same bytes whoever does it. What stands there already is left alone: verifying tells where it is something else. */
    private void record(DocumentId id, Outcome outcome) {
        boolean mayWrite = core.standing()
                .members()
                .map(members -> members.mayWrite(core.device(), Deciding.id(id)))
                .orElse(false);
        if (!mayWrite) {
            return;
        }
        try {
            Document document = core.documents().text(Deciding.id(id)).snapshot();
            boolean open = Optional.ofNullable(document.outcomes().get(outcome.round()))
                    .map(RestoredOutcome::is)
                    .orElse(true);
            if (document.exists() && open) {
                DocumentIntent intent = new DocumentIntent.RecordOutcome(outcome.round(), outcome.line(id));
                new Editing(core)
                        .edit(view -> Plan.builder().document(id, intent).build());
            }
        } catch (Documents.NotThisKind e) {
            // Something was said about a board: there is no document to write into.
            core.noted("a decision about what is no document: " + id);
        }
    }

    /** A deadline that has passed here and not in the log asks for a tick; one to come is looked at then. */
    private void await(Instant moment, Instant now) {
        LogEnd end = deciding.end();
        if (moment.isAfter(now)) {
            lookAgainIn(Duration.between(now, moment).toMillis());
        } else if (end.at().isBefore(moment)) {
            if (!end.at().isAfter(now.minus(TICK_AGE)) && !waitsForTick) {
                waitsForTick = true;
                core.syncing().requestTick();
                core.thread().after(TICK_ANSWER_MILLIS, () -> {
                    waitsForTick = false;
                    core.syncing().settle();
                });
            }
            lookAgainIn(TICK_AGE.toMillis());
        }
    }

    private void lookAgainIn(long millis) {
        long number = ++lookNumber;
        long bounded = Math.max(LOOK_AGAIN_MILLIS_MIN, Math.min(millis, LOOK_AGAIN_MILLIS_MAX));
        core.thread().after(bounded, () -> {
            if (number == lookNumber && core.syncing().isLive()) {
                tend();
            }
        });
    }
}
