package dev.meridian.client;

import dev.meridian.model.document.Document;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.text.Splice;
import java.util.List;

/** A Markdown document of an open workspace. */
public final class DocumentHandle {
    DocumentHandle() {}

    /** Its id. */
    public DocumentId id() {
        return Unwritten.body();
    }

    /** Its title in the index; empty where it has no entry there. */
    public String title() {
        return Unwritten.body();
    }

    /** As it is now. */
    public Document snapshot() {
        return Unwritten.body();
    }

    /** Its Markdown as it is now. */
    public String text() {
        return snapshot().text();
    }

    /** Splices, one after the other, each on what the ones before it left. @throws dev.meridian.model.intent.IntentRefused as it says */
    public Edit edit(Splice... splices) {
        return edit(List.of(splices));
    }

    /** As above. */
    public Edit edit(List<Splice> splices) {
        return Unwritten.body();
    }

    /** Replaces the text by what differs, so that what others type beside it merges. */
    public Edit setText(String markdown) {
        return Unwritten.body();
    }

    /** Titles the document in the index. */
    public Edit rename(String title) {
        return Unwritten.body();
    }
}
