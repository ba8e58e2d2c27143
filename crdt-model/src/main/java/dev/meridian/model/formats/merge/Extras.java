package dev.meridian.model.formats.merge;

import dev.meridian.model.formats.BadInput;
import dev.meridian.model.formats.FormatLimits;
import dev.meridian.model.formats.SourceText;
import dev.meridian.model.formats.json.CompactJson;
import dev.meridian.model.formats.json.JsonReader;
import dev.meridian.model.json.Json;
import dev.meridian.model.value.Meta;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The foreign keys of a thing: one object for each format that has seen it, so that none gets in another's way. */
public final class Extras {

    /** Key of our own object as a file had it. */
    public static final String OURS = "ours";

    private Extras() {}

    /** What the format of this kind left there; empty where it left nothing, or somebody wrote there what is not ours. */
    public static Json.Obj of(Meta meta, String kind) {
        return all(meta).fields().get(kind) instanceof Json.Obj object ? object : CompactJson.EMPTY;
    }

    /**
     * The whole as it will be stored with this kind's part replaced.
     *
     * @throws BadInput where that is more than a thing can hold
     */
    static Optional<String> with(Meta meta, String kind, SourceThing theirs, String file) throws BadInput {
        Optional<String> whole = with(meta, kind, theirs.extra());
        Stored.require(whole.orElse(""), file, theirs.at(), "foreign keys");
        return whole;
    }

    /** The same for what is known to be small. */
    static Optional<String> with(Meta meta, String kind, Json.Obj extra) {
        SortedMap<String, Json> members = new TreeMap<>(all(meta).fields());
        if (extra.fields().isEmpty()) {
            members.remove(kind);
        } else {
            members.put(kind, extra);
        }
        return members.isEmpty() ? Optional.empty() : Optional.of(CompactJson.write(new Json.Obj(members)));
    }

    /** What is compared to see whether a file's foreign keys changed: all but the note of {@link Exported}, which changes with every export. */
    public static String print(Json.Obj extra) {
        if (!(extra.fields().get(OURS) instanceof Json.Obj ours)) {
            return CompactJson.write(extra);
        }
        SortedMap<String, Json> members = new TreeMap<>(extra.fields());
        SortedMap<String, Json> kept = new TreeMap<>(ours.fields());
        kept.remove(Exported.KEY);
        if (kept.isEmpty()) {
            members.remove(OURS);
        } else {
            members.put(OURS, new Json.Obj(kept));
        }
        return CompactJson.write(new Json.Obj(members));
    }

    private static Json.Obj all(Meta meta) {
        return meta.extra().map(Extras::parse).orElse(CompactJson.EMPTY);
    }

    private static Json.Obj parse(String text) {
        try {
            return JsonReader.read(new SourceText("extra", text), FormatLimits.DEFAULT)
                                    .value()
                            instanceof Json.Obj object
                    ? object
                    : CompactJson.EMPTY;
        } catch (BadInput notOurs) {
            return CompactJson.EMPTY;
        }
    }
}
