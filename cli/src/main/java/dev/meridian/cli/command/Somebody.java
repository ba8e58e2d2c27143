package dev.meridian.cli.command;

import dev.meridian.cli.naming.Access;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.run.Run;
import dev.meridian.client.AccessHandle;
import dev.meridian.sync.id.DeviceId;
import dev.meridian.sync.trust.Person;
import picocli.CommandLine.Parameters;

/** Whom a command about one member is about. */
final class Somebody {

    /** What an owner does about a member, at the relay. */
    @FunctionalInterface
    interface Deed {
        void about(AccessHandle access, DeviceId member);
    }

    @Parameters(paramLabel = "MEMBER", description = "By name, or by the beginning of a device's id.")
    private String name = "";

    /**
     * Does it, and tells it.
     *
     * @param state what the member is from then on, for a program
     * @param told the rest of the sentence that begins with the member's name
     */
    Answer after(Run run, Deed deed, String state, String told) {
        return run.inWorkspace(workspace -> {
            Access access = new Access(workspace);
            Person person = access.person(name);
            String called = access.nameOf(person);
            deed.about(workspace.access(), person.id());
            return Answer.ok(
                    Json.object()
                            .put("member", person.id().hex())
                            .put("name", called)
                            .put("state", state),
                    page -> page.line(called + told));
        });
    }
}
