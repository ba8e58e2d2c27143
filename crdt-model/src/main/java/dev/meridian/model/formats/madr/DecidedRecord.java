package dev.meridian.model.formats.madr;

import dev.meridian.model.decision.Decision;
import dev.meridian.model.decision.DecisionState;
import dev.meridian.model.decision.Outcome;
import dev.meridian.model.decision.Part;
import dev.meridian.model.decision.RoundView;
import dev.meridian.model.decision.Rule;
import dev.meridian.model.decision.Standing;
import dev.meridian.model.decision.Word;
import dev.meridian.model.document.Document;
import dev.meridian.model.formats.BadInput;
import dev.meridian.model.formats.FormatLimits;
import dev.meridian.model.formats.merge.DocumentPaths;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.team.Member;
import dev.meridian.model.team.Team;
import dev.meridian.model.value.DraftField;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes where a workspace's decisions stand into the Markdown files of their documents (FMT-MADR-4). */
public final class DecidedRecord {

    private final Team team;
    private final DocumentPaths paths;
    private final Set<String> members;

    public DecidedRecord(Team team) {
        this.team = team;
        this.paths = new DocumentPaths(team);
        this.members = team.members().values().stream()
                .map(member -> lower(member.name()))
                .collect(Collectors.toSet());
    }

    /** Whether a document carries a decision, be it a draft, or is a record by its own words. */
    public static boolean is(String markdown, Document document, Optional<Decision> decision) {
        return decision.flatMap(Decision::round).isPresent()
                || !document.draft().isEmpty()
                || MadrReader.isMadr(markdown.replace("\r\n", "\n"));
    }

    /**
     * @param markdown the file as {@link dev.meridian.model.formats.markdown.MarkdownExport} writes it
     * @param decision as the log has it; empty where nothing was said
     * @return the file with what the decision says of itself, or as it was where there is none
     */
    public String write(String markdown, Document document, Optional<Decision> decision) {
        try {
            MadrRecord said = MadrReader.read("record", markdown.replace("\r\n", "\n"), FormatLimits.DEFAULT);
            Optional<MadrHead> head = decision.flatMap(there -> there.round().map(round -> head(there, round, said)));
            if (head.isEmpty() && document.draft().isEmpty()) {
                return markdown;
            }
            String record = MadrWriter.write(markdown, head.orElseGet(() -> draft(document, said)));
            return RecordNote.write(markdown, record);
        } catch (BadInput unreadable) {
            // As MadrWriter has it: front matter that is none stays what somebody made of it.
            return markdown;
        }
    }

    private MadrHead head(Decision decision, RoundView round, MadrRecord said) {
        DecisionState state = decision.state() instanceof DecisionState.Superseded
                ? decision.state()
                : decision.standing().map(Outcome::state).orElse(decision.state());
        Optional<Outcome> outcome = decision.standing();
        List<MemberId> makers = new ArrayList<>(with(round, Part.REQUIRED));
        makers.add(round.terms().decider());
        List<MemberId> consulted = new ArrayList<>(with(round, Part.CONSULTED));
        consulted.removeAll(makers);
        consulted.removeAll(round.proposers());
        MadrPeople people = new MadrPeople(
                merged(said.people().decisionMakers(), names(makers)),
                merged(said.people().consulted(), names(consulted)),
                merged(said.people().informed(), names(with(round, Part.INFORMED))));
        Optional<String> chosen =
                outcome.flatMap(each -> each.state().carriedBy()).map(DecisionState.Basis::option);
        return new MadrHead(
                status(state), Optional.of(date(decision, state, round)), people, chosen, because(state, outcome));
    }

    private String status(DecisionState state) {
        return switch (state) {
            case DecisionState.Draft draft -> MadrStatus.PROPOSED.word();
            case DecisionState.Open open -> MadrStatus.PROPOSED.word();
            case DecisionState.Objected objected -> MadrStatus.PROPOSED.word();
            case DecisionState.Forked forked -> MadrStatus.PROPOSED.word();
            case DecisionState.Provisional provisional -> MadrStatus.PROPOSED.word();
            case DecisionState.Accepted accepted -> MadrStatus.ACCEPTED.word();
            case DecisionState.Rejected rejected -> MadrStatus.REJECTED.word();
            // The template's list of words is open, and none of them says these.
            case DecisionState.Expired expired -> expired.word();
            case DecisionState.Withdrawn withdrawn -> withdrawn.word();
            case DecisionState.Superseded superseded -> "superseded by " + paths.path(superseded.successor());
        };
    }

