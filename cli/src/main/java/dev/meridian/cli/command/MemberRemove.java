package dev.meridian.cli.command;

import dev.meridian.cli.output.Answer;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.client.AccessHandle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code meridian member remove}. */
@Command(
        name = "remove",
        header = "Remove somebody from the workspace. Needs the relay, and an owner.",
        description = {
            "All their devices are shut out, their invites are void, and the key changes: they keep what",
            "they have read and read nothing new. What they had written and not sent is refused."
        })
final class MemberRemove implements Leaf {

    @Mixin
    private Somebody member = new Somebody();

    @Override
    public Answer answer(Run run) {
        return member.after(
                run, AccessHandle::remove, "removed", " is removed; from here on the workspace has another key");
    }
}
