package dev.meridian.cli.command;

import dev.meridian.cli.exit.ExitCode;
import dev.meridian.cli.output.Answer;
import dev.meridian.cli.output.Json;
import dev.meridian.cli.run.Run;
import dev.meridian.cli.view.SheetView;
import dev.meridian.client.Workspace;
import dev.meridian.model.rhythm.page.Reading;
import dev.meridian.model.rhythm.page.Sheet;
import dev.meridian.model.rhythm.page.SheetHtml;
import dev.meridian.model.rhythm.page.SheetMarkdown;
import dev.meridian.model.team.Member;
import java.net.URI;
import java.time.ZoneId;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a page of the rhythm is printed. */
final class SheetOptions {

    /** Of a page. */
    enum Format {
        TEXT,
        MD,
        HTML
    }

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "text, md (Markdown) or html (for a mail, nothing in it is loaded from elsewhere).")
    private Format format = Format.TEXT;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            converter = Conversions.ToZone.class,
            description = "Show times in this zone (default: yours in the workspace).")
    private Optional<ZoneId> zone = Optional.empty();

    @Option(
            names = "--link-to",
            paramLabel = "URL",
            converter = Conversions.ToRelay.class,
            description = "Address of the web client, for links to cards and documents.")
    private Optional<URI> base = Optional.empty();

    /** The reader's zone: as given, else their own in the team document, else this machine's. */
    ZoneId zone(Run run, Workspace workspace) {
        return zone.or(() -> workspace
                        .me()
                        .flatMap(me -> workspace.team().snapshot().member(me))
                        .map(Member::zone)
                        .filter(ZoneId.getAvailableZoneIds()::contains)
                        .map(ZoneId::of))
                .orElseGet(() -> run.surroundings().clock().getZone());
    }

    Reading reading(ZoneId reader) {
        return base.map(uri -> Reading.in(reader, uri.toString())).orElseGet(() -> Reading.in(reader));
    }

    /** The page in the form asked for. */
    Answer answer(Sheet sheet, dev.meridian.model.json.Json json, ZoneId reader) {
        return answer(ExitCode.OK, sheet, json, reader);
    }

    /** Likewise, with another end than ok. */
    Answer answer(ExitCode code, Sheet sheet, dev.meridian.model.json.Json json, ZoneId reader) {
        Reading reading = reading(reader);
        return Answer.of(code, Json.of(json), page -> {
            switch (format) {
                case TEXT -> new SheetView(sheet, reading).print(page);
                case MD -> page.text(SheetMarkdown.print(sheet, reading));
                case HTML -> page.text(SheetHtml.print(sheet, reading));
            }
        });
    }
}
