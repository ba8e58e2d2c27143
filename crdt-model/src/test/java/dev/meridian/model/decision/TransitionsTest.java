package dev.meridian.model.decision;

import static dev.meridian.model.decision.Script.ANN;
import static dev.meridian.model.decision.Script.BEN;
import static dev.meridian.model.decision.Script.CAS;
import static dev.meridian.model.decision.Script.DEE;
import static dev.meridian.model.decision.Script.FIRST;
import static dev.meridian.model.decision.Script.SECOND;
import static dev.meridian.model.decision.Script.THIRD;
import static dev.meridian.model.decision.Script.consent;
import static dev.meridian.model.decision.Script.due;
import static dev.meridian.model.decision.Script.moment;
import static dev.meridian.model.decision.Script.open;
import static dev.meridian.model.decision.Script.silence;
import static dev.meridian.model.decision.Script.vote;
import static dev.meridian.model.decision.Script.why;
import static dev.meridian.model.decision.Script.word;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.model.calendar.TimeZones;
import dev.meridian.model.id.StatementId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every row of the table of states (docs/spec/decision.md). */
class TransitionsTest {

    private static String state(Decision decision) {
        return decision.state().word();
    }

    private static Script reached(Policy policy) {
        return open(policy).on(0, 9).acknowledge(BEN, CAS);
    }

    @Test
    void nothingSaidIsADraft_DEC_1() {
        Decision draft = Decisions.fold(List.of(), LogEnd.NOTHING, moment(0, 8), TimeZones.installed());
        assertThat(state(draft)).isEqualTo("draft");
        assertThat(draft.nextMoment()).isEmpty();
    }

    @Test
    void aStatementBeforeTheOpeningHasNoEffect_DEC_1() {
        Script script = new Script();
        Decision decision = script.on(0, 8).says(BEN, new Act.Consent()).at(0, 9);
        assertThat(state(decision)).isEqualTo("draft");
        assertThat(why(decision)).isEqualTo("the decision is not open yet");
    }

    @Test
    void openingRunsTheClockToTheEndOfTheLastWindow_DEC_4() {
        Decision decision = open(silence()).at(0, 9);
        assertThat(decision.state()).isEqualTo(new DecisionState.Open(Rule.SILENCE, false));
        assertThat(due(decision)).isEqualTo(moment(2, 17));
        assertThat(decision.round().orElseThrow().due().setBy()).contains(BEN);
    }

    @Test
    void theFrozenDeadlineIsNeverUndercut_DEC_5() {
        Terms terms = Script.terms(silence());
        Terms later = new Terms(
                terms.question(),
                terms.options(),
                terms.recommendation(),
                terms.decider(),
                terms.people(),
                terms.policy(),
                new dev.meridian.model.calendar.Deadline(
                        terms.deadline().rule(), moment(3, 12), Optional.of(CAS), "2026a"),
                terms.supersedes(),
                terms.reviewOn());
        assertThat(due(open(later).at(0, 9))).isEqualTo(moment(3, 12));
    }

    @Test
    void silenceOfAllWhoWereReachedIsProvisionalAtTheDeadline_DEC_20() {
        Script script = reached(silence());
        assertThat(state(script.at(2, 16))).isEqualTo("open");
        assertThat(script.at(2, 17).state())
                .isEqualTo(new DecisionState.Provisional(
                        new DecisionState.Basis(Rule.SILENCE, "yes"), moment(2, 17), moment(3, 17)));
    }

    @Test
    void theGraceMakesItAccepted_DEC_30() {
        Decision decision = reached(silence()).at(3, 17);
        assertThat(decision.state())
                .isEqualTo(new DecisionState.Accepted(
                        new DecisionState.Basis(Rule.SILENCE, "yes"), moment(2, 17), moment(3, 17)));
        assertThat(word(decision, BEN)).isEqualTo(Word.SILENT);
        assertThat(word(decision, ANN)).isEqualTo(Word.PROPOSED);
    }

    @Test
    void anObjectionWithAReasonStopsTheClock_DEC_10() {
        Script script = reached(silence()).on(1, 9).says(CAS, new Act.Raise("It breaks the import."));
        assertThat(state(script.at(1, 9))).isEqualTo("objected");
        assertThat(state(script.at(9, 9))).isEqualTo("objected");
        assertThat(word(script.at(1, 9), CAS)).isEqualTo(Word.OBJECTED);
    }

