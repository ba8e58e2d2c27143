package dev.meridian.model.formats.merge;

import dev.meridian.model.document.Document;
import dev.meridian.model.formats.BadInput;
import dev.meridian.model.formats.ImportContext;
import dev.meridian.model.formats.ImportContext.OnConflict;
import dev.meridian.model.formats.ImportSummary;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.intent.DocumentIntent;
import dev.meridian.model.intent.TeamIntent;
import dev.meridian.model.team.DocumentEntry;
import dev.meridian.model.text.Splice;
import dev.meridian.model.value.Field;
import dev.meridian.model.value.Meta;
import dev.meridian.model.value.Source;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Makes of the workspace's documents what Markdown files say. Owned by one import. */
final class DocumentMerge {

    private static final String KIND = Words.MARKDOWN;
    private static final String CARDS = Base.key(KIND, "cards");

    private final ImportContext context;
    private final CardNames cards;
    private final Warnings warnings;
    private final List<TeamIntent> team = new ArrayList<>();
    private final Map<DocumentId, List<DocumentIntent>> documents = new HashMap<>();
    private final Map<BoardId, List<BoardIntent>> boards = new HashMap<>();
    private final Map<String, DocumentId> byPath = new TreeMap<>();
    private final DraftMerge drafts;
    private int added;
    private int changed;
    private int drafted;
    private int settled;

    /** @param cards those that files may be linked to */
    DocumentMerge(ImportContext context, CardNames cards, Warnings warnings) {
        this.context = context;
        this.cards = cards;
        this.warnings = warnings;
        this.drafts = new DraftMerge(context.onConflict());
    }

    /** @param byPath which document each file became */
    record Result(
            List<TeamIntent> team,
            Map<DocumentId, List<DocumentIntent>> documents,
            Map<BoardId, List<BoardIntent>> boards,
            Map<String, DocumentId> byPath,
            ImportSummary summary) {}

    Result merge(Collection<SourceDocument> files) throws BadInput {
        Words words = new Words(context.team());
        for (SourceDocument file : files) {
            Optional<DocumentEntry> entry = file.own()
                    .flatMap(this::entry)
                    .or(() -> words.document(file.path()).flatMap(this::entry));
            if (entry.isEmpty()) {
                add(file);
            } else {
                update(entry.get(), file);
            }
        }
        if (settled > 0) {
            warnings.add(Sentences.counted(settled, "decision record")
                    + " with a status other than proposed: kept as documents, and no decision is made of them");
        }
        return new Result(
                team, documents, boards, byPath, new ImportSummary(0, 0, 0, 0, 0, 0, 0, added, changed, drafted));
    }

    private Optional<DocumentEntry> entry(DocumentId id) {
        return Optional.ofNullable(context.team().documents().get(id));
    }

    private void add(SourceDocument file) throws BadInput {
        SourceThing theirs = file.thing();
        DocumentId id = new DocumentId(context.newId());
        byPath.put(file.path(), id);
        team.add(new TeamIntent.AddDocument(id, theirs.value(Field.TITLE)));
        SortedMap<String, String> base = new TreeMap<>();
        theirs.values().forEach((field, value) -> base.put(Base.key(KIND, field), Fingerprint.of(value)));
        ThingMerge.remember(theirs.extra(), KIND, base);
        link(id, file, new TreeSet<>(), true, base);
        List<DocumentIntent> draft = DraftMerge.add(file.record(), base);
        note(file);
        settled += file.record().settled().isPresent() ? 1 : 0;
        drafted += draft.isEmpty() ? 0 : 1;
        team.add(new TeamIntent.SetSource(id, new Source(KIND, file.path(), base)));
        Extras.with(Meta.NEW, KIND, theirs, file.path())
                .ifPresent(extra -> team.add(new TeamIntent.SetExtra(id, Optional.of(extra))));
        List<DocumentIntent> intents = new ArrayList<>(List.of(new DocumentIntent.Create()));
        intents.addAll(edits("", theirs.value(Field.DESCRIPTION)));
        intents.addAll(draft);
        documents.put(id, intents);
        added++;
    }

    private void update(DocumentEntry entry, SourceDocument file) throws BadInput {
        byPath.put(file.path(), entry.id());
        SourceThing theirs = own(file);
        Document document = context.documents().apply(entry.id());
        if (entry.deleted(document.heads())) {
            if (unlike(entry, theirs, Field.DESCRIPTION)) {
                about(file).add(theirs.at(), "this document was changed and is in the trash here; it stays there");
            }
            return;
        }
        boolean came = entry.meta()
                .source()
                .filter(source -> source.kind().equals(KIND))
                .isPresent();
        int before = team.size();
        SortedMap<String, String> base = new TreeMap<>(values(entry));
        if (takes(entry, file.path(), theirs, Field.TITLE, entry.title(), base)) {
            team.add(new TeamIntent.SetTitle(entry.id(), theirs.value(Field.TITLE)));
        }
        List<DocumentIntent> draft = draft(entry, document, file, base);
        boolean newText = takes(entry, file.path(), theirs, Field.DESCRIPTION, document.text(), base);
        if (newText) {
            documents.put(entry.id(), edits(document.text(), theirs.value(Field.DESCRIPTION)));
        }
        if (!Base.ofExtra(entry.meta(), KIND, theirs).matches(Extras.print(theirs.extra()))) {
            ThingMerge.remember(theirs.extra(), KIND, base);
            if (!Extras.of(entry.meta(), KIND).equals(theirs.extra())) {
                team.add(new TeamIntent.SetExtra(entry.id(), Extras.with(entry.meta(), KIND, theirs, file.path())));
            }
        }
        if (!draft.isEmpty()) {
            documents.computeIfAbsent(entry.id(), absent -> new ArrayList<>()).addAll(draft);
            drafted++;
        }
        link(entry.id(), file, linked(entry), came, base);
        changed += newText || team.size() > before ? 1 : 0;
        if (!base.equals(values(entry))) {
            Source source = entry.meta()
                    .source()
                    .orElse(Source.of(ThingMerge.OWN_KIND, entry.id().hex()));
            team.add(new TeamIntent.SetSource(entry.id(), source.with(base)));
        }
    }