    /** Of the status, in UTC. */
    private static LocalDate date(Decision decision, DecisionState state, RoundView round) {
        Instant at = state instanceof DecisionState.Superseded superseded
                ? superseded.since()
                : decision.standing()
                        .or(() -> decision.outcomes().stream()
                                .filter(each -> each.round() == round.number())
                                .findFirst())
                        .map(outcome -> outcome.certificate().endedAt())
                        .orElse(round.opened().at());
        return at.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private String because(DecisionState state, Optional<Outcome> outcome) {
        return switch (state) {
            case DecisionState.Draft draft -> "";
            case DecisionState.Open open -> "";
            case DecisionState.Objected objected -> "";
            case DecisionState.Forked forked -> "";
            case DecisionState.Provisional provisional -> "";
            case DecisionState.Accepted accepted -> outcome.map(this::because).orElse("");
            case DecisionState.Superseded superseded ->
                outcome.map(this::because).orElse("");
            case DecisionState.Rejected rejected -> "Rejected: no option had more than half of the votes.";
            case DecisionState.Expired expired -> "Nothing was decided: it expired without an outcome.";
            case DecisionState.Withdrawn withdrawn ->
                "Withdrawn by " + name(withdrawn.by())
                        + (withdrawn.reason().isBlank()
                                ? "."
                                : ": " + withdrawn.reason().strip());
        };
    }

    private String because(Outcome outcome) {
        Optional<Rule> rule = outcome.state().carriedBy().map(DecisionState.Basis::rule);
        return rule.map(by -> switch (by) {
                    case SILENCE -> "nobody objected, and everybody required was reached.";
                    case CONSENT -> "it was consented to by " + with(outcome, Word.CONSENTED) + ".";
                    case VOTE -> "it had more than half of the votes.";
                })
                .orElse("");
    }

    private String with(Outcome outcome, Word word) {
        return String.join(
                ", ",
                names(outcome.certificate().people().stream()
                        .filter(each -> each.word() == word)
                        .map(Standing::member)
                        .toList()));
    }

    private static List<MemberId> with(RoundView round, Part part) {
        return round.people().stream()
                .filter(each -> each.part() == part)
                .map(Standing::member)
                .toList();
    }

    /** What the record says itself stays; the draft fills in what it leaves open. */
    private MadrHead draft(Document document, MadrRecord said) {
        MadrPeople people = new MadrPeople(
                told(said.people().decisionMakers(), document, DraftField.REQUIRED),
                told(said.people().consulted(), document, DraftField.CONSULTED),
                told(said.people().informed(), document, DraftField.INFORMED));
        String status = said.status().isEmpty() ? MadrStatus.PROPOSED.word() : said.status();
        return new MadrHead(status, Optional.empty(), people, Optional.empty(), "");
    }

    private List<String> told(List<String> said, Document document, DraftField field) {
        if (!said.isEmpty()) {
            return said;
        }
        return Optional.ofNullable(document.draft().get(field)).stream()
                .flatMap(String::lines)
                .map(line -> team.members().values().stream()
                        .filter(member -> member.id().hex().equals(line))
                        .map(Member::name)
                        .findFirst()
                        .orElse(line))
                .filter(name -> !name.isBlank())
                .distinct()
                .toList();
    }

    /** In the order of the record, whose people that are no members of the team stay where they are. */
    private List<String> merged(List<String> said, List<String> now) {
        Set<String> here = now.stream().map(DecidedRecord::lower).collect(Collectors.toSet());
        List<String> merged = new ArrayList<>(said.stream()
                .filter(name -> here.contains(lower(name)) || !members.contains(lower(name)))
                .toList());
        Set<String> there = merged.stream().map(DecidedRecord::lower).collect(Collectors.toSet());
        now.stream().filter(name -> !there.contains(lower(name))).forEach(merged::add);
        return merged;
    }

    private List<String> names(List<MemberId> ids) {
        return List.copyOf(new LinkedHashSet<>(ids.stream().map(this::name).toList()));
    }

    private String name(MemberId id) {
        return team.member(id).map(Member::name).orElse("somebody");
    }

    private static String lower(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
