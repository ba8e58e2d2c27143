package dev.meridian.model.formats.archive;

import dev.meridian.model.decision.Act;
import dev.meridian.model.decision.Decision;
import dev.meridian.model.decision.DecisionState;
import dev.meridian.model.decision.Outcome;
import dev.meridian.model.decision.Participant;
import dev.meridian.model.decision.ReceivedStatement;
import dev.meridian.model.decision.Terms;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.id.StatementId;
import dev.meridian.model.team.Member;
import dev.meridian.model.team.Team;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What was said in a decision, for people: Markdown, all times in UTC. */
final class DecisionText {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private final Team team;
    private final Map<StatementId, ReceivedStatement> said = new HashMap<>();

    DecisionText(Team team) {
        this.team = team;
    }

    /** @param title of the document */
    String write(DocumentId id, String title, DecisionHistory history) {
        history.statements().forEach(each -> said.put(each.id(), each));
        StringBuilder out = new StringBuilder("# History of the decision: " + title + "\n\n");
        out.append("State when this was written: ")
                .append(history.decision().state().word())
                .append(".\n");
        outcomes(id, history.decision(), out);
        out.append("\n## What was said\n\nIn the order of the log; times are those of the relay, in UTC.\n\n");
        for (ReceivedStatement each : history.statements()) {
            out.append("- ")
                    .append(time(each.receivedAt()))
                    .append(", ")
                    .append(name(each.author()))
                    .append(' ');
            out.append(act(each.act())).append(claimed(each)).append('\n');
        }
        return out.toString();
    }

    private static void outcomes(DocumentId id, Decision decision, StringBuilder out) {
        if (decision.outcomes().isEmpty()) {
            return;
        }
        out.append("\n## Outcomes\n\n");
        for (Outcome each : decision.outcomes()) {
            out.append("- Round ")
                    .append(each.round())
                    .append(": ")
                    .append(each.state().word());
            each.state().carriedBy().ifPresent(basis -> out.append(", ").append(chosen(basis)));
            out.append(", on ").append(time(each.certificate().endedAt()));
            out.append("; certificate ").append(each.certificate().sha256(id)).append('\n');
        }
    }

    private static String chosen(DecisionState.Basis basis) {
        return quoted(basis.option()) + " by " + basis.rule().word();
    }

    /** Where somebody wrote it well before it arrived. */
    private static String claimed(ReceivedStatement statement) {
        String claimed = time(statement.claimedAt());
        return claimed.equals(time(statement.receivedAt())) ? "" : " (written " + claimed + ")";
    }

    private String act(Act act) {
        return switch (act) {
            case Act.Open open -> "proposed it: " + terms(open.terms());
            case Act.Acknowledge acknowledge -> "had it on a device";
            case Act.Consent consent -> "consented";
            case Act.Raise raise -> "objected: " + quoted(raise.reason());
            case Act.StandAside aside -> "stood aside";
            case Act.Abstain abstain -> "abstained";
            case Act.Vote vote ->
                vote.option().map(option -> "voted for " + quoted(option)).orElse("voted against all");
            case Act.Resolve resolve -> "resolved " + objection(resolve.objection());
            case Act.Dismiss dismiss -> "dismissed " + objection(dismiss.objection()) + ": " + quoted(dismiss.reason());
            case Act.Revise revise ->
                revise.material() ? "revised the proposal" : "edited the proposal, nothing material";
            case Act.MarkMaterial mark -> "found an edit material";
            case Act.PickRevision pick -> "picked one of the revisions";
            case Act.Withdraw withdraw ->
                "withdrew it" + (withdraw.reason().isBlank() ? "" : ": " + quoted(withdraw.reason()));
            case Act.Extend extend -> "put the deadline off to " + time(extend.until());
            case Act.Excuse excuse -> "excused " + name(excuse.member()) + ": " + quoted(excuse.reason());
            case Act.Away away ->
                "said to be away from " + away.days().first() + " to "
                        + away.days().last();
            case Act.CallVote call -> "called a vote";
            case Act.Reopen reopen -> "asked for another round: " + quoted(reopen.reason());
            case Act.Second second -> "seconded another round";
            case Act.ReviewOn review -> "set the review date to " + review.date();
            case Act.Supersede supersede -> "said that it replaces " + title(supersede.decision());
        };
    }

    private String terms(Terms terms) {
        String options = terms.options().isEmpty()
                ? ""
                : " of " + terms.options().stream().map(DecisionText::quoted).collect(Collectors.joining(", "));
        return quoted(terms.question()) + "; recommended: " + quoted(terms.recommendation()) + options + "; by "
                + terms.policy().rule().word() + "; deadline "
                + time(terms.deadline().at()) + "; decided by "
                + name(terms.decider()) + "; " + people(terms.people());
    }

    private String people(List<Participant> people) {
        return people.stream()
                .map(each -> name(each.member()) + " (" + each.part().word() + ")")
                .collect(Collectors.joining(", "));
    }

    private String objection(StatementId id) {
        ReceivedStatement there = said.get(id);
        return there == null ? "an objection" : "the objection of " + name(there.author());
    }

    private String title(DocumentId id) {
        return team.document(id).map(entry -> quoted(entry.title())).orElse("another decision");
    }

    private String name(MemberId member) {
        return team.member(member).map(Member::name).orElse("somebody");
    }

    private static String quoted(String text) {
        return "\u201C" + text.strip().replaceAll("\\s+", " ") + "\u201D";
    }

    private static String time(Instant at) {
        return MINUTE.format(at.atOffset(ZoneOffset.UTC));
    }
}
