package dev.meridian.cli.command;

import dev.meridian.cli.output.Answer;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.client.AccessHandle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code meridian member approve}. */
@Command(
        name = "approve",
        header = "Let in somebody who joined and waits. Needs the relay, and an owner.",
        description = {"Who joined by an invite with --approve reads nothing until then."})
final class MemberApprove implements Leaf {

    @Mixin
    private Somebody member = new Somebody();

    @Override
    public Answer answer(Run run) {
        return member.after(run, AccessHandle::approve, "member", " is a member now");
    }
}
