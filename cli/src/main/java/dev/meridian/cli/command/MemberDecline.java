package dev.meridian.cli.command;

import dev.meridian.cli.output.Answer;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.client.AccessHandle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code meridian member decline}. */
@Command(name = "decline", header = "Send away somebody who joined and waits. Needs the relay, and an owner.")
final class MemberDecline implements Leaf {

    @Mixin
    private Somebody member = new Somebody();

    @Override
    public Answer answer(Run run) {
        return member.after(run, AccessHandle::decline, "removed", " is sent away");
    }
}
