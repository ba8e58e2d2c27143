package dev.meridian.model.formats.madr;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What a decision record says.
 *
 * @param status as it is written; empty for none
 * @param date when the decision was last updated
 * @param context Markdown of "Context and Problem Statement"
 * @param options in their order; those that only the pros and cons name come last
 * @param chosen title of the option that the outcome names
 * @param because Markdown of the outcome after "because", or all of it where no option is named
 * @param consequences items as they stand there: {@code Bad, because it takes a year}
 * @param confirmation Markdown
 * @param moreInformation Markdown
 */
public record MadrRecord(
        String status,
        Optional<LocalDate> date,
        MadrPeople people,
        String title,
        String context,
        List<String> drivers,
        List<MadrOption> options,
        Optional<String> chosen,
        String because,
        List<String> consequences,
        String confirmation,
        String moreInformation) {

    public MadrRecord {
        drivers = List.copyOf(drivers);
        options = List.copyOf(options);
        consequences = List.copyOf(consequences);
    }

    /** What the status means, where it is one of the template's. */
    public Optional<MadrStatus> state() {
        return MadrStatus.of(status);
    }
}
