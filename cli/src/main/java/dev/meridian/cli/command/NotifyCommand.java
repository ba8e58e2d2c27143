package dev.meridian.cli.command;

import dev.meridian.cli.exit.CommandFailed;
import dev.meridian.cli.exit.ExitCode;
import dev.meridian.cli.exit.Failures;
import dev.meridian.cli.naming.Names;
import dev.meridian.cli.notify.CommandPost;
import dev.meridian.cli.notify.DeliveryBook;
import dev.meridian.cli.notify.Letters;
import dev.meridian.cli.notify.Post;
import dev.meridian.cli.notify.Round;
import dev.meridian.cli.notify.WebhookPost;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.output.Span;
import dev.meridian.cli.output.Style;
import dev.meridian.cli.run.Leaf;
import dev.meridian.cli.run.Run;
import dev.meridian.client.RelayException;
import dev.meridian.client.Watch;
import dev.meridian.client.Workspace;
import dev.meridian.model.calendar.TimeZones;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.team.Member;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code meridian notify}. */
@Command(
        name = "notify",
        header = "Send everybody their digest in their morning, by a command or a webhook.",
        description = {
            "Stays connected until Ctrl-C; with --once, sends what is due now and ends, for cron. At most one",
            "digest a person and working day, also across restarts: what was sent is kept in the home, so run",
            "it in one place. What failed is tried again, after longer and longer pauses, until their evening.",
            "The command is run by a shell: digest on its standard input, the person in MERIDIAN_MEMBER."
        })
final class NotifyCommand implements Leaf {

    private static final Duration PAUSE = Duration.ofSeconds(15);

    @Option(
            names = "--command",
            paramLabel = "CMD",
            description = "For example 'mail -s \"Digest\" \"$MERIDIAN_MEMBER@example.org\"'.")
    private Optional<String> command = Optional.empty();

    @Option(
            names = "--webhook",
            paramLabel = "URL",
            converter = Conversions.ToWebhook.class,
            description = "Is posted JSON: workspace, member, day, text, digest.")
    private Optional<URI> webhook = Optional.empty();

    @Option(
            names = "--for",
            paramLabel = "MEMBER",
            description = "Only for them. May be repeated (default: everybody).")
    private List<String> names = List.of();

    private List<MemberId> chosen = List.of();

    @Option(names = "--once", description = "Send what is due now, and end.")
    private boolean once;

    @Override
    public Answer answer(Run run) {
        if (command.isPresent() == webhook.isPresent()) {
            throw new CommandFailed(ExitCode.USAGE, "say how to send it: either --command CMD or --webhook URL");
        }
        return run.inWorkspace(workspace -> {
            try (DeliveryBook book =
                    DeliveryBook.open(run.home(), workspace.id().hex())) {
                return notify(run, workspace, book);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private Answer notify(Run run, Workspace workspace, DeliveryBook book) {
        // By id from now on: somebody may change their name meanwhile.
        Names known = new Names(workspace);
        chosen = names.stream().map(name -> known.member(name).id()).distinct().toList();
        Letters letters = new Letters(workspace);
        if (command.isPresent()) {
            Post post = new CommandPost(command.get(), run.surroundings().directory());
            return rounds(run, workspace, new Round(letters, post, book));
        }
        try (WebhookPost post = new WebhookPost(webhook.orElseThrow())) {
            return rounds(run, workspace, new Round(letters, post, book));
        }
    }

    private Answer rounds(Run run, Workspace workspace, Round round) {
        receive(run, workspace);
        warnOfWhoIsLeftOut(run, workspace);
        return once ? once(run, workspace, round) : untilStopped(run, workspace, round);
    }

    /** Asks the relay for what is new; where it does not answer, the digests tell what is here. */
    private static void receive(Run run, Workspace workspace) {
        try {
            workspace.sync();
        } catch (RelayException e) {
            run.warn(Failures.sentence(e) + "; the digests tell what is here");
        }
    }

    private void warnOfWhoIsLeftOut(Run run, Workspace workspace) {
        for (Member member : without(workspace)) {
            run.warn(member.name() + " has no time zone known here and gets no digest; give it with:"
                    + " meridian member set NAME --zone ZONE");
        }
    }

    private List<Member> members(Workspace workspace) {
        return workspace.team().members().stream()
                .filter(member -> chosen.isEmpty() || chosen.contains(member.id()))
                .toList();
    }

    private List<Member> without(Workspace workspace) {
        return members(workspace).stream()
                .filter(member -> member.calendar(TimeZones.installed()).isEmpty())
                .toList();
    }

    private Answer once(Run run, Workspace workspace, Round round) {
        List<Round.Told> told =
                round.go(members(workspace), run.surroundings().clock().instant());
        Json json = Json.object()
                .put("deliveries", Json.array(told, Round.Told::json))
                .put(
                        "withoutZone",
                        without(workspace).stream().map(Member::name).toList());
        boolean failed = told.stream().anyMatch(Round.Told::failed);
        return Answer.of(failed ? ExitCode.REFUSED : ExitCode.OK, json, page -> {
            if (told.isEmpty()) {
                page.line("nobody is due: it is nobody's working time, or they have had theirs today");
            }
            told.forEach(each -> page.line(words(each)));
        });
    }

    private Answer untilStopped(Run run, Workspace workspace, Round round) {
        Watch watch = workspace.watch();
        try {
            do {
                round.go(members(workspace), run.surroundings().clock().instant())
                        .forEach(each -> say(run, each));
            } while (!run.surroundings().stop().await(PAUSE));
        } finally {
            watch.close();
        }
        return Answer.silent();
    }

    private static void say(Run run, Round.Told told) {
        if (run.json()) {
            run.printLine(Json.object()
                    .put("event", "digest")
                    .put("text", told.sentence())
                    .putAll(told.json()));
        } else {
            run.page().line(words(told));
            run.flush();
        }
    }

    private static Span words(Round.Told told) {
        return Span.of(told.sentence(), told.failed() ? Style.YELLOW : Style.PLAIN);
    }
}
