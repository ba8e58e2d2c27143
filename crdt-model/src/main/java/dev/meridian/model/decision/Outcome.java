package dev.meridian.model.decision;

import dev.meridian.model.id.DocumentId;
import dev.meridian.model.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a round ended, final.
 *
 * @param certificate recomputed by whoever has the log
 */
public record Outcome(int round, DecisionState state, Certificate certificate) {

    /**
     * What is written into the document (DEC-41), in one line of canonical JSON: the same whoever writes it, so that two who do at once write
     * no conflict.
     */
    public String line(DocumentId decision) {
        TreeMap<String, Json> fields = new TreeMap<>();
        fields.put("round", Json.of(round));
        fields.put("outcome", Json.of(state.word()));
        state.carriedBy().ifPresent(basis -> {
            fields.put("by", Json.of(basis.rule().word()));
            fields.put("chosen", Json.of(basis.option()));
        });
        fields.put("question", Json.of(certificate.terms().question()));
        fields.put("ended", Json.of(certificate.endedAt().toString()));
        fields.put("people", Json.object(people()));
        fields.put("certificate", Json.of(certificate.sha256(decision)));
        return Json.object(fields).printCompact();
    }

    private Map<String, Json> people() {
        TreeMap<String, List<String>> byWord = new TreeMap<>();
        for (Standing each : certificate.people()) {
            byWord.computeIfAbsent(each.word().word(), none -> new ArrayList<>())
                    .add(each.member().hex());
        }
        TreeMap<String, Json> people = new TreeMap<>();
        byWord.forEach((word, members) -> people.put(word, Json.strings(members)));
        return people;
    }
}
