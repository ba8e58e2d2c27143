package dev.meridian.model.formats.merge;

import dev.meridian.model.board.Thing;
import dev.meridian.model.formats.BadInput;
import dev.meridian.model.formats.ImportContext.OnConflict;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.ThingId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.json.Json;
import dev.meridian.model.value.Field;
import dev.meridian.model.value.Meta;
import dev.meridian.model.value.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Brings one thing that is here together with what the file says of it (rules FMT-MERGE in docs/spec/formats.md). Per field: what did not change
 * in the file since the last import is left alone; what changed there and not here is taken; what changed on both sides stays, with a warning;
 * items of sets are added and removed one by one.
 */
final class ThingMerge {

    /** Of what was made here and came back in a file: what it was then is remembered like an import. */
    static final String OWN_KIND = "meridian";

    private final String kind;
    private final String file;
    private final Ours ours;
    private final Writes writes;
    private final Warnings warnings;
    private final boolean preferTheirs;

    ThingMerge(SourceBoard source, Ours ours, Writes writes, Warnings warnings, OnConflict onConflict) {
        this.kind = source.kind();
        this.file = source.file();
        this.ours = ours;
        this.writes = writes;
        this.warnings = warnings;
        this.preferTheirs = onConflict == OnConflict.TAKE_THEIRS;
    }

    /** Everything of a thing that was just added, and only carries what its Add intent gave it. */
    List<BoardIntent> fill(ThingId id, SourceThing theirs, Map<Field, String> given, SortedMap<String, String> more)
            throws BadInput {
        List<BoardIntent> intents = new ArrayList<>();
        SortedMap<String, String> base = new TreeMap<>(more);
        theirs.values().forEach((field, value) -> {
            if (!value.equals(given.getOrDefault(field, ""))) {
                intents.addAll(writes.value(id, field, "", value));
            }
            base.put(Base.key(kind, field), Fingerprint.of(value));
        });
        theirs.sets().forEach((field, words) -> {
            words.forEach(word -> writes.add((CardId) id, field, word).ifPresent(intents::add));
            base.put(Base.key(kind, field), Fingerprint.joined(words));
        });
        remember(theirs.extra(), kind, base);
        Stored.require(base, file, theirs.at());
        intents.add(new BoardIntent.SetSource(id, new Source(kind, theirs.id(), base)));
        Extras.with(Meta.NEW, kind, theirs, file)
                .ifPresent(extra -> intents.add(new BoardIntent.SetExtra(id, Optional.of(extra))));
        return intents;
    }

    /**
     * Whatever changed in the file.
     *
     * @param more to remember besides the values, by key of the source
     */
    List<BoardIntent> update(Thing local, SourceThing theirs, Map<String, String> more) throws BadInput {
        List<BoardIntent> intents = new ArrayList<>();
        SortedMap<String, String> base = new TreeMap<>(values(local));
        base.putAll(more);
        theirs.values().forEach((field, value) -> intents.addAll(single(local, theirs, field, value, base)));
        theirs.sets().forEach((field, words) -> intents.addAll(several(local, theirs, field, words, base)));
        if (!Base.ofExtra(local.meta(), kind, theirs).matches(Extras.print(theirs.extra()))) {
            remember(theirs.extra(), kind, base);
            if (!Extras.of(local.meta(), kind).equals(theirs.extra())) {
                intents.add(new BoardIntent.SetExtra(local.id(), Extras.with(local.meta(), kind, theirs, file)));
            }
        }
        if (!base.equals(values(local))) {
            Stored.require(base, file, theirs.at());
            Source source =
                    local.meta().source().orElse(Source.of(OWN_KIND, local.id().hex()));
            intents.add(new BoardIntent.SetSource(local.id(), source.with(base)));
        }
        return intents;
    }

    /** Nobody changes foreign keys here, so the file's always win; where nothing is remembered, there were none. */
    static void remember(Json.Obj extra, String kind, SortedMap<String, String> base) {
        String print = Extras.print(extra);
        if (print.equals(Base.NO_EXTRA)) {
            base.remove(Base.key(kind, Field.EXTRA));
        } else {
            base.put(Base.key(kind, Field.EXTRA), Fingerprint.of(print));
        }
    }

    /** Whether the file says anything else than at the last import. */
    boolean changedThere(Thing local, SourceThing theirs) {
        return theirs.values().entrySet().stream().anyMatch(entry -> {
                    Base before = Base.of(local.meta(), kind, theirs, entry.getKey());
                    return before.known() && !before.matches(entry.getValue());
                })
                || theirs.sets().entrySet().stream().anyMatch(entry -> {
                    Base before = Base.of(local.meta(), kind, theirs, entry.getKey());
                    return before.known() && !before.matches(entry.getValue());
                });
    }

    private List<BoardIntent> single(
            Thing local, SourceThing theirs, Field field, String value, SortedMap<String, String> base) {
        Base before = Base.of(local.meta(), kind, theirs, field);
        if (before.known() && before.matches(value)) {
            return List.of();
        }
        String here = ours.value(local, field);
        if (here.equals(value)) {
            if (before.known()) {
                base.put(Base.key(kind, field), Fingerprint.of(value));
            }
            return List.of();
        }
        base.put(Base.key(kind, field), Fingerprint.of(value));
        boolean untouchedHere = before.known() ? before.matches(here) : here.isEmpty();
        if (untouchedHere || preferTheirs) {
            return writes.value(local.id(), field, here, value);
        }
        warnings.add(theirs.at(), kept(local, field, value, here));
        return List.of();
    }

    private List<BoardIntent> several(
            Thing local, SourceThing theirs, Field field, SortedSet<String> words, SortedMap<String, String> base) {
        Base before = Base.of(local.meta(), kind, theirs, field);
        if (before.known() && before.matches(words)) {
            return List.of();
        }
        SortedSet<String> here = ours.set(local, field);
        SortedSet<String> there = tokens(field, words);
        SortedSet<String> had = had(before, field, here);
        List<BoardIntent> intents = new ArrayList<>();
        CardId card = (CardId) local.id();
        there.stream()
                .filter(item -> !had.contains(item) && !here.contains(item))
                .forEach(item -> writes.add(card, field, item).ifPresent(intents::add));
        had.stream()
                .filter(item -> !there.contains(item) && here.contains(item))
                .forEach(item -> writes.remove(card, field, item).ifPresent(intents::add));
        if (before.known() || !intents.isEmpty()) {
            base.put(Base.key(kind, field), Fingerprint.joined(words));
        }
        return intents;
    }

    /** The items when both sides last agreed, as far as that is known; what is not known to have been there is never taken away. */
    private SortedSet<String> had(Base before, Field field, SortedSet<String> here) {
        if (before.exported().isPresent()) {
            return before.matches(here) ? here : new TreeSet<>();
        }
        return before.stored()
                .map(joined -> tokens(field, StoredSet.read(joined)))
                .orElseGet(TreeSet::new);
    }

    private SortedSet<String> tokens(Field field, SortedSet<String> words) {
        return words.stream().map(word -> writes.token(field, word)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static SortedMap<String, String> values(Thing local) {
        return local.meta().source().map(Source::values).orElseGet(TreeMap::new);
    }

    private static String kept(Thing local, Field field, String theirs, String here) {
        return "the " + Sentences.name(field) + " of \"" + Sentences.brief(local.title())
                + "\" was changed both here and in the file; " + Sentences.shown(here) + " is kept, the file has "
                + Sentences.shown(theirs);
    }
}