    @Test
    void anObjectionWithoutAReasonIsNone_DEC_10() {
        Script script = reached(silence()).on(1, 9).says(CAS, new Act.Raise(" "));
        assertThat(state(script.at(1, 9))).isEqualTo("open");
        assertThat(why(script.at(1, 9))).isEqualTo("an objection needs a reason");
    }

    @Test
    void anybodyMayObject_DEC_10() {
        Script script = reached(silence()).on(1, 9).says(Script.member(77), new Act.Raise("I know that one."));
        assertThat(state(script.at(1, 9))).isEqualTo("objected");
    }

    @Test
    void resolvedByItsRaiserItRunsAgainWithAFreshWindow_DEC_12() {
        Script script = reached(silence()).on(1, 9).says(CAS, new Act.Raise("No."));
        StatementId objection = script.lastId();
        script.on(7, 8).says(BEN, new Act.Resolve(objection));
        assertThat(state(script.at(7, 8))).isEqualTo("objected");
        assertThat(why(script.at(7, 8))).isEqualTo("only whoever raised an objection can resolve it");
        script.on(7, 8).says(CAS, new Act.Resolve(objection));
        assertThat(state(script.at(7, 8))).isEqualTo("open");
        assertThat(due(script.at(7, 8))).isEqualTo(moment(7, 17));
        assertThat(state(script.at(8, 17))).isEqualTo("accepted");
    }

    @Test
    void resolvedEarlyItKeepsTheDeadlineItHad_DEC_12() {
        Script script = reached(silence()).on(0, 10).says(CAS, new Act.Raise("No."));
        script.on(0, 11).says(CAS, new Act.Resolve(script.lastId()));
        assertThat(due(script.at(0, 11))).isEqualTo(moment(2, 17));
    }

    @Test
    void theRaisersOwnConsentResolvesIt_DEC_11() {
        Script script = reached(silence()).on(1, 9).says(CAS, new Act.Raise("No."));
        script.on(1, 10).says(CAS, new Act.Consent());
        assertThat(state(script.at(1, 10))).isEqualTo("open");
        assertThat(word(script.at(1, 10), CAS)).isEqualTo(Word.CONSENTED);
    }

    @Test
    void aConsentWrittenUnawareOfOnesOwnObjectionDoesNotResolveIt_DEC_50() {
        Script script = reached(silence());
        LogEnd before = script.end();
        script.on(1, 9).says(CAS, new Act.Raise("No."));
        script.on(1, 10).says(CAS, 1, new Act.Consent(), moment(1, 9), before);
        assertThat(state(script.at(1, 10))).isEqualTo("objected");
        assertThat(word(script.at(1, 10), CAS)).isEqualTo(Word.OBJECTED);
    }

    @Test
    void theDeciderDismissesWithAReason_DEC_13() {
        Script script = reached(silence()).on(1, 9).says(CAS, new Act.Raise("No."));
        StatementId objection = script.lastId();
        assertThat(why(script.on(1, 10)
                        .says(BEN, new Act.Dismiss(objection, "So what."))
                        .at(1, 10)))
                .isEqualTo("only the decider can dismiss an objection");
        assertThat(why(script.says(DEE, new Act.Dismiss(objection, "")).at(1, 10)))
                .isEqualTo("dismissing an objection needs a reason");
        script.says(DEE, new Act.Dismiss(objection, "It says nothing of the proposal."));
        Decision decision = script.at(1, 10);
        assertThat(state(decision)).isEqualTo("open");
        assertThat(decision.round().orElseThrow().objections().getFirst().status())
                .isEqualTo(Objection.Status.DISMISSED);
    }

    @Test
    void oneOfTwoObjectionsResolvedLeavesItObjected_DEC_12() {
        Script script = reached(silence()).on(1, 9).says(CAS, new Act.Raise("No."));
        StatementId first = script.lastId();
        script.says(BEN, new Act.Raise("Neither.")).says(CAS, new Act.Resolve(first));
        assertThat(state(script.at(1, 9))).isEqualTo("objected");
    }

    @Test
    void aMaterialRevisionRestartsTheWindowAndStalesConsents_DEC_14() {
        Script script = reached(consent(0)).says(BEN, new Act.Consent());
        script.on(1, 8).of(SECOND).says(ANN, new Act.Revise(true));
        Decision decision = script.at(1, 8);
        assertThat(decision.round().orElseThrow().revisionNumber()).isEqualTo(2);
        assertThat(due(decision)).isEqualTo(moment(3, 17));
        assertThat(word(decision, BEN)).isEqualTo(Word.UNREACHED);
    }

