package dev.meridian.model.rhythm.page;

import java.util.List;

/** A page in a neutral form. */
public record Sheet(String title, List<Line> lead, List<Section> sections) {

    public Sheet {
        lead = List.copyOf(lead);
        sections = List.copyOf(sections);
    }

    /** What stands under one heading. */
    public record Section(String title, List<Entry> entries) {
        public Section {
            entries = List.copyOf(entries);
        }
    }

    /** One thing, and what there is to say about it. */
    public record Entry(Line headline, List<Line> details) {
        public Entry {
            details = List.copyOf(details);
        }
    }
}
