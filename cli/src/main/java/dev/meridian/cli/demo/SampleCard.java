package dev.meridian.cli.demo;

import dev.meridian.model.team.DefaultStatus;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A card of the sample team.
 *
 * @param key what arrows call it
 * @param dueDays from the day the sample is made; negative where it was due before
 * @param documents keys of documents that it is linked to
 */
record SampleCard(
        String key,
        String title,
        SampleGroup group,
        DefaultStatus status,
        Optional<Person> owner,
        OptionalInt dueDays,
        List<String> labels,
        List<String> documents,
        String description) {

    /** The two members. */
    enum Person {
        INES("Inês Duarte", "Europe/Lisbon"),
        KENJI("Kenji Mori", "Asia/Tokyo");

        private final String fullName;
        private final String zone;

        Person(String fullName, String zone) {
            this.fullName = fullName;
            this.zone = zone;
        }

        String fullName() {
            return fullName;
        }

        String firstName() {
            return fullName.substring(0, fullName.indexOf(' '));
        }

        String zone() {
            return zone;
        }
    }

    /** The groups of the board, from left to right. */
    enum SampleGroup {
        BOOKING(0, "Booking"),
        BOARDING(1, "Boarding"),
        MONEY(2, "Money"),
        TIMETABLE(3, "Timetable and ports");

        private final int column;
        private final String title;

        SampleGroup(int column, String title) {
            this.column = column;
            this.title = title;
        }

        int column() {
            return column;
        }

        String title() {
            return title;
        }
    }

    static SampleCard card(String key, SampleGroup group, DefaultStatus status, String title) {
        return new SampleCard(
                key, title, group, status, Optional.empty(), OptionalInt.empty(), List.of(), List.of(), "");
    }

    SampleCard by(Person person) {
        return new SampleCard(key, title, group, status, Optional.of(person), dueDays, labels, documents, description);
    }

    SampleCard due(int days) {
        return new SampleCard(key, title, group, status, owner, OptionalInt.of(days), labels, documents, description);
    }

    SampleCard labelled(String... words) {
        return new SampleCard(key, title, group, status, owner, dueDays, List.of(words), documents, description);
    }

    SampleCard with(String document) {
        return new SampleCard(key, title, group, status, owner, dueDays, labels, List.of(document), description);
    }

    SampleCard saying(String markdown) {
        return new SampleCard(key, title, group, status, owner, dueDays, labels, documents, markdown);
    }
}
