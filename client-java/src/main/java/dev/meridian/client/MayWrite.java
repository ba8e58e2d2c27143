package dev.meridian.client;

import dev.meridian.model.intent.IntentRefused;
import dev.meridian.proto.v1.Role;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.trust.Membership;
import dev.meridian.sync.trust.Person;
import java.time.temporal.ChronoUnit;
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
                                    + " change boards and documents. An owner can make you an editor" + sinceWhen()
                                    + "."
                            : "This device may read this workspace and not write to it" + sinceWhen() + ".");
        }
    }

    /** Where a role was taken from somebody: since when and by whom. */
    private String sinceWhen() {
        Optional<DeviceId> me = core.standing()
                .members()
                .flatMap(members -> members.personBehind(core.device()))
                .map(Person::id);
        return Chronicle.of(core).stream()
                .filter(event -> event.kind() == AccessEvent.Kind.ROLE_SET
                        && event.subject().equals(me))
                .reduce((first, last) -> last)
                .map(event -> ": " + core.nameOf(event.by()) + " changed your role at "
                        + event.at().truncatedTo(ChronoUnit.SECONDS) + "; an owner can change it back")
                .orElse("");
    }
}
