package dev.meridian.client;

import dev.meridian.model.calendar.DayRange;
import dev.meridian.model.decision.Act;
import dev.meridian.model.decision.Decision;
import dev.meridian.model.decision.ReceivedStatement;
import dev.meridian.model.decision.Revision;
import dev.meridian.model.document.Document;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.id.StatementId;
import dev.meridian.model.intent.DocumentIntent;
import dev.meridian.model.value.DraftField;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The decision that a document carries (docs/decisions.md). What is said is on this machine's disk, sealed and in the outbox, when the call
 * returns; it counts once the log has it. Whatever would have no effect as things stand here is refused with a {@link DecisionException}.
 */
public final class DecisionHandle {
    private final Workspace workspace;
    private final DocumentId id;

    DecisionHandle(Workspace workspace, DocumentId id) {
        this.workspace = workspace;
        this.id = id;
    }

    /** Of the document, and of the decision. */
    public DocumentId id() {
        return id;
    }

    /** Where it stands, by the clock of the options. */
    public Decision state() {
        return state(workspace.core().options().clock().instant());
    }

    /** Where it stands by the log that is kept here, to somebody whose clock shows {@code now}. */
    public Decision state(Instant now) {
        return onThread(deciding -> {
            Decision alone = deciding.fold(id, now);
            return deciding.all(now).getOrDefault(id, alone);
        });
    }

    /** What was said in it, in the order of the log. */
    public List<ReceivedStatement> statements() {
        return onThread(deciding -> deciding.logged(id));
    }

    /** What was said on this home and is not in the log yet. */
    public List<ReceivedStatement> unsent() {
        return onThread(deciding ->
                deciding.unsent(id, workspace.core().options().clock().instant()));
    }

    /** Sets a field of the draft; empty clears it. Lists have an item a line, people by name or id. */
    public Edit draft(DraftField field, Optional<String> value) {
        return workspace.apply(Plan.builder()
                .document(id, new DocumentIntent.SetDraft(field, value))
                .build());
    }

    /** Freezes what the draft says, with people and calendars as they are now, and puts it to them. */
    public StatementId open() {
        return onThread(deciding -> {
            Document document = document();
            if (!document.exists()) {
                throw new DecisionException("The document is not here yet: sync first.");
            }
            Act.Open open = new Act.Open(new Proposing(workspace.core(), id).terms());
            return deciding.say(id, Revision.of(document.heads()), open);
        });
    }

    /** Yes. */
    public StatementId consent() {
        return say(new Act.Consent());
    }

    /** No, because. */
    public StatementId object(String reason) {
        return say(new Act.Raise(reason));
    }

    /** Otherwise, but not in the way. */
    public StatementId standAside() {
        return say(new Act.StandAside());
    }

    /** No opinion. */
    public StatementId abstain() {
        return say(new Act.Abstain());
    }

    /** For an option; empty is against all. */
    public StatementId vote(Optional<String> option) {
        return say(new Act.Vote(option));
    }

    /** Content with what became of one's own objection. */
    public StatementId resolve(StatementId objection) {
        return say(new Act.Resolve(objection));
    }

    /** An objection says nothing of the proposal, finds the decider. */
    public StatementId dismiss(StatementId objection, String reason) {
        return say(new Act.Dismiss(objection, reason));
    }

    /** The proposal is what the document says now. */
    public StatementId revise(boolean material) {
        return onThread(deciding -> deciding.say(id, Revision.of(document().heads()), new Act.Revise(material)));
    }

    /** An edit was material after all. */
    public StatementId markMaterial(StatementId revise) {
        return say(new Act.MarkMaterial(revise));
    }

    /** One of several revisions made at once. */
    public StatementId pick(StatementId revise) {
        return say(new Act.PickRevision(revise));
    }

    /** Takes the proposal back. */
    public StatementId withdraw(String reason) {
        return say(new Act.Withdraw(reason));
    }

    /** A later deadline. */
    public StatementId extend(Instant until) {
        return say(new Act.Extend(until));
    }

    /** Somebody is required no more. */
    public StatementId excuse(MemberId member, String reason) {
        return say(new Act.Excuse(member, reason));
    }

    /** One's own days off that the decision did not know of. */
    public StatementId away(DayRange days) {
        return say(new Act.Away(days));
    }

    /** A vote over the objections. */
    public StatementId callVote() {
        return say(new Act.CallVote());
    }

    /** Asks for another round. */
    public StatementId reopen(String reason) {
        return say(new Act.Reopen(reason));
    }

    /** Joins in asking for another round. */
    public StatementId second(StatementId reopening) {
        return say(new Act.Second(reopening));
    }

    /** When to look at the outcome again. */
    public StatementId reviewOn(LocalDate date) {
        return say(new Act.ReviewOn(date));
    }

    /** What this replaces, once it is accepted. */
    public StatementId supersede(DocumentId decision) {
        return say(new Act.Supersede(decision));
    }

    /** Says something of the revision that is up. */
    public StatementId say(Act act) {
        return onThread(deciding -> {
            Decision decision =
                    deciding.fold(id, workspace.core().options().clock().instant());
            Revision revision = decision.round()
                    .map(round -> round.revision())
                    .orElseThrow(() -> new DecisionException("The decision is not open yet: open it first."));
            return deciding.say(id, revision, act);
        });
    }

    /** Checks everything that leads to its outcomes again, from the signatures up, and what the document records of them. */
    public DecisionVerification verify() {
        return onThread(deciding -> new DecisionVerifier(workspace.core()).verify(id));
    }

    /** An outcome with its receipts, for somebody else to verify; empty where the round has none. */
    public Optional<String> export(int round) {
        return onThread(deciding -> new DecisionVerifier(workspace.core()).export(id, round));
    }

    /** Checks an exported certificate: the relay's signature over the log that it was drawn from, and what follows from that. */
    public DecisionVerification verify(String certificate) {
        return onThread(deciding -> new DecisionVerifier(workspace.core()).verify(id, certificate));
    }

    private Document document() {
        return workspace.core().documents().text(Deciding.id(id)).snapshot();
    }

    private interface Work<T> {
        T with(Deciding deciding);
    }

    private <T> T onThread(Work<T> work) {
        return workspace.core().thread().call(() -> {
            T result = work.with(workspace.core().deciding());
            workspace.core().library().trim();
            return result;
        });
    }
}