    @Test
    void objectionsPersistOverAMaterialRevision_DEC_14() {
        Script script = reached(silence()).on(1, 8).says(CAS, new Act.Raise("No."));
        StatementId objection = script.lastId();
        script.of(SECOND).says(ANN, new Act.Revise(true));
        assertThat(state(script.at(1, 8))).isEqualTo("objected");
        assertThat(script.at(1, 8).round().orElseThrow().revisionNumber()).isEqualTo(2);
        script.on(1, 9).acknowledge(BEN).says(CAS, new Act.Resolve(objection));
        assertThat(due(script.at(1, 9))).isEqualTo(moment(3, 17));
    }

    @Test
    void anImmaterialEditKeepsConsents_DEC_15() {
        Script script = reached(consent(0)).says(BEN, new Act.Consent());
        script.on(1, 8).of(SECOND).says(ANN, new Act.Revise(false));
        Decision decision = script.at(1, 8);
        assertThat(decision.round().orElseThrow().revisionNumber()).isEqualTo(1);
        assertThat(decision.round().orElseThrow().revision()).isEqualTo(SECOND);
        assertThat(word(decision, BEN)).isEqualTo(Word.CONSENTED);
        assertThat(due(decision)).isEqualTo(moment(2, 17));
    }

    @Test
    void anybodyRequiredMarksAnEditAsMaterial_DEC_16() {
        Script script = reached(consent(0)).says(BEN, new Act.Consent());
        script.on(1, 8).of(SECOND).says(ANN, new Act.Revise(false));
        StatementId edit = script.lastId();
        assertThat(why(script.says(DEE, new Act.MarkMaterial(edit)).at(1, 8)))
                .isEqualTo("only somebody required can mark an edit as material");
        script.says(CAS, new Act.MarkMaterial(edit));
        Decision decision = script.at(1, 8);
        assertThat(decision.round().orElseThrow().revisionNumber()).isEqualTo(2);
        assertThat(word(decision, BEN)).isEqualTo(Word.UNREACHED);
        assertThat(due(decision)).isEqualTo(moment(3, 17));
    }

    @Test
    void theProposerWithdrawsWhileItIsOpen_DEC_18() {
        Script script = reached(silence()).on(1, 9).says(BEN, new Act.Withdraw("Mine."));
        assertThat(why(script.at(1, 9))).isEqualTo("only the proposer can withdraw");
        script.says(ANN, new Act.Withdraw("Better idea."));
        assertThat(script.at(9, 9).state()).isEqualTo(new DecisionState.Withdrawn(ANN, "Better idea."));
    }

    @Test
    void theProposerWithdrawsWhatIsObjectedTo_DEC_18() {
        Script script = reached(silence()).on(1, 9).says(CAS, new Act.Raise("No."));
        assertThat(state(script.says(ANN, new Act.Withdraw("")).at(1, 9))).isEqualTo("withdrawn");
    }

    @Test
    void theProposerWithdrawsWhatIsProvisional_DEC_18() {
        Script script = reached(silence()).on(2, 18).says(ANN, new Act.Withdraw(""));
        assertThat(state(script.at(4, 17))).isEqualTo("withdrawn");
    }

    @Test
    void nothingBringsBackWhatWasWithdrawn_DEC_18() {
        Script script = reached(silence()).on(1, 9).says(ANN, new Act.Withdraw(""));
        script.on(1, 10).says(BEN, new Act.Reopen("Please.")).says(CAS, new Act.Second(script.lastId()));
        assertThat(state(script.at(1, 10))).isEqualTo("withdrawn");
    }

    @Test
    void theDeciderCallsAVoteOverAnObjection_DEC_17() {
        Script script = reached(silence());
        assertThat(why(script.on(1, 8).says(DEE, new Act.CallVote()).at(1, 8)))
                .isEqualTo("a vote is called over an objection, and there is none");
        script.says(CAS, new Act.Raise("No."));
        assertThat(why(script.says(ANN, new Act.CallVote()).at(1, 8))).isEqualTo("only the decider can call a vote");
        script.says(DEE, new Act.CallVote());
        Decision decision = script.at(1, 8);
        assertThat(decision.state()).isEqualTo(new DecisionState.Open(Rule.VOTE, false));
        assertThat(due(decision)).isEqualTo(moment(3, 17));
    }

