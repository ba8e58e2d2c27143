package dev.meridian.cli.command;

import dev.meridian.cli.naming.Access;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.proto.v1.Role;
import dev.meridian.sync.trust.Person;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code meridian member role}. */
@Command(
        name = "role",
        header = "Give a member another role. Needs the relay, and an owner.",
        description = {
            "An owner manages members, an editor writes, a commenter comments and takes part in",
            "decisions, a viewer reads. The last owner cannot become anything else."
        })
final class MemberRole implements Leaf {

    @Parameters(index = "0", paramLabel = "MEMBER", description = "By name, or by the beginning of a device's id.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "ROLE", description = "${COMPLETION-CANDIDATES}.")
    private InviteCommand.InviteRole role = InviteCommand.InviteRole.VIEWER;

    @Override
    public Answer answer(Run run) {
        return run.inWorkspace(workspace -> {
            Access access = new Access(workspace);
            Person person = access.person(name);
            String called = access.nameOf(person);
            workspace.access().setRole(person.id(), role.role());
            return Answer.ok(
                    Json.object()
                            .put("member", person.id().hex())
                            .put("name", called)
                            .put("role", role.toString()),
                    page -> page.line(called
                            + (role.role() == Role.ROLE_OWNER || role.role() == Role.ROLE_EDITOR ? " is an " : " is a ")
                            + role + " now"));
        });
    }
}
