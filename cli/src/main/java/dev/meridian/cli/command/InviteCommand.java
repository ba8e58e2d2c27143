package dev.meridian.cli.command;

import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.output.Span;
import dev.meridian.cli.output.Style;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.cli.view.BoardView;
import dev.meridian.client.Workspace;
import dev.meridian.proto.v1.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code meridian invite}. */
@Command(
        name = "invite",
        header = "Make a link by which others join. Needs the relay.",
        description = "Whoever has the link can join and read: send it as you would send a key.",
        subcommands = {InviteList.class, InviteRevoke.class})
final class InviteCommand implements Leaf {

    /** What an invited member may do. */
    enum InviteRole {
        OWNER(Role.ROLE_OWNER),
        EDITOR(Role.ROLE_EDITOR),
        COMMENTER(Role.ROLE_COMMENTER),
        VIEWER(Role.ROLE_VIEWER);

        private final Role role;

        InviteRole(Role role) {
            this.role = role;
        }

        Role role() {
            return role;
        }

        /** A role as commands call it. */
        static String word(Role role) {
            return Arrays.stream(values())
                    .filter(each -> each.role == role)
                    .map(InviteRole::toString)
                    .findFirst()
                    .orElse("unknown");
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
            defaultValue = "editor")
    private InviteRole role = InviteRole.EDITOR;

    @Option(
            names = "--uses",
            paramLabel = "N",
            description = "How many may join by it (default: ${DEFAULT-VALUE}).",
            defaultValue = "1",
            converter = Conversions.ToCount.class)
    private int uses = 1;

    @Option(
            names = "--expires",
            paramLabel = "SPAN",
            description = "From now: 90m, 12h, 7d, 2w (default: ${DEFAULT-VALUE}).",
            defaultValue = "7d",
            converter = Conversions.ToDuration.class)
    private Duration expires = Duration.ofDays(7);

    @Option(
            names = "--approve",
            description = "Who joins waits, and reads nothing, until an owner approves: meridian member approve.")
    private boolean approval;

    @Override
    public Answer answer(Run run) {
        return run.inWorkspace(workspace -> invite(run, workspace));
    }

    private Answer invite(Run run, Workspace workspace) {
        Instant until = run.surroundings().clock().instant().plus(expires);
        String link =
                workspace.access().invite(role.role, uses, expires, approval).format();
        return Answer.ok(
                Json.object()
                        .put("link", link)
                        .put("role", role.toString())
                        .put("uses", uses)
                        .put("expires", until.toString())
                        .put("approval", approval),
                page -> {
                    page.line(link);
                    run.notes()
                            .line(Span.of(
                                    "for " + BoardView.count(uses, "new member") + " as " + role + ", until " + until
                                            + "; they type: meridian join 'LINK' --name NAME --zone ZONE",
                                    Style.DIM));
                });
    }
}