    @Test
    void whoseObjectionIsVotedOnVotes_DEC_17() {
        Script script =
                reached(silence()).on(1, 8).says(CAS, new Act.Raise("No.")).says(DEE, new Act.CallVote());
        script.says(CAS, new Act.Raise("Still no."));
        assertThat(why(script.at(1, 8))).isEqualTo("its author's objection is what the vote is about");
        script.says(CAS, new Act.Vote(Optional.empty()))
                .says(BEN, new Act.Vote(Optional.of("yes")))
                .says(DEE, new Act.Vote(Optional.of("yes")));
        assertThat(script.at(4, 17).state())
                .isEqualTo(new DecisionState.Accepted(
                        new DecisionState.Basis(Rule.VOTE, "yes"), moment(3, 17), moment(4, 17)));
    }

    @Test
    void aVoteThatIsLostIsRejectedAtTheDeadline_DEC_26() {
        Script script = reached(vote(2, 1)).on(1, 9);
        script.says(BEN, new Act.Vote(Optional.empty())).says(CAS, new Act.Vote(Optional.empty()));
        assertThat(script.at(2, 17).state()).isEqualTo(new DecisionState.Rejected(moment(2, 17)));
    }

    @Test
    void aVoteWithoutAQuorumSaysNothing_DEC_26() {
        Script script = reached(vote(2, 1)).on(1, 9).says(BEN, new Act.Vote(Optional.empty()));
        assertThat(script.at(2, 17).state()).isEqualTo(new DecisionState.Open(Rule.VOTE, true));
        assertThat(script.at(2, 17).waits()).containsExactly(new Wait.ForQuorum(1, 2));
        script.on(3, 9).says(CAS, new Act.Vote(Optional.empty()));
        assertThat(script.at(3, 9).state()).isEqualTo(new DecisionState.Rejected(moment(3, 9)));
    }

    @Test
    void aTieIsLost_DEC_25() {
        Script script = reached(vote(2, 1)).on(1, 9);
        script.says(BEN, new Act.Vote(Optional.of("yes"))).says(CAS, new Act.Vote(Optional.of("later")));
        assertThat(state(script.at(2, 17))).isEqualTo("rejected");
    }

    @Test
    void abstentionsCountForTheQuorumAlone_DEC_25() {
        Script script = reached(vote(2, 1)).on(1, 9);
        script.says(BEN, new Act.Vote(Optional.of("later"))).says(CAS, new Act.Abstain());
        assertThat(script.at(2, 17).state().carriedBy()).contains(new DecisionState.Basis(Rule.VOTE, "later"));
    }

    @Test
    void theOptionWithTheMajorityIsChosenIfEnoughApprove_DEC_25() {
        Script script = reached(vote(2, 2)).on(1, 9);
        script.says(BEN, new Act.Vote(Optional.of("yes"))).says(CAS, new Act.Abstain());
        assertThat(state(script.at(2, 17))).isEqualTo("rejected");
    }

    @Test
    void aVoteWhereNoneIsHeldHasNoEffect_DEC_25() {
        Script script = reached(silence()).on(1, 9).says(BEN, new Act.Vote(Optional.of("yes")));
        assertThat(why(script.at(1, 9))).isEqualTo("no vote is being held");
    }

    @Test
    void everybodyRequiredConsents_DEC_24() {
        Script script = reached(consent(0)).on(1, 9).says(BEN, new Act.Consent());
        assertThat(script.at(2, 17).state()).isEqualTo(new DecisionState.Open(Rule.CONSENT, true));
        assertThat(script.at(2, 17).waits()).containsExactly(new Wait.ForConsent(List.of(CAS), 0));
        script.on(3, 9).says(CAS, new Act.StandAside());
        assertThat(script.at(3, 9).state())
                .isEqualTo(new DecisionState.Provisional(
                        new DecisionState.Basis(Rule.CONSENT, "yes"), moment(3, 9), moment(4, 9)));
    }

    @Test
    void silenceIsNoConsent_DEC_24() {
        assertThat(state(reached(consent(0)).at(20, 0))).isEqualTo("open");
        assertThat(state(reached(consent(0)).at(31, 0))).isEqualTo("expired");
    }

    @Test
    void twoApprovalsOfOthersThanTheProposerAreTwo_DEC_24() {
        Script script =
                reached(consent(2)).on(1, 9).says(ANN, new Act.Consent()).says(BEN, new Act.Consent());
        assertThat(script.at(2, 17).state()).isEqualTo(new DecisionState.Open(Rule.CONSENT, true));
        script.on(3, 9).says(DEE, new Act.Consent());
        assertThat(state(script.at(4, 9))).isEqualTo("accepted");
    }

