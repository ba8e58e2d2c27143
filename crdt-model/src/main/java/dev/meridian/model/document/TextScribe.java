package dev.meridian.model.document;

import dev.meridian.model.automerge.ObjectId;
import dev.meridian.model.automerge.Value;
import dev.meridian.model.discussion.DiscussionProjection;
import dev.meridian.model.discussion.DiscussionScribe;
import dev.meridian.model.intent.DocumentIntent;
import dev.meridian.model.plan.Limits;
import dev.meridian.model.plan.Scribe;
import dev.meridian.model.plan.SplicePieces;
import dev.meridian.model.schema.DocumentKind;
import dev.meridian.model.schema.Schema;
import java.util.List;

/** Writes down intents for a document. */
final class TextScribe extends Scribe<DocumentIntent> {

    private final DiscussionScribe discussion;

    TextScribe(DiscussionProjection said) {
        super(DocumentKind.DOCUMENT);
        discussion = new DiscussionScribe(desk, DocumentKind.DOCUMENT, said);
    }

    @Override
    protected boolean makes(DocumentIntent intent) {
        return intent instanceof DocumentIntent.Create;
    }

    @Override
    protected List<DocumentIntent> pieces(DocumentIntent intent) {
        return switch (intent) {
            case DocumentIntent.Create create -> List.of(create);
            case DocumentIntent.Discuss discuss -> List.of(discuss);
            case DocumentIntent.SetDraft set -> List.of(set);
            case DocumentIntent.RecordOutcome record -> List.of(record);
            case DocumentIntent.EditText edit ->
                SplicePieces.of(edit.splices()).stream()
                        .<DocumentIntent>map(DocumentIntent.EditText::new)
                        .toList();
        };
    }

    /** Of edits of the text its length is all that there is to know. */
    @Override
    protected boolean proves(List<? extends DocumentIntent> intents) {
        boolean others = intents.stream()
                .anyMatch(intent ->
                        !(intent instanceof DocumentIntent.Create || intent instanceof DocumentIntent.EditText));
        if (others) {
            return false;
        }
        boolean made = !desk.at(ObjectId.ROOT, Schema.SCHEMA).isEmpty();
        int length = made ? desk.length(text()) : 0;
        for (int i = 0; i < intents.size(); i++) {
            desk.turnTo(i);
            switch (intents.get(i)) {
                case DocumentIntent.Create create -> {
                    desk.require(!made, "This document has been made already.");
                    made = true;
                }
                case DocumentIntent.Discuss discuss -> {}
                case DocumentIntent.SetDraft set -> {}
                case DocumentIntent.RecordOutcome record -> {}
                case DocumentIntent.EditText edit -> {
                    desk.require(made, "This document is not here yet: its first change is missing.");
                    length = desk.check(edit.splices(), length);
                }
            }
        }
        return true;
    }

    @Override
    protected void write(DocumentIntent intent) {
        switch (intent) {
            case DocumentIntent.Create create -> {
                desk.makeDocument();
                desk.putText(ObjectId.ROOT, Schema.TEXT);
            }
            case DocumentIntent.Discuss discuss -> discussion.write(discuss.intent());
            case DocumentIntent.SetDraft set -> setDraft(set);
            case DocumentIntent.RecordOutcome record -> recordOutcome(record);
            case DocumentIntent.EditText edit -> desk.splice(text(), edit.splices());
        }
    }

    private void setDraft(DocumentIntent.SetDraft set) {
        String key = set.field().key();
        set.value()
                .ifPresent(value -> desk.require(
                        isDraftText(value), "A field of a decision has at most {} characters.", Limits.DRAFT_MAX));
        if (set.value().isPresent()) {
            desk.put(ObjectId.ROOT, key, Value.of(set.value().get()));
        } else if (!desk.at(ObjectId.ROOT, key).isEmpty()) {
            desk.put(ObjectId.ROOT, key, Value.NULL);
        }
    }

    private static boolean isDraftText(String value) {
        // A lone surrogate is no character, and Automerge takes none.
        return value.length() <= Limits.DRAFT_MAX
                && value.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private void recordOutcome(DocumentIntent.RecordOutcome record) {
        desk.require(record.round() >= 1, "Rounds are counted from 1.");
        desk.put(ObjectId.ROOT, Schema.outcome(record.round()), Value.of(record.outcome()));
    }

    private ObjectId text() {
        return desk.at(ObjectId.ROOT, Schema.TEXT)
                .text()
                .orElseThrow(() -> desk.refused("This document has no text to edit."));
    }
}
