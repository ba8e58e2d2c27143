package dev.meridian.model.plan;

import dev.meridian.model.automerge.ObjectId;
import dev.meridian.model.automerge.Value;
import dev.meridian.model.id.SubjectId;
import dev.meridian.model.json.Json;
import dev.meridian.model.json.JsonText;
import dev.meridian.model.schema.ItemKeys;
import dev.meridian.model.schema.Schema;
import dev.meridian.model.schema.SourceJson;
import dev.meridian.model.value.Field;
import dev.meridian.model.value.Source;
import java.util.Optional;

/** Edits that every kind of thing takes. */
public final class CommonEdits {

    private final Desk desk;

    public CommonEdits(Desk desk) {
        this.desk = desk;
    }

    /** Title or name: one line. */
    public void title(SubjectId subject, Field field, String title, int lengthMax) {
        desk.edit(subject, map -> putTitle(map, field, title, lengthMax));
    }

    public void putTitle(ObjectId map, Field field, String title, int lengthMax) {
        checkLine(field.key(), title, lengthMax);
        desk.put(map, field, Value.of(title));
    }

    /** Refuses what is not one line of at most so many characters. */
    public void checkLine(String what, String line, int lengthMax) {
        desk.require(Texts.isWellFormed(line), "The {} contains half a character (an unpaired surrogate).", what);
        desk.require(Texts.isOneLine(line), "The {} must be one line without control characters.", what);
        desk.require(Texts.length(line) <= lengthMax, "The {} has more than {} characters.", what, lengthMax);
    }

    public void order(SubjectId subject, double order) {
        desk.edit(subject, map -> putOrder(map, order));
    }

    public void putOrder(ObjectId map, double order) {
        desk.require(Double.isFinite(order), "The order must be a number.");
        desk.put(map, Field.ORDER, Value.of(order));
    }

    /** Adds an item that its key says all of, to a set. */
    public void addItem(SubjectId subject, Field set, String item) {
        desk.edit(subject, map -> desk.put(map, ItemKeys.ofForm(set, item), Value.of(true)));
    }

    /** Removes such an item, where it is there. */
    public void removeItem(SubjectId subject, Field set, String item) {
        desk.edit(subject, map -> desk.remove(map, ItemKeys.ofForm(set, item)));
    }

    public void extra(SubjectId subject, Optional<String> extra) {
        extra.ifPresent(json -> {
            checkValue("extra JSON", json);
            desk.require(JsonText.parse(json).orElse(null) instanceof Json.Obj, "The extra JSON is not a JSON object.");
        });
        desk.edit(subject, map -> desk.putOrClear(map, Field.EXTRA, extra.map(Value::of)));
    }

    public void source(SubjectId subject, Source source) {
        checkLine("kind of source", source.kind(), Limits.NAME_MAX);
        String json = SourceJson.print(source);
        checkValue("source", json);
        desk.edit(subject, map -> desk.put(map, Schema.SOURCE, Value.of(json)));
    }

    private void checkValue(String what, String value) {
        desk.require(Texts.isWellFormed(value), "The {} contains half a character (an unpaired surrogate).", what);
        desk.require(
                Texts.utf8Bytes(value) <= Limits.VALUE_BYTES_MAX,
                "The {} has more than {} bytes.",
                what,
                Limits.VALUE_BYTES_MAX);
    }
}