    @Test
    void anUnreachedPersonPutsTheDeadlineOffTwice_DEC_23() {
        Script script = open(silence()).on(0, 9).acknowledge(BEN);
        Decision first = script.at(2, 17);
        assertThat(state(first)).isEqualTo("open");
        assertThat(first.round().orElseThrow().extensions()).isEqualTo(1);
        assertThat(due(first)).isEqualTo(moment(7, 17));
        assertThat(first.round().orElseThrow().due().setBy()).contains(CAS);
        Decision second = script.at(7, 17);
        assertThat(due(second)).isEqualTo(moment(10, 17));
        Decision last = script.at(10, 17);
        assertThat(last.state()).isEqualTo(new DecisionState.Open(Rule.SILENCE, true));
        assertThat(last.waits()).containsExactly(new Wait.ForReach(List.of(CAS)));
        assertThat(word(last, CAS)).isEqualTo(Word.UNREACHED);
        assertThat(state(script.at(30, 8))).isEqualTo("expired");
    }

    @Test
    void whoGotItLateHasTheirWorkingDaysStill_DEC_23() {
        Script script = open(silence()).on(0, 9).acknowledge(BEN).on(1, 18).acknowledge(CAS);
        Decision decision = script.at(2, 17);
        assertThat(due(decision)).isEqualTo(moment(4, 17));
        assertThat(state(script.at(4, 17))).isEqualTo("provisional");
    }

    @Test
    void whoIsAwayPutsTheDeadlineOff_DEC_23() {
        Script script = reached(silence()).on(0, 10);
        script.says(
                CAS,
                new Act.Away(dev.meridian.model.calendar.DayRange.parse("2026-11-03..2026-11-04")
                        .orElseThrow()));
        Decision decision = script.at(2, 17);
        assertThat(word(script.at(2, 16), CAS)).isEqualTo(Word.AWAY);
        assertThat(due(decision)).isEqualTo(moment(4, 17));
    }

    @Test
    void tooFewReachedForTheFloorPutTheDeadlineOff_DEC_22() {
        Terms terms = Script.terms(
                silence(),
                List.of(
                        Script.person(BEN, Part.REQUIRED),
                        Script.person(CAS, Part.INFORMED),
                        Script.person(DEE, Part.INFORMED)));
        Script script = open(terms).on(0, 9).acknowledge(BEN);
        assertThat(script.at(2, 17).round().orElseThrow().extensions()).isEqualTo(1);
        assertThat(script.at(10, 17).waits()).containsExactly(new Wait.ForFloor(1, 2));
    }

    @Test
    void aSmallTeamHasALowerFloor_DEC_22() {
        Terms terms =
                Script.terms(silence(), List.of(Script.person(ANN, Part.CONSULTED), Script.person(BEN, Part.REQUIRED)));
        Script script = open(terms).on(0, 9).acknowledge(BEN);
        assertThat(state(script.at(2, 17))).isEqualTo("provisional");
    }

    @Test
    void theHardStopExpiresWhatIsObjectedTo_DEC_19() {
        Script script = reached(silence()).on(1, 9).says(CAS, new Act.Raise("No."));
        assertThat(state(script.at(30, 7))).isEqualTo("objected");
        assertThat(script.at(30, 8).state()).isEqualTo(new DecisionState.Expired(moment(30, 8)));
    }

    @Test
    void attack64_anObjectionWrittenInTimeAndDeliveredWithinTheGraceCounts_DEC_31() {
        Script script = reached(silence());
        LogEnd seen = script.end();
        script.on(3, 16).saysLate(CAS, new Act.Raise("From the plane."), moment(2, 16), seen);
        assertThat(state(script.at(3, 15))).isEqualTo("provisional");
        assertThat(state(script.at(3, 16))).isEqualTo("objected");
        assertThat(state(script.at(9, 17))).isEqualTo("objected");
    }

    @Test
    void anObjectionClaimedAfterTheDeadlineAsksForAnotherRound_DEC_32() {
        Script script = reached(silence());
        LogEnd seen = script.end();
        script.on(3, 16).saysLate(CAS, new Act.Raise("Late."), moment(2, 17), seen);
        assertThat(state(script.at(3, 17))).isEqualTo("accepted");
        assertThat(script.at(3, 17).reopenings()).hasSize(1);
    }

    @Test
    void attack65_aBackdatedObjectionBySomebodyWhoHadSeenTheCloseAsksForAnotherRound_DEC_32() {
        Script script = reached(silence());
        script.on(3, 16).saysLate(CAS, new Act.Raise("Backdated."), moment(2, 16), new LogEnd(99, moment(2, 17)));
        assertThat(state(script.at(3, 17))).isEqualTo("accepted");
    }

