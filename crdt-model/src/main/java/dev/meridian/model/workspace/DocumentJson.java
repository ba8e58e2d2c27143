package dev.meridian.model.workspace;

import dev.meridian.model.document.Document;
import dev.meridian.model.json.Json;

/** A document as JSON (docs/schema.md). */
public final class DocumentJson {

    private DocumentJson() {}

    public static Json of(Document document) {
        return new Fields()
                .put("schema", Json.of(document.schema()))
                .put("text", document.text())
                .list("threads", DiscussionJson.of(document.discussion()))
                .unknown(document.unknown())
                .json();
    }
}
