package dev.meridian.model.formats.madr;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What the workspace knows of a decision that its document has to say.
 *
 * @param status as MADR words it, with what supersedes it
 * @param date of the last change of the status; absent where nothing has happened yet
 * @param chosen title of the option that was decided for
 * @param because how that came about, one paragraph of Markdown
 */
public record MadrHead(
        String status, Optional<LocalDate> date, MadrPeople people, Optional<String> chosen, String because) {}