    @Test
    void anObjectionDeliveredAfterTheGraceAsksForAnotherRound_DEC_32() {
        Script script = reached(silence());
        LogEnd seen = script.end();
        script.on(3, 17).saysLate(CAS, new Act.Raise("Too late."), moment(1, 9), seen);
        Decision decision = script.at(3, 17);
        assertThat(state(decision)).isEqualTo("accepted");
        assertThat(decision.reopenings().getFirst().objection()).isTrue();
    }

    @Test
    void aConsentAfterTheDeadlineChangesNothing_DEC_30() {
        Script script = reached(silence()).on(2, 18).says(BEN, new Act.Consent());
        assertThat(word(script.at(3, 17), BEN)).isEqualTo(Word.SILENT);
        assertThat(why(script.at(3, 17))).isEqualTo("the deadline has passed");
    }

    @Test
    void aCopyOfTheLogThatEndsBeforeWaitsForSync_DEC_33() {
        Script script = reached(silence());
        Decision open = script.fold(moment(1, 9), moment(9, 9));
        assertThat(state(open)).isEqualTo("open");
        assertThat(open.waits()).containsExactly(new Wait.ForSync(moment(2, 17)));
        Decision provisional = script.fold(moment(3, 16), moment(9, 9));
        assertThat(state(provisional)).isEqualTo("provisional");
        assertThat(provisional.waitsForSync()).isTrue();
        assertThat(script.fold(moment(3, 17), moment(9, 9)).waitsForSync()).isFalse();
    }

    @Test
    void attack66_nothingClosesByARelayClockFarAhead_DEC_34() {
        Script script = reached(silence());
        Decision held = script.fold(moment(3, 17), moment(3, 16));
        assertThat(state(held)).isEqualTo("provisional");
        assertThat(held.waits()).containsExactly(new Wait.ForClock(moment(3, 17)));
        assertThat(held.flags()).contains(Flag.CLOCK_AHEAD);
        assertThat(held.outcomes()).isEmpty();
        assertThat(state(script.fold(moment(3, 17), moment(3, 17).minus(Duration.ofMinutes(9)))))
                .isEqualTo("accepted");
    }

    @Test
    void reopeningNeedsASecond_DEC_60() {
        Script script = reached(silence()).on(7, 8).says(BEN, new Act.Reopen("The costs doubled."));
        StatementId asked = script.lastId();
        assertThat(state(script.at(7, 8))).isEqualTo("accepted");
        assertThat(why(script.says(BEN, new Act.Second(asked)).at(7, 8))).isEqualTo("nobody seconds themselves");
        script.says(CAS, new Act.Second(asked));
        Decision decision = script.at(7, 8);
        assertThat(decision.round().orElseThrow().number()).isEqualTo(2);
        assertThat(state(decision)).isEqualTo("open");
        assertThat(due(decision)).isEqualTo(moment(9, 17));
        assertThat(decision.standing().orElseThrow().state().word()).isEqualTo("accepted");
    }

    @Test
    void aLateObjectionSecondedIsOpenInTheNextRound_DEC_61() {
        Script script = reached(silence()).on(7, 8).says(BEN, new Act.Raise("It leaks."));
        script.says(CAS, new Act.Second(script.lastId()));
        Decision decision = script.at(7, 8);
        assertThat(state(decision)).isEqualTo("objected");
        assertThat(decision.round().orElseThrow().number()).isEqualTo(2);
    }

    @Test
    void aRoundThatExpiresLeavesTheOldOutcome_DEC_60() {
        Script script = reached(silence()).on(7, 8).says(BEN, new Act.Raise("It leaks."));
        script.says(CAS, new Act.Second(script.lastId()));
        Decision decision = script.at(40, 8);
        assertThat(state(decision)).isEqualTo("expired");
        assertThat(decision.standing().orElseThrow().round()).isEqualTo(1);
        assertThat(decision.outcomes()).hasSize(2);
    }

    @Test
    void rejectedAndExpiredAreReopenedLikewise_DEC_60() {
        Script script = reached(vote(2, 1)).on(1, 9);
        script.says(BEN, new Act.Vote(Optional.empty())).says(CAS, new Act.Vote(Optional.empty()));
        script.on(7, 8).says(ANN, new Act.Reopen("New figures.")).says(BEN, new Act.Reopen("Indeed."));
        assertThat(script.at(7, 8).state()).isEqualTo(new DecisionState.Open(Rule.VOTE, false));
        Script expired = reached(consent(0)).on(31, 9).says(ANN, new Act.Reopen("Again."));
        expired.says(BEN, new Act.Second(expired.lastId()));
        assertThat(state(expired.at(31, 9))).isEqualTo("open");
    }

