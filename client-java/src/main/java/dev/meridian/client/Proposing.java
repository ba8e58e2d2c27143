package dev.meridian.client;

import dev.meridian.model.board.Board;
import dev.meridian.model.board.Card;
import dev.meridian.model.calendar.DaysOff;
import dev.meridian.model.calendar.Deadline;
import dev.meridian.model.calendar.DeadlineRule;
import dev.meridian.model.calendar.TimeZones;
import dev.meridian.model.calendar.WorkCalendar;
import dev.meridian.model.decision.FrozenCalendar;
import dev.meridian.model.decision.OwnersFile;
import dev.meridian.model.decision.Part;
import dev.meridian.model.decision.Participant;
import dev.meridian.model.decision.Policy;
import dev.meridian.model.decision.Preset;
import dev.meridian.model.decision.Terms;
import dev.meridian.model.document.Document;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.team.BoardEntry;
import dev.meridian.model.team.DocumentEntry;
import dev.meridian.model.team.Member;
import dev.meridian.model.team.Team;
import dev.meridian.model.value.DraftField;
import dev.meridian.model.value.Owner;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes terms of a draft: what it leaves open comes from the cards that link to the document (their owners are required), from the document
 * called OWNERS, and from the preset. On the workspace's thread.
 */
final class Proposing {
    private static final int LINE_MAX = 1_000;
    private static final TimeZones ZONES = TimeZones.installed();

    private final WorkspaceCore core;
    private final DocumentId id;
    private final Team team;
    private final Document document;
    private final Set<String> labels = new TreeSet<>();
    private final Set<String> boards = new TreeSet<>();
    private final Set<MemberId> cardOwners = new LinkedHashSet<>();

    Proposing(WorkspaceCore core, DocumentId id) {
        this.core = core;
        this.id = id;
        this.team = core.team();
        this.document = core.documents().text(Deciding.id(id)).snapshot();
        team.boards().values().stream()
                .filter(entry -> !entry.meta().life().deleted())
                .forEach(this::look);
    }

    private void look(BoardEntry entry) {
        Board board = core.documents()
                .boardWithTalk(dev.meridian.sync.id.DocumentId.parse(entry.id().hex()));
        for (Card card : board.cards().values()) {
            if (!card.meta().life().deleted() && card.documents().contains(id)) {
                labels.addAll(card.labels());
                boards.add(entry.title());
                for (Owner owner : card.owners()) {
                    if (owner instanceof Owner.OfMember member) {
                        cardOwners.add(member.member());
                    }
                }
            }
        }
        core.library().trim();
    }

    /** @throws DecisionException in one sentence where something is missing or wrong */
    Terms terms() {
        Instant now = core.options().clock().instant();
        MemberId proposer = core.deciding()
                .me()
                .orElseThrow(() -> new DecisionException("You are not in the team's list of members yet: sync first."));
        Optional<OwnersFile.Line> line = ownersLine();
        Set<MemberId> required = required(proposer, line);
        MemberId decider = field(DraftField.DECIDER)
                .map(this::member)
                .or(() -> line.map(each -> member(each.names().getFirst())))
                .orElse(proposer);
        Policy policy = policy();
        List<Participant> people = people(required, decider, proposer);
        Deadline deadline = deadline(policy, required, proposer, now);
        List<String> options = lines(DraftField.OPTIONS);
        String recommendation =
                field(DraftField.RECOMMENDATION).orElseGet(() -> options.isEmpty() ? "yes" : options.getFirst());
        if (!options.isEmpty() && !options.contains(recommendation)) {
            throw new DecisionException("The recommendation \"" + recommendation + "\" is not one of the options.");
        }
        return new Terms(
                oneLine(field(DraftField.QUESTION).orElseGet(this::title)),
                options,
                oneLine(recommendation),
                decider,
                people,
                policy,
                deadline,
                superseded(),
                field(DraftField.REVIEW).map(Proposing::date));
    }

    private static String oneLine(String line) {
        return line.length() <= LINE_MAX ? line : line.substring(0, LINE_MAX);
    }

    private String title() {
        return team.document(id).map(DocumentEntry::title).orElse("");
    }

