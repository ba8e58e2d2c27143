package dev.meridian.model.formats.archive;

import dev.meridian.model.decision.Act;
import dev.meridian.model.decision.Outcome;
import dev.meridian.model.decision.Participant;
import dev.meridian.model.decision.ReceivedStatement;
import dev.meridian.model.decision.Terms;
import dev.meridian.model.formats.merge.DocumentPaths;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.json.Json;
import dev.meridian.model.team.DocumentEntry;
import dev.meridian.model.team.Member;
import dev.meridian.model.team.Team;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What was said in decisions and what came of it, for readers that know nothing of Meridian (FMT-ARCHIVE-5). */
public final class ArchivedDecisions {

    /** Where they stand in an archive. */
    static final String FOLDER = "decisions/";

    /** How the files for people end. */
    static final String HISTORY = ".md";

    private final Team team;

    private ArchivedDecisions(Team team) {
        this.team = team;
    }

    /** One file for each decision, by path in the archive: named as its document is. */
    public static SortedMap<String, byte[]> files(Team team, Map<DocumentId, DecisionHistory> decisions) {
        DocumentPaths paths = new DocumentPaths(team);
        ArchivedDecisions archived = new ArchivedDecisions(team);
        SortedMap<String, byte[]> files = new TreeMap<>();
        decisions.forEach((id, history) -> {
            String name = paths.path(id).replaceFirst("\\.(md|markdown)$", "");
            String text = archived.decision(id, paths.path(id), history).print() + "\n";
            files.put(FOLDER + name + ".json", text.getBytes(StandardCharsets.UTF_8));
            String title = team.document(id).map(DocumentEntry::title).orElse("");
            String readable = new DecisionText(team).write(id, title, history);
            files.put(FOLDER + name + HISTORY, readable.getBytes(StandardCharsets.UTF_8));
        });
        return files;
    }

    private Json decision(DocumentId id, String path, DecisionHistory history) {
        SortedMap<String, Json> fields = new TreeMap<>();
        fields.put("id", Json.of(id.hex()));
        fields.put("document", Json.of("documents/" + path));
        fields.put("title", Json.of(team.document(id).map(DocumentEntry::title).orElse("")));
        fields.put("state", Json.of(history.decision().state().word()));
        fields.put(
                "certificates",
                Json.array(history.decision().outcomes().stream()
                        .map(outcome -> certificate(id, outcome))
                        .toList()));
        fields.put(
                "statements",
                Json.array(history.statements().stream().map(this::statement).toList()));
        return Json.object(fields);
    }

    private static Json certificate(DocumentId id, Outcome outcome) {
        return Json.object(Map.of(
                "certificate",
                outcome.certificate().json(id),
                "sha256",
                Json.of(outcome.certificate().sha256(id))));
    }

    private Json statement(ReceivedStatement said) {
        SortedMap<String, Json> fields = new TreeMap<>();
        act(said.act(), fields);
        fields.put("id", Json.of(said.id().hex()));
        fields.put("act", Json.of(said.act().word()));
        fields.put("by", person(said.author()));
        fields.put("device", Json.of(said.device().hex()));
        fields.put("position", Json.of(said.position()));
        fields.put("received", Json.of(said.receivedAt().toString()));
        fields.put("claimed", Json.of(said.claimedAt().toString()));
        fields.put("seenUntil", Json.of(said.seen().position()));
        fields.put("revision", Json.of(said.revision().toString()));
        return Json.object(fields);
    }

    private void act(Act act, SortedMap<String, Json> fields) {
        switch (act) {
            case Act.Open open -> fields.put("terms", terms(open.terms()));
            case Act.Raise raise -> fields.put("reason", Json.of(raise.reason()));
            case Act.Vote vote -> vote.option().ifPresent(option -> fields.put("option", Json.of(option)));
            case Act.Resolve resolve ->
                fields.put("objection", Json.of(resolve.objection().hex()));
            case Act.Dismiss dismiss -> {
                fields.put("objection", Json.of(dismiss.objection().hex()));
                fields.put("reason", Json.of(dismiss.reason()));
            }
            case Act.Revise revise -> fields.put("material", Json.of(revise.material()));
            case Act.MarkMaterial mark ->
                fields.put("revise", Json.of(mark.revise().hex()));
            case Act.PickRevision pick ->
                fields.put("revise", Json.of(pick.revise().hex()));
            case Act.Withdraw withdraw -> fields.put("reason", Json.of(withdraw.reason()));
            case Act.Extend extend -> fields.put("until", Json.of(extend.until().toString()));
            case Act.Excuse excuse -> {
                fields.put("member", person(excuse.member()));
                fields.put("reason", Json.of(excuse.reason()));
            }
            case Act.Away away -> {
                fields.put("first", Json.of(away.days().first().toString()));
                fields.put("last", Json.of(away.days().last().toString()));
            }
            case Act.Reopen reopen -> fields.put("reason", Json.of(reopen.reason()));
            case Act.Second second ->
                fields.put("reopening", Json.of(second.reopening().hex()));
            case Act.ReviewOn review -> fields.put("date", Json.of(review.date().toString()));
            case Act.Supersede supersede ->
                fields.put("decision", Json.of(supersede.decision().hex()));
            // The word of these says all.
            case Act.Acknowledge acknowledge -> {}
            case Act.Consent consent -> {}
            case Act.StandAside aside -> {}
            case Act.Abstain abstain -> {}
            case Act.CallVote call -> {}
        }
    }

    private Json terms(Terms terms) {
        SortedMap<String, Json> fields = new TreeMap<>();
        fields.put("question", Json.of(terms.question()));
        fields.put("options", Json.strings(terms.options()));
        fields.put("recommendation", Json.of(terms.recommendation()));
        fields.put("decider", person(terms.decider()));
        fields.put(
                "people", Json.array(terms.people().stream().map(this::person).toList()));
        fields.put("rule", Json.of(terms.policy().rule().word()));
        fields.put("windowDays", Json.of((long) terms.policy().windowDays()));
        fields.put("graceHours", Json.of(terms.policy().grace().toHours()));
        fields.put("hardStopDays", Json.of((long) terms.policy().hardStopDays()));
        fields.put("deadline", Json.of(terms.deadline().at().toString()));
        fields.put("timeZones", Json.of(terms.deadline().version()));
        fields.put(
                "supersedes",
                Json.strings(terms.supersedes().stream()
                        .map(DocumentId::hex)
                        .sorted()
                        .toList()));
        terms.reviewOn().ifPresent(date -> fields.put("reviewOn", Json.of(date.toString())));
        return Json.object(fields);
    }

    private Json person(Participant participant) {
        SortedMap<String, Json> fields = new TreeMap<>();
        fields.put("id", Json.of(participant.member().hex()));
        fields.put("name", Json.of(name(participant.member())));
        fields.put("part", Json.of(participant.part().word()));
        fields.put("zone", Json.of(participant.calendar().zone()));
        return Json.object(fields);
    }

    private Json person(MemberId member) {
        return Json.object(Map.of("id", Json.of(member.hex()), "name", Json.of(name(member))));
    }

    private String name(MemberId member) {
        return team.member(member).map(Member::name).orElse("");
    }
}
