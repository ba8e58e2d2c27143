package dev.meridian.cli.demo;

import dev.meridian.cli.demo.SampleCard.Person;
import dev.meridian.cli.output.Page;
import dev.meridian.cli.output.Span;
import dev.meridian.cli.output.Style;
import dev.meridian.cli.run.Run;
import dev.meridian.cli.view.BoardView;
import dev.meridian.client.SyncReport;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the demonstration tells a newcomer, step by step, while it happens. Says nothing to a script. */
final class Narration {

    private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofPattern("EEEE HH:mm", Locale.ROOT);

    private final Run run;
    private final Page page;
    private int step;

    Narration(Run run) {
        this.run = run;
        this.page = run.page();
    }

    void opening() {
        say(() -> page.line(
                Span.of("Meridian", Style.BOLD_CYAN),
                Span.of(": two people plan, nine time zones apart, and lose the network for a while.")));
    }

    void step(String sentence) {
        step++;
        String number = String.format(Locale.ROOT, "%2d  ", step);
        say(() -> page.blank().line(Span.of(number, Style.BOLD), Span.of(sentence, Style.BOLD)));
    }

    void more(String sentence) {
        say(() -> page.prose("    ", sentence, Style.PLAIN));
    }

    void quote(String text) {
        say(() -> page.prose("        ", text, Style.CYAN));
    }

    void board(BoardView view) {
        say(() -> view.print(page.blank()));
    }

    void alone(Person person, List<Deed> deeds) {
        Instant now = run.surroundings().clock().instant();
        String time = DAY_AND_TIME.format(now.atZone(ZoneId.of(person.zone())));
        say(() -> {
            page.blank()
                    .line(
                            Span.of("    " + person.firstName(), style(person)),
                            Span.of("  " + person.zone() + ", " + time + ", no network", Style.DIM));
            deeds.forEach(deed -> page.line(Span.of("      - "), Span.of(deed.sentence())));
        });
    }

    void synced(Person person, SyncReport report) {
        List<String> parts = new ArrayList<>();
        if (report.received() > 0) {
            parts.add("receives " + (report.received() == 1 ? "1 entry" : report.received() + " entries"));
        }
        if (report.sent() > 0) {
            parts.add("sends " + BoardView.count(report.changesSent(), "change") + ", sealed into "
                    + (report.sent() == 1 ? "1 entry" : report.sent() + " entries"));
        }
        String what = parts.isEmpty() ? "has nothing new" : String.join(", ", parts);
        say(() -> page.line(Span.of("    " + person.firstName(), style(person)), Span.of(" " + what)));
    }

    void outcome(String sign, Style style, String sentence) {
        say(() -> page.line(Span.of("    " + sign + " ", style), Span.of(sentence)));
    }

    void lines(String heading, List<String> lines) {
        say(() -> {
            page.heading(heading);
            page.bullets(lines);
        });
    }

    void closing(String sentence) {
        say(() -> page.blank().line(Span.of(sentence, Style.GREEN)));
    }

    private static Style style(Person person) {
        return switch (person) {
            case INES -> Style.CYAN;
            case KENJI -> Style.MAGENTA;
        };
    }

    private void say(Runnable lines) {
        if (!run.json()) {
            lines.run();
            run.surroundings().out().flush();
        }
    }
}
