package dev.meridian.model.decision;

import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.id.StatementId;
import dev.meridian.model.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a round came to, and by what: the same for everybody who has the log, byte for byte (DEC-40).
 *
 * @param endedAt when it became final, by the relay's receipts
 * @param due the deadline as it was in the end
 * @param acts what counted, in the order of the log
 */
public record Certificate(
        int round,
        int revisionNumber,
        Revision revision,
        SortedSet<MemberId> proposers,
        Terms terms,
        Rule rule,
        LogEnd opened,
        Due due,
        DecisionState state,
        Instant endedAt,
        List<Standing> people,
        List<Objection> objections,
        List<Entry> acts) {
    public Certificate {
        proposers = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(proposers));
        people = List.copyOf(people);
        objections = List.copyOf(objections);
        acts = List.copyOf(acts);
    }

    /** An act that counted, with its receipt. */
    public record Entry(long position, Instant receivedAt, StatementId id, MemberId by, String act) {}

    static Certificate of(Round round) {
        return new Certificate(
                round.number,
                round.revisionNumber,
                round.revision(),
                new TreeSet<>(round.crew.proposers()),
                round.terms,
                round.policy.rule(),
                new LogEnd(round.startPosition, round.startedAt),
                round.due,
                Picture.state(round),
                round.endedAt,
                new Verdict(round).standings(),
                List.copyOf(round.objections.values()),
                round.record.stream()
                        .map(each -> new Entry(
                                each.position(),
                                each.receivedAt(),
                                each.id(),
                                each.author(),
                                each.act().word()))
                        .toList());
    }

    /** SHA-256 of its canonical form, in hex digits. */
    public String sha256(DocumentId decision) {
        try {
            byte[] bytes = json(decision).print().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** In canonical form (JSON-1). */
    public Json json(DocumentId decision) {
        TreeMap<String, Json> fields = new TreeMap<>();
        fields.put("format", Json.of("meridian-certificate/1"));
        fields.put("decision", Json.of(decision.hex()));
        fields.put("question", Json.of(terms.question()));
        fields.put("round", Json.of(round));
        fields.put("revision", Json.of(revisionNumber));
        fields.put(
                "heads",
                Json.strings(revision.heads().stream().map(Object::toString).toList()));
        fields.put(
                "proposers", Json.strings(proposers.stream().map(MemberId::hex).toList()));
        fields.put("decider", Json.of(terms.decider().hex()));
        fields.put("rule", Json.of(rule.word()));
        fields.put("outcome", Json.of(state.word()));
        state.carriedBy().ifPresent(basis -> {
            fields.put("by", Json.of(basis.rule().word()));
            fields.put("chosen", Json.of(basis.option()));
        });
        fields.put("opened", Json.of(opened.at().toString()));
        fields.put("openedPosition", Json.of(opened.position()));
        fields.put("deadline", Json.of(due.at().toString()));
        due.setBy().ifPresent(member -> fields.put("deadlineSetBy", Json.of(member.hex())));
        fields.put("timeZones", Json.of(terms.deadline().version()));
        fields.put("ended", Json.of(endedAt.toString()));
        fields.put("people", Json.array(people.stream().map(Certificate::json).toList()));
        fields.put(
                "objections",
                Json.array(objections.stream().map(Certificate::json).toList()));
        fields.put("acts", Json.array(acts.stream().map(Certificate::json).toList()));
        return Json.object(fields);
    }

    private static Json json(Standing standing) {
        TreeMap<String, Json> fields = new TreeMap<>();
        fields.put("member", Json.of(standing.member().hex()));
        fields.put("part", Json.of(standing.part().word()));
        fields.put("word", Json.of(standing.word().word()));
        standing.position().ifPresent(position -> fields.put("position", Json.of(position)));
        standing.acknowledgedAt().ifPresent(at -> fields.put("acknowledged", Json.of(at.toString())));
        standing.option().ifPresent(option -> fields.put("option", Json.of(option)));
        return Json.object(fields);
    }

    private static Json json(Objection objection) {
        TreeMap<String, Json> fields = new TreeMap<>(Map.of(
                "id", Json.of(objection.id().hex()),
                "by", Json.of(objection.raiser().hex()),
                "reason", Json.of(objection.reason()),
                "position", Json.of(objection.position()),
                "status", Json.of(objection.status().word())));
        if (!objection.note().isEmpty()) {
            fields.put("note", Json.of(objection.note()));
        }
        return Json.object(fields);
    }

    private static Json json(Entry entry) {
        return Json.object(Map.of(
                "position", Json.of(entry.position()),
                "received", Json.of(entry.receivedAt().toString()),
                "id", Json.of(entry.id().hex()),
                "by", Json.of(entry.by().hex()),
                "act", Json.of(entry.act())));
    }
}
