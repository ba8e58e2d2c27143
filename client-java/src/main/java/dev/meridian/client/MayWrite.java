package dev.meridian.client;

import dev.meridian.model.intent.IntentRefused;
import dev.meridian.proto.v1.Role;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.trust.Membership;
import java.util.Optional;

/** Refuses edits that nobody else would take: such a change would only make this home differ from all others. On the workspace's thread. */
final class MayWrite {
    private final WorkspaceCore core;

    MayWrite(WorkspaceCore core) {
        this.core = core;
    }

    /** @throws IntentRefused where this device may not write into the document (MEM-7) */
    void check(DocumentId document) {
        Optional<Membership> members = core.standing().members();
        boolean may =
                members.map(each -> each.mayWrite(core.device(), document)).orElse(true);
        if (!may) {
            boolean comments = members.flatMap(each -> each.roleOf(core.device()))
                    .filter(role -> role == Role.ROLE_COMMENTER)
                    .isPresent();
            throw new IntentRefused(
                    0,
                    comments
                            ? "You are a commenter in this workspace: you may comment and speak in decisions, and not"
                                    + " change boards and documents. An owner can make you an editor."
                            : "This device may read this workspace and not write to it.");
        }
    }
}
