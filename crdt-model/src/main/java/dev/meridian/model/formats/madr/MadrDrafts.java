package dev.meridian.model.formats.madr;

import dev.meridian.model.formats.BadInput;
import dev.meridian.model.formats.FormatLimits;
import dev.meridian.model.formats.SourceText;
import dev.meridian.model.formats.markdown.FrontMatter;
import dev.meridian.model.formats.merge.RecordReader;
import dev.meridian.model.formats.merge.SourceRecord;
import dev.meridian.model.formats.merge.Words;
import dev.meridian.model.plan.Limits;
import dev.meridian.model.team.Team;
import dev.meridian.model.value.DraftField;
import dev.meridian.model.value.Owner;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes drafts of decisions from MADR documents that are proposed (FMT-MADR-5). */
public final class MadrDrafts implements RecordReader {

    @Override
    public SourceRecord read(String file, String markdown, Team team, FormatLimits limits) {
        try {
            SourceText source = new SourceText(file, markdown);
            FrontMatter.Split split = FrontMatter.split(source, markdown, limits);
            RecordNote note = RecordNote.of(split.front(), source);
            boolean asExported = note.isOf(split.body());
            Optional<String> text = note.text(split.body());
            if (!MadrReader.isMadr(split.body())) {
                return new SourceRecord(Map.of(), Optional.empty(), List.of(), asExported, text);
            }
            MadrRecord record = MadrReader.read(file, markdown, limits);
            if (!isProposed(record)) {
                return new SourceRecord(Map.of(), Optional.of(record.status()), List.of(), asExported, text);
            }
            Map<DraftField, String> draft = new EnumMap<>(DraftField.class);
            List<String> notes = new ArrayList<>();
            draft(record, new Words(team), draft, notes);
            return new SourceRecord(draft, Optional.empty(), notes, asExported, text);
        } catch (BadInput unreadable) {
            // A directory of records often holds the template, with its placeholders: it comes in as the text that it
            // is.
            return SourceRecord.noted(unreadable.failure().reason() + "; no decision is drafted from this record");
        }
    }

    private static boolean isProposed(MadrRecord record) {
        return record.status().isEmpty()
                || record.state().filter(MadrStatus.PROPOSED::equals).isPresent();
    }

    private static void draft(MadrRecord record, Words words, Map<DraftField, String> draft, List<String> notes) {
        List<String> options = record.options().stream().map(MadrOption::title).toList();
        put(draft, notes, DraftField.OPTIONS, options);
        record.chosen()
                .ifPresent(chosen -> options.stream()
                        .filter(chosen::equalsIgnoreCase)
                        .findFirst()
                        .ifPresentOrElse(
                                option -> draft.put(DraftField.RECOMMENDATION, option),
                                () -> notes.add("the outcome names \"" + chosen
                                        + "\", which is none of the considered options: nothing is recommended")));
        List<String> strangers = new ArrayList<>();
        put(draft, notes, DraftField.REQUIRED, members(record.people().decisionMakers(), words, strangers));
        put(draft, notes, DraftField.CONSULTED, members(record.people().consulted(), words, strangers));
        put(draft, notes, DraftField.INFORMED, members(record.people().informed(), words, strangers));
        if (!strangers.isEmpty()) {
            notes.add(strangers.stream().distinct().collect(Collectors.joining(", "))
                    + ": no member of this workspace has this name, so the draft does not name them");
        }
    }

    private static List<String> members(List<String> names, Words words, List<String> strangers) {
        List<String> ids = new ArrayList<>();
        for (String name : names) {
            switch (words.owner(name)) {
                case Owner.OfMember of -> ids.add(of.member().hex());
                case Owner.Named named -> strangers.add(named.name());
            }
        }
        return ids;
    }

    private static void put(Map<DraftField, String> draft, List<String> notes, DraftField field, List<String> items) {
        String value = items.stream().distinct().collect(Collectors.joining("\n"));
        if (value.length() > Limits.DRAFT_MAX) {
            notes.add("the " + field.word() + " have " + value.length() + " characters, and a draft holds at most "
                    + Limits.DRAFT_MAX + ": they are left out of it");
        } else if (!value.isEmpty()) {
            draft.put(field, value);
        }
    }
}
