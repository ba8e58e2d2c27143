package dev.meridian.cli.view;

import dev.meridian.model.decision.RestoredOutcome;
import dev.meridian.model.document.Document;
import dev.meridian.model.json.Json;
import dev.meridian.model.json.JsonText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an archive brought back of a document's earlier decision, one line a round. */
public final class RestoredOutcomes {

    private RestoredOutcomes() {}

    public static List<String> of(Document document) {
        return document.outcomes().entrySet().stream()
                .filter(each -> RestoredOutcome.is(each.getValue()))
                .map(RestoredOutcomes::line)
                .toList();
    }

    private static String line(Map.Entry<Integer, String> recorded) {
        Json.Obj fields = JsonText.parse(recorded.getValue())
                .filter(Json.Obj.class::isInstance)
                .map(Json.Obj.class::cast)
                .orElseThrow();
        String chosen =
                text(fields, "chosen").map(option -> " \"" + option + "\"").orElse("");
        String by = text(fields, "by").map(rule -> " by " + rule).orElse("");
        return "round " + recorded.getKey() + " in the workspace that was archived: "
                + text(fields, "outcome").orElse("ended") + chosen + by
                + text(fields, "ended").map(at -> ", " + at).orElse("");
    }

    private static Optional<String> text(Json.Obj fields, String key) {
        return fields.fields().get(key) instanceof Json.Str text ? Optional.of(text.value()) : Optional.empty();
    }
}
