package dev.meridian.model.formats.merge;

import dev.meridian.model.formats.FormatLimits;
import dev.meridian.model.team.Team;

/** Finds in Markdown files what they record of decisions. */
public interface RecordReader {

    /** Every file is a text and nothing more. */
    RecordReader NONE = (file, markdown, team, limits) -> SourceRecord.NONE;

    /**
     * @param file as errors name it
     * @param markdown the whole file, front matter included, lines ending in LF
     * @param team whose members the record may name
     */
    SourceRecord read(String file, String markdown, Team team, FormatLimits limits);
}
