package dev.meridian.cli.command;

import dev.meridian.cli.naming.Access;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.sync.trust.InviteState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code meridian invite revoke}. */
@Command(
        name = "revoke",
        header = "Let nobody in any more by an invite. Needs the relay, and an owner.",
        description = {"If its link gave the key of the workspace, the key changes too."})
final class InviteRevoke implements Leaf {

    @Parameters(paramLabel = "INVITE", description = "The beginning of its id, as 'meridian invite ls' shows it.")
    private String digits = "";

    @Override
    public Answer answer(Run run) {
        return run.inWorkspace(workspace -> {
            InviteState invite = new Access(workspace).invite(digits);
            workspace.access().revokeInvite(invite.keys().id());
            return Answer.ok(
                    Json.object().put("invite", invite.keys().id().hex()),
                    page -> page.line("invite " + Access.digits(invite.keys().id()) + " lets nobody in any more"));
        });
    }
}