    /**
     * Links and unlinks what the file says otherwise than at the last import.
     *
     * @param came whether the document came as a file: then what it names is remembered even where all is so already
     */
    private void link(
            DocumentId document,
            SourceDocument file,
            SortedSet<String> before,
            boolean came,
            SortedMap<String, String> base) {
        SortedSet<String> now = file.cards().orElse(before);
        boolean linked = false;
        for (String hex : now) {
            Optional<CardNames.Found> card = cards.id(hex)
                    .filter(found ->
                            !before.contains(hex) && !found.card().documents().contains(document));
            card.ifPresent(found ->
                    board(found).add(new BoardIntent.LinkDocument(found.card().id(), document)));
            linked |= card.isPresent();
        }
        for (String hex : before) {
            Optional<CardNames.Found> card = cards.id(hex)
                    .filter(found ->
                            !now.contains(hex) && found.card().documents().contains(document));
            card.ifPresent(found ->
                    board(found).add(new BoardIntent.UnlinkDocument(found.card().id(), document)));
        }
        if (!now.equals(before) && (came || linked)) {
            base.put(CARDS, Fingerprint.joined(now));
        }
    }

    private List<BoardIntent> board(CardNames.Found found) {
        return boards.computeIfAbsent(found.board(), absent -> new ArrayList<>());
    }

    private static SortedSet<String> linked(DocumentEntry entry) {
        return Optional.ofNullable(values(entry).get(CARDS))
                .map(StoredSet::read)
                .orElseGet(TreeSet::new);
    }

    /** What the file says itself, without what an export wrote into its text. */
    private static SourceThing own(SourceDocument file) {
        SourceThing thing = file.thing();
        Map<Field, String> values = new EnumMap<>(thing.values());
        if (file.record().asExported()) {
            values.remove(Field.DESCRIPTION);
        }
        file.record().text().ifPresent(text -> values.put(Field.DESCRIPTION, text));
        return new SourceThing(thing.id(), thing.at(), values, thing.sets(), thing.extra(), thing.exported());
    }

    /** Nothing where the file says what it said before, or where the decision has been opened since: then what counts is in the log. */
    private List<DocumentIntent> draft(
            DocumentEntry entry, Document document, SourceDocument file, SortedMap<String, String> base) {
        SourceThing theirs = own(file);
        boolean same = Base.ofExtra(entry.meta(), KIND, theirs).matches(Extras.print(theirs.extra()))
                && (file.record().asExported()
                        || Base.of(entry.meta(), KIND, theirs, Field.DESCRIPTION)
                                .matches(theirs.value(Field.DESCRIPTION)));
        if (same || context.opened().contains(entry.id())) {
            return List.of();
        }
        note(file);
        file.record()
                .settled()
                .ifPresent(status -> about(file)
                        .add("the record says \"" + Sentences.brief(status)
                                + "\": no decision is made of it, and none is changed by it"));
        return drafts.update(document, file.record(), base, about(file));
    }

    private void note(SourceDocument file) {
        file.record().notes().forEach(about(file)::add);
    }

    /** The same rule as for the fields of a card: {@link ThingMerge}. */
    private boolean takes(
            DocumentEntry entry,
            String path,
            SourceThing theirs,
            Field field,
            String here,
            SortedMap<String, String> base) {
        String there = theirs.value(field);
        Base before = Base.of(entry.meta(), KIND, theirs, field);
        if (!theirs.values().containsKey(field) || (before.known() && before.matches(there))) {
            return false;
        }
        if (before.known() || !here.equals(there)) {
            base.put(Base.key(KIND, field), Fingerprint.of(there));
        }
        if (here.equals(there)) {
            return false;
        }
        boolean untouchedHere = before.known() ? before.matches(here) : here.isEmpty();
        if (untouchedHere || context.onConflict() == OnConflict.TAKE_THEIRS) {
            return true;
        }
        String name = field == Field.TITLE ? "title" : "text";
        warnings.about(path)
                .add(
                        theirs.at(),
                        "the " + name + " of the document \"" + Sentences.brief(entry.title())
                                + "\" was changed both here and in the file; what is here is kept");
        return false;
    }

    private boolean unlike(DocumentEntry entry, SourceThing theirs, Field field) {
        Base before = Base.of(entry.meta(), KIND, theirs, field);
        return before.known() && !before.matches(theirs.value(field));
    }

    private Warnings about(SourceDocument file) {
        return warnings.about(file.path());
    }

    private static List<DocumentIntent> edits(String before, String after) {
        List<DocumentIntent> intents = new ArrayList<>();
        for (Splice splice : Writes.splices(before, after)) {
            intents.add(new DocumentIntent.EditText(List.of(splice)));
        }
        return intents;
    }

    private static SortedMap<String, String> values(DocumentEntry entry) {
        return entry.meta().source().map(Source::values).orElseGet(TreeMap::new);
    }
}
