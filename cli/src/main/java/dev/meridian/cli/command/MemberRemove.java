package dev.meridian.cli.command;

import dev.meridian.cli.naming.Access;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.sync.trust.Person;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code meridian member remove}. */
@Command(
        name = "remove",
        header = "Remove somebody from the workspace. Needs the relay, and an owner.",
        description = {
            "All their devices are shut out, their invites are void, and the key changes: they keep what",
            "they have read and read nothing new. What they had written and not sent is refused."
        })
final class MemberRemove implements Leaf {

    @Parameters(paramLabel = "MEMBER", description = "By name, or by the beginning of a device's id.")
    private String name = "";

    @Override
    public Answer answer(Run run) {
        return run.inWorkspace(workspace -> {
            Access access = new Access(workspace);
            Person person = access.person(name);
            String called = access.nameOf(person);
            workspace.access().remove(person.id());
            return Answer.ok(
                    Json.object()
                            .put("member", person.id().hex())
                            .put("name", called)
                            .put("state", "removed"),
                    page -> page.line(called + " is removed; from here on the workspace has another key"));
        });
    }
}
