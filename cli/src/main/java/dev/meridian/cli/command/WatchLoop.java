package dev.meridian.cli.command;

import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.output.Page;
import dev.meridian.cli.output.Span;
import dev.meridian.cli.output.Style;
import dev.meridian.cli.run.Run;
import dev.meridian.cli.view.EventWords;
import dev.meridian.cli.view.People;
import dev.meridian.cli.view.Standing;
import dev.meridian.client.Watch;
import dev.meridian.client.Workspace;
import dev.meridian.client.WorkspaceEvent;
import dev.meridian.client.WorkspaceStatus.Connection;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Flow;

/** {@code sync --watch}: a line for everything that happens. Events come on the workspace's own thread; only that one prints. */
final class WatchLoop implements Flow.Subscriber<WorkspaceEvent> {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final Run run;
    private final Workspace workspace;
    private Connection connection = Connection.OFFLINE;
    private long kept = -1;

    WatchLoop(Run run, Workspace workspace) {
        this.run = run;
        this.workspace = workspace;
    }

    Answer untilStopped() {
        workspace.changes().subscribe(this);
        Watch watch = workspace.watch();
        try {
            run.surroundings().stop().await();
        } finally {
            watch.close();
        }
        return Answer.silent();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(WorkspaceEvent event) {
        switch (event) {
            case WorkspaceEvent.Progressed progressed -> progressed(progressed);
            case WorkspaceEvent.Changed changed -> changed(changed);
            case WorkspaceEvent.Rejected rejected -> {
                Standing standing = standing();
                say(
                        "rejected",
                        standing.sentence(rejected.entry()),
                        Style.RED,
                        Json.object().put("entry", standing.json(rejected.entry())));
            }
            case WorkspaceEvent.Refused refused -> {
                Standing standing = standing();
                say(
                        "refused",
                        standing.sentence(refused.item()),
                        Style.RED,
                        Json.object().put("item", standing.json(refused.item())));
            }
            case WorkspaceEvent.Missed missed ->
                say(
                        "missed",
                        "too much happened to tell all of it: " + missed.events() + " events left out",
                        Style.YELLOW,
                        Json.object().put("events", missed.events()));
        }
    }

    private void progressed(WorkspaceEvent.Progressed now) {
        boolean other = now.connection() != connection;
        boolean sent = now.outboxChanges() == 0 && kept > 0;
        connection = now.connection();
        kept = now.outboxChanges();
        if (other || sent || run.json()) {
            say(
                    "progress",
                    words(now),
                    now.connection() == Connection.LIVE ? Style.GREEN : Style.DIM,
                    Json.object()
                            .put("connection", now.connection().name().toLowerCase(Locale.ROOT))
                            .put("position", now.position())
                            .put("outboxChanges", now.outboxChanges()));
        }
    }

    private static String words(WorkspaceEvent.Progressed now) {
        String here = now.outboxChanges() == 0 ? "" : ", " + now.outboxChanges() + " changes kept here";
        return switch (now.connection()) {
            case OFFLINE -> "offline" + here;
            case CONNECTING -> "connecting" + here;
            case CATCHING_UP -> "catching up from position " + now.position() + here;
            case LIVE -> "online, at position " + now.position() + here;
            case WAITING -> "the relay does not answer; trying again" + here;
            case STOPPED -> "synchronising has stopped; see meridian status";
        };
    }

    private void changed(WorkspaceEvent.Changed changed) {
        String origin = switch (changed.origin()) {
            case HERE, OTHER_PROCESS -> "here";
            case LOG -> "received";
        };
        EventWords words = EventWords.of(workspace, changed.document());
        List<String> sentences = words.sentences(changed.events());
        sentences.forEach(sentence -> say(
                "change",
                sentence,
                Style.PLAIN,
                Json.object()
                        .put("document", workspace.about(changed.document()).hex())
                        .put("origin", origin)));
    }

    private void say(String kind, String sentence, Style style, Json.Fields fields) {
        if (run.json()) {
            run.printLine(Json.object().put("event", kind).put("text", sentence).putAll(fields));
            return;
        }
        String time = TIME.format(run.surroundings()
                .clock()
                .instant()
                .atZone(run.surroundings().clock().getZone()));
        Page page = run.page();
        page.line(Span.of(time + "  ", Style.DIM), Span.of(sentence, style));
        run.flush();
    }

    private Standing standing() {
        return new Standing(new People(workspace.team().snapshot()));
    }

    @Override
    public void onError(Throwable thrown) {
        say("error", "watching ended: " + thrown.getMessage(), Style.RED, Json.object());
        run.surroundings().stop().raise();
    }

    @Override
    public void onComplete() {
        run.surroundings().stop().raise();
    }
}
