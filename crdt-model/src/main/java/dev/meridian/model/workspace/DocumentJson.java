package dev.meridian.model.workspace;

import dev.meridian.model.document.Document;
import dev.meridian.model.json.Json;
import dev.meridian.model.json.JsonText;
import java.util.SortedMap;
import java.util.TreeMap;

/** A document as JSON (docs/schema.md). */
public final class DocumentJson {

    private DocumentJson() {}

    public static Json of(Document document) {
        return new Fields()
                .put("schema", Json.of(document.schema()))
                .put("text", document.text())
                .list("threads", DiscussionJson.of(document.discussion()))
                .object("decision", draft(document))
                .object("outcomes", outcomes(document))
                .unknown(document.unknown())
                .json();
    }

    private static SortedMap<String, Json> draft(Document document) {
        TreeMap<String, Json> fields = new TreeMap<>();
        document.draft().forEach((field, value) -> fields.put(field.word(), Json.of(value)));
        return fields;
    }

    private static SortedMap<String, Json> outcomes(Document document) {
        TreeMap<String, Json> rounds = new TreeMap<>();
        document.outcomes()
                .forEach((round, outcome) ->
                        rounds.put(round.toString(), JsonText.parse(outcome).orElseGet(() -> Json.of(outcome))));
        return rounds;
    }
}