    @Test
    void anAcknowledgementOfTheRoundBeforeCountsForNothing_DEC_60() {
        Script script = reached(silence()).on(7, 8).says(BEN, new Act.Reopen("Hm."));
        script.says(CAS, new Act.Second(script.lastId()));
        assertThat(word(script.at(9, 16), BEN)).isEqualTo(Word.UNREACHED);
    }

    @Test
    void theReviewDateRaisesAFlag_DEC_63() {
        Script script = reached(silence()).says(DEE, new Act.ReviewOn(java.time.LocalDate.of(2026, 12, 1)));
        assertThat(script.at(20, 8).flags()).isEmpty();
        assertThat(script.at(29, 0).flags()).containsExactly(Flag.REVIEW_DUE);
    }

    @Test
    void onlyTheProposerOrTheDeciderExtends_DEC_51() {
        Script script = reached(silence()).on(1, 9).says(BEN, new Act.Extend(moment(8, 9)));
        assertThat(why(script.at(1, 9))).isEqualTo("only the proposer or the decider can extend");
        script.says(DEE, new Act.Extend(moment(8, 9)))
                .says(ANN, new Act.Extend(moment(7, 9)))
                .says(ANN, new Act.Extend(moment(1, 10)));
        assertThat(due(script.at(1, 9))).isEqualTo(moment(8, 9));
        assertThat(why(script.at(1, 9))).isEqualTo("a deadline only moves later");
        assertThat(state(script.at(8, 9))).isEqualTo("provisional");
    }

    @Test
    void nothingIsExtendedBeyondTheHardStop_DEC_51() {
        Script script = reached(silence()).on(1, 9).says(ANN, new Act.Extend(moment(31, 0)));
        assertThat(due(script.at(1, 9))).isEqualTo(moment(2, 17));
    }

    @Test
    void concurrentRevisionsForkAndTheProposerPicks_DEC_53() {
        Script script = reached(silence());
        LogEnd seen = script.end();
        script.on(1, 8).of(SECOND).says(BEN, new Act.Revise(true));
        StatementId second = script.lastId();
        script.of(THIRD).says(CAS, 0, new Act.Revise(true), moment(1, 8), seen);
        StatementId third = script.lastId();
        assertThat(script.at(5, 0).state()).isEqualTo(new DecisionState.Forked(List.of(second, third)));
        assertThat(why(script.on(7, 8).says(DEE, new Act.PickRevision(third)).at(7, 8)))
                .isEqualTo("only the proposer can pick a revision");
        script.says(ANN, new Act.PickRevision(third));
        Decision decision = script.at(7, 8);
        assertThat(state(decision)).isEqualTo("open");
        assertThat(decision.round().orElseThrow().revision()).isEqualTo(THIRD);
        assertThat(due(decision)).isEqualTo(moment(9, 17));
    }

    @Test
    void aForkThatNobodyPicksExpires_DEC_53() {
        Script script = reached(silence());
        LogEnd seen = script.end();
        script.on(1, 8).of(SECOND).says(BEN, new Act.Revise(true));
        script.of(THIRD).says(CAS, 0, new Act.Revise(true), moment(1, 8), seen);
        assertThat(state(script.at(30, 8))).isEqualTo("expired");
    }

    @Test
    void concurrentOpensAreOneWithEverybodyAndTheLaterDeadline_DEC_52() {
        Script script = open(silence());
        Terms other = Script.terms(silence().withWindow(5), List.of(Script.person(DEE, Part.REQUIRED)));
        script.on(0, 9).says(BEN, 0, new Act.Open(other), moment(0, 7), LogEnd.NOTHING);
        Decision decision = script.at(0, 9);
        assertThat(due(decision)).isEqualTo(moment(4, 17));
        assertThat(decision.round().orElseThrow().people()).hasSize(4);
        assertThat(decision.round().orElseThrow().proposers()).containsExactly(ANN, BEN);
    }

    @Test
    void openingWhatIsKnownToBeOpenHasNoEffect_DEC_52() {
        Script script = open(silence()).on(0, 9).says(BEN, new Act.Open(Script.terms(silence())));
        assertThat(why(script.at(0, 9))).isEqualTo("the decision is open already");
    }

