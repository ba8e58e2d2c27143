package dev.meridian.cli.view;

import dev.meridian.cli.output.Json;
import dev.meridian.cli.output.Page;
import dev.meridian.cli.output.Span;
import dev.meridian.cli.output.Table;
import dev.meridian.model.decision.Act;
import dev.meridian.model.decision.Decision;
import dev.meridian.model.decision.DecisionState;
import dev.meridian.model.decision.Flag;
import dev.meridian.model.decision.Objection;
import dev.meridian.model.decision.ReceivedStatement;
import dev.meridian.model.decision.Reopening;
import dev.meridian.model.decision.RoundView;
import dev.meridian.model.decision.Rule;
import dev.meridian.model.decision.Standing;
import dev.meridian.model.decision.Wait;
import dev.meridian.model.decision.Word;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.zones.WorldClock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where a decision stands, in plain words: who is reached, who has spoken, whose calendar sets the deadline, what happens next.
 *
 * @param unsent what was said here and is not in the log yet
 * @param restored what an archive brought back of an earlier decision, one line each
 */
public record DecisionView(
        DocumentId id,
        String title,
        Decision decision,
        List<ReceivedStatement> unsent,
        List<String> restored,
        People people,
        WorldClock clock) {

    public DecisionView {
        unsent = List.copyOf(unsent);
        restored = List.copyOf(restored);
    }

    /** One line. */
    public String summary() {
        return switch (decision.state()) {
            case DecisionState.Draft draft -> draft();
            case DecisionState.Open open -> open(open);
            case DecisionState.Objected objected ->
                "objected: the clock stands until "
                        + count(objected.objections().size(), "objection")
                        + (objected.objections().size() == 1 ? " is" : " are") + " resolved, dismissed or voted on";
            case DecisionState.Forked forked ->
                "forked: the clock stands until the proposer picks one of "
                        + forked.candidates().size() + " revisions";
            case DecisionState.Provisional provisional ->
                "provisional: \"" + provisional.basis().option() + "\" by "
                        + provisional.basis().rule().word() + ", final on " + clock.show(provisional.finalAt());
            case DecisionState.Accepted accepted ->
                "accepted: \"" + accepted.basis().option() + "\" by "
                        + accepted.basis().rule().word() + ", on " + clock.show(accepted.finalAt());
            case DecisionState.Rejected rejected -> "rejected by vote, on " + clock.show(rejected.closedAt());
            case DecisionState.Expired expired ->
                "expired on " + clock.show(expired.stoppedAt()) + ": nothing was decided, talk about it";
            case DecisionState.Withdrawn withdrawn -> "withdrawn by " + people.name(withdrawn.by());
            case DecisionState.Superseded superseded ->
                "superseded by \"" + title(superseded.successor()) + "\", on " + clock.show(superseded.since());
        };
    }

    private String draft() {
        if (isOpenedHere()) {
            return "opened here: it is put to the people when the relay has received it";
        }
        return restored.isEmpty() ? "draft: not put to anybody yet" : "draft; before, " + restored.getLast();
    }

    private boolean isOpenedHere() {
        return unsent.stream().anyMatch(each -> each.act() instanceof Act.Open);
    }

    private String title(DocumentId other) {
        return people.team().document(other).map(entry -> entry.title()).orElseGet(other::hex);
    }

    private String open(DecisionState.Open open) {
        RoundView round = decision.round().orElseThrow();
        String due = clock.show(round.due().at());
        if (open.passed()) {
            return "open past its deadline of " + due + ", until " + clock.show(round.hardStop());
        }
        String what = switch (open.rule()) {
            case SILENCE -> "passes by silence";
            case CONSENT -> "passes if enough consent";
            case VOTE -> "is voted on";
        };
        return "open: " + what + " on " + due;
    }

    /** All there is to say. */
    public void print(Page page) {
        page.line(Span.of(title, dev.meridian.cli.output.Style.BOLD));
        page.line("  " + summary());
        decision.standing()
                .filter(outcome -> decision.round()
                        .filter(round -> round.number() > outcome.round())
                        .isPresent())
                .ifPresent(outcome -> page.line("  meanwhile the outcome of round " + outcome.round() + " stands: "
                        + outcome.state().word()));
        decision.round().ifPresent(round -> print(page, round));
        restored.forEach(each -> page.line("  " + each));
        decision.reopenings().forEach(each -> page.line("  " + reopening(each)));
        nextSteps().forEach(each -> page.line("  next: " + each));
        unsent.forEach(each ->
                page.line("  not sent yet: your " + noun(each.act()) + " counts when the relay has received it"));
        if (decision.flags().contains(Flag.REVIEW_DUE)) {
            page.line("  review due: look at the outcome again");
        }
        if (decision.flags().contains(Flag.CLOCK_AHEAD)) {
            page.line("  the relay's clock is ahead of this machine's: check both");
        }
    }

    private void print(Page page, RoundView round) {
        page.line("  question: " + round.terms().question());
        page.line("  recommendation: " + round.terms().recommendation() + options(round));
        page.line("  round " + round.number() + ", revision " + round.revisionNumber() + ", proposed by "
                + names(round.proposers()) + ", decided by "
                + people.name(round.terms().decider()));
        page.line("  deadline: " + deadline(round) + "; hard stop " + clock.show(round.hardStop()));
        Table table = new Table("  ").column("").column("").flexibleColumn("");
        round.people().stream()
                .filter(each ->
                        each.word() != Word.UNREACHED || each.part() != dev.meridian.model.decision.Part.INFORMED)
                .forEach(each -> table.row(
                        Span.of(people.name(each.member())), Span.of(each.part().word()), Span.of(standing(each))));
        page.table(table);
        round.objections()
                .forEach(each -> page.line("  objection " + each.id().hex().substring(0, 8) + " by "
                        + people.name(each.raiser()) + " (" + each.status().word() + "): " + each.reason()
                        + note(each)));
    }

    private static String options(RoundView round) {
        return round.terms().options().isEmpty()
                ? ""
                : " (of: " + String.join(", ", round.terms().options()) + ")";
    }

    private static String note(Objection objection) {
        return objection.note().isEmpty() ? "" : "; " + objection.note();
    }

    private String deadline(RoundView round) {
        String set = round.due()
                .setBy()
                .map(member -> ", set by the calendar of " + people.name(member))
                .orElse("");
        String put = round.extensions() == 0 ? "" : ", put off " + count(round.extensions(), "time");
        return clock.show(round.due().at()) + set + put;
    }

    private String standing(Standing standing) {
        return switch (standing.word()) {
            case OBJECTED -> "objects";
            case VOTED_AGAINST -> "voted against";
            case STOOD_ASIDE -> "stands aside";
            case ABSTAINED -> "abstains";
            case VOTED -> "voted for " + standing.option().orElse("");
            case CONSENTED -> "consents";
            case PROPOSED -> "proposes it";
            case SILENT -> "reached, has said nothing";
            case UNREACHED ->
                standing.acknowledgedAt()
                        .map(at -> "has it since " + clock.show(at)
                                + ", too few of their working days before the deadline")
                        .orElse("not reached yet: no device of theirs has it");
            case AWAY -> "away: too few working days before the deadline";
            case EXCUSED -> "excused";
        };
    }

    private String reopening(Reopening reopening) {
        return people.name(reopening.by())
                + (reopening.objection() ? " objected too late: " : " asks for another round: ")
                + reopening.reason() + " (second it: " + reopening.id().hex().substring(0, 8) + ")";
    }

    private static String noun(Act act) {
        return switch (act) {
            case Act.Open open -> "proposal";
            case Act.Acknowledge acknowledge -> "acknowledgement";
            case Act.Consent consent -> "consent";
            case Act.Raise raise -> "objection";
            case Act.StandAside aside -> "standing aside";
            case Act.Abstain abstain -> "abstention";
            case Act.Vote vote -> "vote";
            case Act.Resolve resolve -> "resolution";
            case Act.Dismiss dismiss -> "dismissal";
            case Act.Revise revise -> "revision";
            case Act.MarkMaterial mark -> "mark on the edit";
            case Act.PickRevision pick -> "choice of the revision";
            case Act.Withdraw withdraw -> "withdrawal";
            case Act.Extend extend -> "extension";
            case Act.Excuse excuse -> "excuse";
            case Act.Away away -> "absence";
            case Act.CallVote call -> "call for a vote";
            case Act.Reopen reopen -> "request for another round";
            case Act.Second second -> "seconding";
            case Act.ReviewOn review -> "review date";
            case Act.Supersede supersede -> "word on what this replaces";
        };
    }

    /** What happens next, one sentence each. */
    private List<String> nextSteps() {
        List<String> next = new ArrayList<>();
        decision.waits().forEach(wait -> next.add(wait(wait)));
        if (next.isEmpty() && decision.state() instanceof DecisionState.Open open && !open.passed()) {
            next.add(
                    open.rule() == Rule.SILENCE
                            ? "whoever disagrees objects before the deadline; everybody else need do nothing"
                            : "whoever is required says so before the deadline");
        }
        if (decision.state() instanceof DecisionState.Draft) {
            next.add(isOpenedHere() ? "meridian sync sends it" : "meridian decide open puts it to the people");
        }
        return next;
    }

    private String wait(Wait wait) {
        return switch (wait) {
            case Wait.ForSync sync ->
                "waiting for sync: what is known here ends before " + clock.show(sync.moment())
                        + ", so run meridian sync";
            case Wait.ForClock skew ->
                "the relay says it is past " + clock.show(skew.relaySays())
                        + ", which is in the future here: nothing closes until the clocks agree";
            case Wait.ForReach reach ->
                "not reached: " + names(reach.people()) + "; they speak, or the decider excuses them";
            case Wait.ForFloor floor ->
                "silence counts when " + floor.floor() + " people are reached; now it is " + floor.reached();
            case Wait.ForConsent consent ->
                consent.people().isEmpty()
                        ? count(consent.missing(), "more consent") + " needed"
                        : "waiting for a word of " + names(consent.people());
            case Wait.ForQuorum quorum -> quorum.votes() + " of " + quorum.quorum() + " votes that are needed are cast";
            case Wait.ForObjections objections ->
                "whoever objected resolves it, the proposer revises, or the decider dismisses it or calls a vote";
            case Wait.ForPick pick ->
                "the proposer picks: meridian decide pick DOC "
                        + pick.candidates().stream()
                                .map(each -> each.hex().substring(0, 8))
                                .collect(Collectors.joining(" or "));
        };
    }

    private String names(Collection<MemberId> members) {
        return members.stream().map(people::name).collect(Collectors.joining(", "));
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /** For a script. */
    public Json.Fields json() {
        Json.Fields fields = Json.object()
                .put("id", id.hex())
                .put("title", title)
                .put("state", decision.state().word())
                .put("summary", summary())
                .put(
                        "by",
                        decision.state().carriedBy().map(basis -> basis.rule().word()))
                .put("chosen", decision.state().carriedBy().map(DecisionState.Basis::option))
                .put("waitingForSync", decision.waitsForSync())
                .put("next", nextSteps())
                .put(
                        "flags",
                        decision.flags().stream()
                                .map(flag -> flag.name().toLowerCase(Locale.ROOT))
                                .sorted()
                                .toList())
                .put("restored", restored)
                .put("unsent", unsent.stream().map(each -> each.act().word()).toList());
        Optional<RoundView> round = decision.round();
        round.ifPresent(each -> fields.putAll(json(each)));
        fields.put(
                "reopenings",
                new Json.Array(decision.reopenings().stream()
                        .<Json>map(each -> Json.object()
                                .put("id", each.id().hex())
                                .put("by", each.by().hex())
                                .put("reason", each.reason()))
                        .toList()));
        fields.put(
                "outcomes",
                new Json.Array(decision.outcomes().stream()
                        .<Json>map(each -> Json.object()
                                .put("round", each.round())
                                .put("outcome", each.state().word())
                                .put("certificate", each.certificate().sha256(id)))
                        .toList()));
        return fields;
    }

    private Json.Fields json(RoundView round) {
        return Json.object()
                .put("round", round.number())
                .put("revision", round.revisionNumber())
                .put("question", round.terms().question())
                .put("recommendation", round.terms().recommendation())
                .put("options", round.terms().options())
                .put("rule", round.policy().rule().word())
                .put("decider", round.terms().decider().hex())
                .put("proposers", round.proposers().stream().map(MemberId::hex).toList())
                .put("deadline", round.due().at().toString())
                .put("deadlineSetBy", round.due().setBy().map(MemberId::hex))
                .put("hardStop", round.hardStop().toString())
                .put("extensions", round.extensions())
                .put(
                        "people",
                        new Json.Array(round.people().stream()
                                .<Json>map(each -> Json.object()
                                        .put("member", each.member().hex())
                                        .put("name", people.name(each.member()))
                                        .put("part", each.part().word())
                                        .put("word", each.word().word())
                                        .put("option", each.option())
                                        .put(
                                                "acknowledged",
                                                each.acknowledgedAt().map(Object::toString)))
                                .toList()))
                .put(
                        "objections",
                        new Json.Array(round.objections().stream()
                                .<Json>map(each -> Json.object()
                                        .put("id", each.id().hex())
                                        .put("by", each.raiser().hex())
                                        .put("reason", each.reason())
                                        .put("status", each.status().word())
                                        .put("note", each.note()))
                                .toList()));
    }
}
