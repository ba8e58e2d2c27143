package dev.meridian.client;

import dev.meridian.model.document.Document;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.intent.DocumentIntent;
import dev.meridian.model.intent.TeamIntent;
import dev.meridian.model.team.DocumentEntry;
import dev.meridian.model.text.Splice;
import dev.meridian.model.text.TextDiff;
import java.time.InstantSource;
import java.util.List;

/** A Markdown document of an open workspace. */
public final class DocumentHandle {
    private final Workspace workspace;
    private final DocumentId id;

    DocumentHandle(Workspace workspace, DocumentId id) {
        this.workspace = workspace;
        this.id = id;
    }

    /** Its id. */
    public DocumentId id() {
        return id;
    }

    /** Its title in the index; empty where it has no entry there. */
    public String title() {
        DocumentEntry entry = workspace.team().snapshot().documents().get(id);
        return entry == null ? "" : entry.title();
    }

    /** As it is now. */
    public Document snapshot() {
        return workspace.read(view -> view.document(id));
    }

    /** Its Markdown as it is now. */
    public String text() {
        return snapshot().text();
    }

    /** What is said about it, by this machine's clock. */
    public DiscussionHandle discussion() {
        return discussion(InstantSource.system());
    }

    /** As above, by another clock. */
    public DiscussionHandle discussion(InstantSource clock) {
        return DiscussionHandle.of(workspace, id, clock);
    }

    /** Splices, one after the other, each on what the ones before it left. @throws dev.meridian.model.intent.IntentRefused as it says */
    public Edit edit(Splice... splices) {
        return edit(List.of(splices));
    }

    /** As above. */
    public Edit edit(List<Splice> splices) {
        return workspace.apply(Plan.builder()
                .document(id, new DocumentIntent.EditText(splices))
                .build());
    }

    /** Replaces the text by what differs, so that what others type beside it merges. */
    public Edit setText(String markdown) {
        return workspace.apply(view -> Plan.builder()
                .document(
                        id,
                        new DocumentIntent.EditText(
                                TextDiff.splices(view.document(id).text(), markdown)))
                .build());
    }

    /** Titles the document in the index. */
    public Edit rename(String title) {
        return workspace.team().apply(new TeamIntent.SetTitle(id, title));
    }
}
