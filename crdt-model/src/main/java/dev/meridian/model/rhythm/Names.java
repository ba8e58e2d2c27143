package dev.meridian.model.rhythm;

import dev.meridian.model.automerge.DeviceId;
import dev.meridian.model.board.Board;
import dev.meridian.model.board.Card;
import dev.meridian.model.board.Group;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.GroupId;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.id.PlaceableId;
import dev.meridian.model.id.StatusId;
import dev.meridian.model.team.DocumentEntry;
import dev.meridian.model.team.Member;
import dev.meridian.model.team.Status;
import dev.meridian.model.team.Team;
import dev.meridian.model.value.Owner;
import dev.meridian.model.value.StatusCategory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a team called things at one moment. */
final class Names {

    static final String UNTITLED = "(untitled)";
    private static final int DIGITS_SHOWN = 8;

    private final Team team;
    private final Map<DeviceId, Person> devices = new HashMap<>();

    Names(Team team) {
        this.team = team;
    }

    /** Whose device it is; the beginning of its id where it is nobody's. */
    Person person(DeviceId device) {
        return devices.computeIfAbsent(
                device,
                each -> team.memberOf(each)
                        .map(Names::person)
                        .orElseGet(() -> Person.named("device " + each.hex().substring(0, DIGITS_SHOWN))));
    }

    Person person(MemberId id) {
        return team.member(id).map(Names::person).orElseGet(() -> {
            String name = "member " + id.hex().substring(0, DIGITS_SHOWN);
            return new Person(Optional.of(id), name, Optional.empty());
        });
    }

    private static Person person(Member member) {
        return new Person(
                Optional.of(member.id()),
                member.name(),
                Optional.of(member.zone()).filter(zone -> !zone.isEmpty()));
    }

    Person person(Owner owner) {
        return switch (owner) {
            case Owner.Named named -> Person.named(named.name());
            case Owner.OfMember of -> person(of.member());
        };
    }

    List<Person> owners(Card card) {
        return card.owners().stream().map(this::person).toList();
    }

    Optional<Status> status(Card card) {
        return card.status().flatMap(team::status);
    }

    Optional<StatusCategory> category(Card card) {
        return status(card).map(Status::category);
    }

    String status(StatusId id) {
        return team.status(id).map(Status::name).orElse("a status that is gone");
    }

    String document(DocumentId id) {
        return team.document(id)
                .map(DocumentEntry::title)
                .map(Names::line)
                .orElseGet(() -> "document " + id.hex().substring(0, DIGITS_SHOWN));
    }

    Target.OfDocument target(DocumentId id) {
        return new Target.OfDocument(id, document(id));
    }

    static Target.OfCard target(BoardId board, Card card) {
        return new Target.OfCard(board, card.id(), line(card.title()));
    }

    static String group(Board board, GroupId id) {
        return board.group(id).map(Group::title).map(Names::line).orElse("a group that is gone");
    }

    static String end(Board board, PlaceableId end) {
        return switch (end) {
            case CardId card ->
                board.card(card).map(Card::title).map(Names::line).orElse("a card that is gone");
            case GroupId group -> group(board, group);
        };
    }

    /** The first line with anything in it. */
    static String line(String text) {
        if (text.indexOf('\n') < 0 && text.indexOf('\r') < 0) {
            String only = text.strip();
            return only.isEmpty() ? UNTITLED : only;
        }
        return text.lines()
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .findFirst()
                .orElse(UNTITLED);
    }
}
