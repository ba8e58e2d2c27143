package dev.meridian.cli.demo;

import static dev.meridian.cli.demo.SampleCard.Person.INES;
import static dev.meridian.cli.demo.SampleCard.Person.KENJI;
import static dev.meridian.cli.demo.SampleCard.SampleGroup.BOARDING;
import static dev.meridian.cli.demo.SampleCard.SampleGroup.BOOKING;
import static dev.meridian.cli.demo.SampleCard.SampleGroup.MONEY;
import static dev.meridian.cli.demo.SampleCard.SampleGroup.TIMETABLE;
import static dev.meridian.cli.demo.SampleCard.card;
import static dev.meridian.model.team.DefaultStatus.DONE;
import static dev.meridian.model.team.DefaultStatus.DROPPED;
import static dev.meridian.model.team.DefaultStatus.IDEA;
import static dev.meridian.model.team.DefaultStatus.IN_PROGRESS;
import static dev.meridian.model.team.DefaultStatus.IN_REVIEW;
import static dev.meridian.model.team.DefaultStatus.ON_HOLD;
import static dev.meridian.model.team.DefaultStatus.READY;

import java.util.List;

/** What the sample team plans: a system for booking and boarding that small ferry lines share. All of it is made up. */
final class SampleTeam {

    static final String WORKSPACE = "Slipway";
    static final String BOARD = "Until the summer timetable";

    static final String BRIEF = "brief-boarding";

    /** @param key also the name of the resource with its text */
    record SampleDocument(String key, String title) {}

    record SampleArrow(String from, String to, boolean blocks) {}

    static final List<SampleDocument> DOCUMENTS = List.of(
            new SampleDocument(BRIEF, "Brief: boarding without a network"),
            new SampleDocument("decision-deposits", "Who takes the deposits"),
            new SampleDocument("winter-timetable", "Winter timetable: how to load it"),
            new SampleDocument("interviews-deckhands", "Five deckhands on boarding"),
            new SampleDocument("weekly-update", "Weekly update"));

    static final List<SampleCard> CARDS = List.of(
            card("seat-map", BOOKING, DONE, "Seat map of every vessel").by(INES).due(-24),
            card("hold", BOOKING, IN_REVIEW, "Hold seats for 15 minutes")
                    .by(KENJI)
                    .due(3)
                    .saying("A seat in a basket is nobody else's until the time is over or the basket is emptied."),
            card("groups", BOOKING, IN_PROGRESS, "Group bookings for schools and clubs")
                    .by(INES)
                    .due(18)
                    .labelled("web"),
            card("vehicles", BOOKING, READY, "Vehicles by length, not by name")
                    .by(KENJI)
                    .due(32),
            card("waiting-list", BOOKING, READY, "Waiting list for full sailings")
                    .due(40)
                    .labelled("web"),
            card("passes", BOOKING, IDEA, "Monthly passes on the phone"),
            card("languages", BOOKING, IN_PROGRESS, "Booking in five languages")
                    .by(INES)
                    .due(10)
                    .labelled("web", "text"),
            card("wheelchair", BOOKING, READY, "Wheelchair places, with a call back")
                    .by(INES)
                    .due(25),
            card("signature", BOARDING, DONE, "Tickets carry our signature")
                    .by(KENJI)
                    .due(-9),
            card("list", BOARDING, IN_PROGRESS, "Passenger list on the phone")
                    .by(KENJI)
                    .due(14)
                    .with(BRIEF)
                    .saying("The next three departures, refreshed whenever there is a network. It says how old it is."),
            card("scan", BOARDING, READY, "Scan without a network")
                    .by(KENJI)
                    .due(21)
                    .with(BRIEF),
            card("sound", BOARDING, READY, "Sound and vibration instead of colours")
                    .by(KENJI)
                    .due(23)
                    .with("interviews-deckhands"),
            card("count", BOARDING, IDEA, "A head count that can be corrected").with("interviews-deckhands"),
            card("gangways", BOARDING, READY, "Two gangways, one list").due(30).with(BRIEF),
            card("paper", BOARDING, ON_HOLD, "Paper list from the office printer")
                    .by(INES),
            card("spot-checks", BOARDING, IDEA, "Spot checks for passes").with("interviews-deckhands"),
            card("battery", BOARDING, IDEA, "What happens when the battery is empty"),
            card("provider", MONEY, IN_PROGRESS, "Decide who takes the deposits")
                    .by(INES)
                    .due(5)
                    .with("decision-deposits"),
            card("deposits", MONEY, READY, "Deposits for group bookings")
                    .by(KENJI)
                    .due(35)
                    .with("decision-deposits"),
            card("refunds", MONEY, READY, "Refunds in one call")
                    .by(KENJI)
                    .due(45)
                    .with("decision-deposits"),
            card("statement", MONEY, IDEA, "Monthly statement for every line").by(INES),
            card("prices", MONEY, DONE, "Prices by season").by(INES).due(-40),
            card("second-ticket", MONEY, DONE, "Give back what October's second tickets cost")
                    .by(INES)
                    .due(-15),
            card("import", TIMETABLE, IN_PROGRESS, "Load the lines' own timetables")
                    .by(INES)
                    .due(12)
                    .with("winter-timetable"),
            card("check", TIMETABLE, READY, "Say what is odd before it is loaded")
                    .by(INES)
                    .due(16)
                    .with("winter-timetable"),
            card("berths", TIMETABLE, ON_HOLD, "Berths from the port authority").by(KENJI),
            card("delays", TIMETABLE, READY, "Delays reach the passengers")
                    .by(KENJI)
                    .due(38),
            card("cancel", TIMETABLE, IN_PROGRESS, "Cancel a sailing, tell everybody, pay back")
                    .due(42),
            card("calendar", TIMETABLE, DROPPED, "Sailings as a calendar feed"),
            card("weather", TIMETABLE, IDEA, "Weather that stops a ship, a day ahead"),
            card("summer", TIMETABLE, READY, "Summer timetable goes on sale")
                    .by(INES)
                    .due(60));

    static final List<SampleArrow> ARROWS = List.of(
            before("seat-map", "hold"),
            before("hold", "waiting-list"),
            before("seat-map", "groups"),
            before("groups", "deposits"),
            before("seat-map", "wheelchair"),
            before("signature", "list"),
            before("signature", "passes"),
            before("list", "scan"),
            before("scan", "sound"),
            before("scan", "gangways"),
            before("scan", "spot-checks"),
            before("passes", "spot-checks"),
            before("provider", "deposits"),
            before("deposits", "statement"),
            before("refunds", "cancel"),
            before("import", "check"),
            before("check", "summer"),
            before("prices", "summer"),
            before("delays", "cancel"),
            before("hold", "summer"),
            about("paper", "list"),
            about("berths", "delays"),
            about("battery", "paper"),
            about("weather", "cancel"));

    private SampleTeam() {}

    private static SampleArrow before(String from, String to) {
        return new SampleArrow(from, to, true);
    }

    private static SampleArrow about(String from, String to) {
        return new SampleArrow(from, to, false);
    }
}
