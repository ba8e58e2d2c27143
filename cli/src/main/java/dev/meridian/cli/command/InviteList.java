package dev.meridian.cli.command;

import dev.meridian.cli.naming.Access;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.output.Span;
import dev.meridian.cli.output.Table;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.sync.trust.InviteState;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code meridian invite ls}. */
@Command(name = "ls", aliases = "list", header = "List the invites: who may still join, as what, until when.")
final class InviteList implements Leaf {

    @Override
    public Answer answer(Run run) {
        long now = run.surroundings().clock().millis();
        return run.inWorkspace(workspace -> {
            List<InviteState> invites = workspace.access().invites();
            return Answer.ok(
                    Json.object()
                            .put(
                                    "invites",
                                    Json.array(
                                            invites,
                                            each -> Json.object()
                                                    .put("id", each.keys().id().hex())
                                                    .put("role", Access.word(each.role()))
                                                    .put("usesLeft", each.usesLeft())
                                                    .put(
                                                            "expires",
                                                            Instant.ofEpochMilli(each.expiresMillis())
                                                                    .toString())
                                                    .put("approval", each.approval())
                                                    .put("state", state(each, now)))),
                    page -> {
                        Table table = new Table("")
                                .column("")
                                .column("role")
                                .column("")
                                .flexibleColumn("");
                        invites.forEach(each -> table.row(
                                Span.of(Access.digits(each.keys().id())),
                                Span.of(Access.word(each.role())),
                                Span.of(state(each, now)),
                                Span.of(each.usesLeft() + " left, until " + Instant.ofEpochMilli(each.expiresMillis())
                                        + (each.approval() ? ", then an owner approves" : ""))));
                        page.table(table);
                    });
        });
    }

    private static String state(InviteState invite, long nowMillis) {
        if (invite.revoked()) {
            return "revoked";
        }
        if (invite.usesLeft() < 1) {
            return "used up";
        }
        return invite.expiresMillis() <= nowMillis ? "expired" : "open";
    }
}
