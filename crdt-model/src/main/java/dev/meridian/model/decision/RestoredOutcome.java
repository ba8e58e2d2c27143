package dev.meridian.model.decision;

import dev.meridian.model.json.Json;
import dev.meridian.model.json.JsonText;
import java.util.SortedMap;
import java.util.TreeMap;

/** An outcome that an archive brought from another workspace: it is told, and proves nothing here (DEC-42). */
public final class RestoredOutcome {

    private static final String RESTORED = "restored";

    private RestoredOutcome() {}

    /** What stands in the document then: the line as it was recorded, marked. */
    public static String line(Json.Obj recorded) {
        SortedMap<String, Json> fields = new TreeMap<>(recorded.fields());
        fields.put(RESTORED, Json.of(true));
        return Json.object(fields).printCompact();
    }

    /** Whether a line of a document is one: an outcome of this workspace takes its place. */
    public static boolean is(String line) {
        return JsonText.parse(line)
                .filter(json -> json instanceof Json.Obj object
                        && Json.of(true).equals(object.fields().get(RESTORED)))
                .isPresent();
    }
}