    @Test
    void theDeciderExcusesSomebodyRequired_DEC_54() {
        Script script = open(silence()).on(0, 9).acknowledge(BEN, DEE, ANN);
        assertThat(why(script.says(BEN, new Act.Excuse(CAS, "")).at(0, 9)))
                .isEqualTo("only the decider can excuse somebody");
        Terms terms = Script.terms(
                silence(),
                List.of(
                        Script.person(BEN, Part.REQUIRED),
                        Script.person(CAS, Part.REQUIRED),
                        Script.person(DEE, Part.CONSULTED)));
        Script other = open(terms).on(0, 9).acknowledge(BEN, DEE).says(DEE, new Act.Excuse(CAS, "Left."));
        assertThat(state(other.at(2, 17))).isEqualTo("provisional");
        assertThat(word(other.at(2, 17), CAS)).isEqualTo(Word.EXCUSED);
    }

    @Test
    void theMostRestrictiveOfTwoDevicesCounts_DEC_50() {
        Script script = reached(silence());
        LogEnd seen = script.end();
        script.on(1, 9).says(CAS, 0, new Act.StandAside(), moment(1, 8), seen);
        script.says(CAS, 1, new Act.Consent(), moment(1, 8), seen);
        assertThat(word(script.at(1, 9), CAS)).isEqualTo(Word.STOOD_ASIDE);
        script.says(CAS, 1, new Act.Consent(), moment(1, 9), script.end());
        assertThat(word(script.at(1, 9), CAS)).isEqualTo(Word.CONSENTED);
    }

    @Test
    void attack67_aConsentToAnotherRevisionHasNoEffect_DEC_21() {
        Script script = reached(consent(0)).of(SECOND).says(BEN, new Act.Consent());
        assertThat(why(script.at(0, 9))).isEqualTo("it speaks of another revision");
        script.of(FIRST).says(BEN, new Act.Consent());
        assertThat(word(script.at(0, 9), BEN)).isEqualTo(Word.CONSENTED);
    }

    @Test
    void whoIsOnlyInformedIsNotAsked_DEC_24() {
        Script script = reached(consent(2)).says(Script.member(9), new Act.Consent());
        assertThat(why(script.at(0, 9))).isEqualTo("its author is not asked in this decision");
    }

    @Test
    void ofTwoThatSupersedeEachOtherTheLastAcceptedHolds_DEC_62() {
        var first = new dev.meridian.model.id.DocumentId("%032x".formatted(100));
        var second = new dev.meridian.model.id.DocumentId("%032x".formatted(101));
        Script one = reached(silence()).says(ANN, new Act.Supersede(second));
        Script two = reached(silence()).says(ANN, new Act.Supersede(first));
        two.on(1, 9).says(ANN, new Act.Extend(moment(7, 9)));
        var all = Decisions.superseded(java.util.Map.of(first, one.at(9, 9), second, two.at(9, 9)));
        assertThat(all)
                .extractingByKey(first)
                .extracting(Decision::state)
                .isEqualTo(new DecisionState.Superseded(second, moment(8, 9)));
        assertThat(all)
                .extractingByKey(second)
                .extracting(each -> each.state().word())
                .isEqualTo("accepted");
    }

    @Test
    void everyPresetIsAPolicy_DEC_3() {
        for (Preset each : Preset.values()) {
            assertThat(Preset.of(each.word())).contains(each);
        }
        assertThat(Preset.LAZY_CONSENSUS.policy().hoursMin()).isEqualTo(72);
        assertThat(due(open(Preset.LAZY_CONSENSUS.policy()).at(0, 9))).isEqualTo(moment(3, 8));
        assertThat(due(open(Preset.FINAL_COMMENT.policy()).at(0, 9))).isEqualTo(moment(11, 17));
        assertThat(due(open(Preset.TWO_APPROVALS.policy()).at(0, 9))).isEqualTo(moment(3, 17));
    }

    @Test
    void theCertificateIsTheSameWhateverCameAfter_DEC_40() {
        Script script = reached(silence()).on(1, 9).says(BEN, new Act.Consent());
        String before = script.at(3, 17)
                .standing()
                .orElseThrow()
                .certificate()
                .json(new dev.meridian.model.id.DocumentId("%032x".formatted(100)))
                .print();
        script.on(5, 9).says(CAS, new Act.Raise("No.")).says(CAS, new Act.Consent());
        String after = script.at(9, 17)
                .standing()
                .orElseThrow()
                .certificate()
                .json(new dev.meridian.model.id.DocumentId("%032x".formatted(100)))
                .print();
        assertThat(after).isEqualTo(before).contains("\"chosen\": \"yes\"").doesNotContain("raise");
    }
}