    private Optional<String> field(DraftField field) {
        return Optional.ofNullable(document.draft().get(field))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    private List<String> lines(DraftField field) {
        return field(field).stream()
                .flatMap(String::lines)
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .distinct()
                .toList();
    }

    private Optional<OwnersFile.Line> ownersLine() {
        return team.documents().values().stream()
                .filter(entry -> entry.title().equals(OwnersFile.TITLE)
                        && !entry.meta().life().deleted())
                .findFirst()
                .map(entry ->
                        core.documents().textWithTalk(Deciding.id(entry.id())).text())
                .flatMap(text -> OwnersFile.parse(text).find(new OwnersFile.Subject(title(), labels, boards)));
    }

    private Set<MemberId> required(MemberId proposer, Optional<OwnersFile.Line> line) {
        Set<MemberId> required = new LinkedHashSet<>();
        lines(DraftField.REQUIRED).forEach(name -> required.add(member(name)));
        if (required.isEmpty()) {
            required.addAll(cardOwners);
            line.ifPresent(each -> each.names().forEach(name -> required.add(member(name))));
        }
        required.remove(proposer);
        if (required.isEmpty()) {
            throw new DecisionException(
                    "Nobody besides you is required: name at least one person who has to be reached.");
        }
        return required;
    }

    private MemberId member(String nameOrId) {
        List<Member> found = team.members().values().stream()
                .filter(member -> member.name().equalsIgnoreCase(nameOrId)
                        || member.id().hex().equals(nameOrId))
                .toList();
        if (found.size() != 1) {
            throw new DecisionException(
                    found.isEmpty()
                            ? "There is no member called \"" + nameOrId + "\"."
                            : "There is more than one member called \"" + nameOrId + "\": use the id.");
        }
        return found.getFirst().id();
    }

    private Policy policy() {
        Policy policy = field(DraftField.PRESET)
                .map(
                        word -> Preset.of(word)
                                .orElseThrow(
                                        () -> new DecisionException(
                                                "There is no preset called \"" + word
                                                        + "\": use lazy-consensus, final-comment, two-approvals, explicit-consent or majority.")))
                .orElse(Preset.LAZY_CONSENSUS)
                .policy();
        try {
            return field(DraftField.WINDOW)
                    .map(Integer::parseInt)
                    .map(policy::withWindow)
                    .orElse(policy);
        } catch (IllegalArgumentException e) {
            throw new DecisionException("The window is a number of working days from 1 to " + Policy.DAYS_MAX + ".");
        }
    }

    private List<Participant> people(Set<MemberId> required, MemberId decider, MemberId proposer) {
        Map<MemberId, Part> parts = new LinkedHashMap<>();
        required.forEach(member -> parts.put(member, Part.REQUIRED));
        lines(DraftField.CONSULTED).forEach(name -> parts.putIfAbsent(member(name), Part.CONSULTED));
        parts.putIfAbsent(decider, Part.CONSULTED);
        parts.putIfAbsent(proposer, Part.CONSULTED);
        List<String> informed = lines(DraftField.INFORMED);
        informed.forEach(name -> parts.putIfAbsent(member(name), Part.INFORMED));
        if (informed.isEmpty()) {
            // Everybody may look on; who has no zone cannot be reached in working days and is left out.
            team.members().values().stream()
                    .filter(member -> !member.meta().life().deleted()
                            && member.calendar(ZONES).isPresent())
                    .forEach(member -> parts.putIfAbsent(member.id(), Part.INFORMED));
        }
        List<Participant> people = new ArrayList<>();
        parts.forEach((member, part) -> people.add(participant(member, part)));
        return people;
    }

    private Participant participant(MemberId id, Part part) {
        Member member = team.member(id).orElseThrow();
        if (member.calendar(ZONES).isEmpty()) {
            throw new DecisionException(member.name() + " has no time zone, so that no deadline can wait for them:"
                    + " set it with \"meridian member set --zone\".");
        }
        requireThere(member, part);
        FrozenCalendar calendar = new FrozenCalendar(member.zone(), member.workWeek(), DaysOff.of(member.daysOff()));
        return new Participant(id, part, calendar, team.devicesOf(member));
    }

    /** Somebody whose every device was let go of has left the team. */
    private void requireThere(Member member, Part part) {
        boolean there = part != Part.REQUIRED || isThere(core, member);
        if (!there) {
            throw new DecisionException(member.name() + " has left the team and cannot be required.");
        }
    }

    /** Whether any device of a member is one of the workspace's. */
    static boolean isThere(WorkspaceCore core, Member member) {
        return core.standing()
                .members()
                .map(members -> core.team().devicesOf(member).stream()
                        .anyMatch(device -> members.deviceOf(dev.meridian.sync.id.DeviceId.parse(device.hex()))
                                .isPresent()))
                .orElse(true);
    }

    private Deadline deadline(Policy policy, Set<MemberId> required, MemberId proposer, Instant now) {
        DeadlineRule rule = field(DraftField.DEADLINE)
                .<DeadlineRule>map(text -> new DeadlineRule.Everywhere(date(text)))
                .orElseGet(() -> new DeadlineRule.WorkingDays(policy.windowDays()));
        Map<MemberId, WorkCalendar> calendars = new HashMap<>();
        required.stream()
                .filter(member -> !member.equals(proposer))
                .forEach(member -> team.member(member)
                        .flatMap(each -> each.calendar(ZONES))
                        .ifPresent(calendar -> calendars.put(member, calendar)));
        Deadline deadline = Deadline.of(rule, now, calendars, ZONES)
                .deadline()
                .orElseThrow(() -> new DecisionException(
                        "Nobody who is required has " + policy.windowDays() + " working days ahead of them."));
        if (!deadline.at().isAfter(now)) {
            throw new DecisionException(
                    "The deadline " + field(DraftField.DEADLINE).orElse("") + " is in the past.");
        }
        if (deadline.at().isAfter(now.plus(java.time.Duration.ofDays(policy.hardStopDays())))) {
            throw new DecisionException("The deadline is after the hard stop, " + policy.hardStopDays()
                    + " days from now: nothing could be accepted.");
        }
        return deadline;
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new DecisionException("\"" + text + "\" is not a date: write it like 2027-01-31.");
        }
    }

    private Set<DocumentId> superseded() {
        Set<DocumentId> all = new LinkedHashSet<>();
        for (String each : lines(DraftField.SUPERSEDES)) {
            all.add(team.documents().values().stream()
                    .filter(entry ->
                            entry.id().hex().equals(each) || entry.title().equals(each))
                    .map(DocumentEntry::id)
                    .findFirst()
                    .orElseThrow(() -> new DecisionException("There is no document \"" + each + "\" to replace.")));
        }
        if (all.contains(id)) {
            throw new DecisionException("A decision does not replace itself.");
        }
        return all;
    }
}
