package dev.meridian.cli.command;

import dev.meridian.cli.naming.Access;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.sync.trust.Person;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code meridian member approve}. */
@Command(
        name = "approve",
        header = "Let in somebody who joined and waits. Needs the relay, and an owner.",
        description = {"Who joined by an invite with --approve reads nothing until then."})
final class MemberApprove implements Leaf {

    @Parameters(paramLabel = "MEMBER", description = "By name, or by the beginning of a device's id.")
    private String name = "";

    @Override
    public Answer answer(Run run) {
        return run.inWorkspace(workspace -> {
            Access access = new Access(workspace);
            Person person = access.person(name);
            String called = access.nameOf(person);
            workspace.access().approve(person.id());
            return Answer.ok(
                    Json.object()
                            .put("member", person.id().hex())
                            .put("name", called)
                            .put("state", "member"),
                    page -> page.line(called + " is a member now"));
        });
    }
}
