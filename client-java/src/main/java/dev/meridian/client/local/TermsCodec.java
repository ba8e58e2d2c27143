package dev.meridian.client.local;

import static dev.meridian.client.local.StatementCodec.bytes;
import static dev.meridian.client.local.StatementCodec.hex;

import dev.meridian.model.automerge.DeviceId;
import dev.meridian.model.calendar.DayRange;
import dev.meridian.model.calendar.DaysOff;
import dev.meridian.model.calendar.Deadline;
import dev.meridian.model.calendar.DeadlineRule;
import dev.meridian.model.calendar.Shift;
import dev.meridian.model.calendar.WorkWeek;
import dev.meridian.model.decision.FrozenCalendar;
import dev.meridian.model.decision.Part;
import dev.meridian.model.decision.Participant;
import dev.meridian.model.decision.Policy;
import dev.meridian.model.decision.Rule;
import dev.meridian.model.decision.Terms;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.MemberId;
import dev.meridian.proto.v1.DecisionDeadline;
import dev.meridian.proto.v1.DecisionPart;
import dev.meridian.proto.v1.DecisionPerson;
import dev.meridian.proto.v1.DecisionPolicy;
import dev.meridian.proto.v1.DecisionRule;
import dev.meridian.proto.v1.DecisionTerms;
import dev.meridian.proto.v1.Nothing;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is frozen when a decision opens, in the words of the log and in those of the model. */
final class TermsCodec {
    private TermsCodec() {}

    static DecisionTerms terms(Terms terms) {
        DecisionTerms.Builder made = DecisionTerms.newBuilder()
                .setQuestion(terms.question())
                .addAllOptions(terms.options())
                .setRecommendation(terms.recommendation())
                .setDecider(bytes(terms.decider().hex()))
                .setPolicy(policy(terms.policy()))
                .setDeadline(deadline(terms.deadline()))
                .setReviewOn(terms.reviewOn().map(LocalDate::toString).orElse(""));
        terms.people().forEach(person -> made.addPeople(person(person)));
        terms.supersedes().stream().sorted().forEach(each -> made.addSupersedes(bytes(each.hex())));
        return made.build();
    }

    /** @throws IllegalArgumentException or DateTimeException for what is none */
    static Terms terms(DecisionTerms terms) {
        return new Terms(
                terms.getQuestion(),
                terms.getOptionsList(),
                terms.getRecommendation(),
                new MemberId(hex(terms.getDecider())),
                terms.getPeopleList().stream().map(TermsCodec::person).toList(),
                policy(terms.getPolicy()),
                deadline(terms.getDeadline()),
                terms.getSupersedesList().stream()
                        .map(each -> new DocumentId(hex(each)))
                        .collect(Collectors.toSet()),
                terms.getReviewOn().isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(terms.getReviewOn())));
    }

    private static DecisionPolicy policy(Policy policy) {
        return DecisionPolicy.newBuilder()
                .setRule(
                        switch (policy.rule()) {
                            case SILENCE -> DecisionRule.DECISION_RULE_SILENCE;
                            case CONSENT -> DecisionRule.DECISION_RULE_CONSENT;
                            case VOTE -> DecisionRule.DECISION_RULE_VOTE;
                        })
                .setWindowDays(policy.windowDays())
                .setMinimumDays(policy.minimumDays())
                .setHoursMin(policy.hoursMin())
                .setGraceS(Math.toIntExact(policy.grace().toSeconds()))
                .setHardStopDays(policy.hardStopDays())
                .setFloor(policy.floor())
                .setQuorum(policy.quorum())
                .setApprovals(policy.approvals())
                .build();
    }

    private static Policy policy(DecisionPolicy policy) {
        Rule rule = switch (policy.getRule()) {
            case DECISION_RULE_SILENCE -> Rule.SILENCE;
            case DECISION_RULE_CONSENT -> Rule.CONSENT;
            case DECISION_RULE_VOTE -> Rule.VOTE;
            case DECISION_RULE_UNSPECIFIED, UNRECOGNIZED -> throw new IllegalArgumentException("no rule");
        };
        return new Policy(
                rule,
                policy.getWindowDays(),
                policy.getMinimumDays(),
                policy.getHoursMin(),
                Duration.ofSeconds(policy.getGraceS()),
                policy.getHardStopDays(),
                policy.getFloor(),
                policy.getQuorum(),
                policy.getApprovals());
    }

    private static DecisionPerson person(Participant person) {
        DecisionPerson.Builder made = DecisionPerson.newBuilder()
                .setMember(bytes(person.member().hex()))
                .setPart(
                        switch (person.part()) {
                            case REQUIRED -> DecisionPart.DECISION_PART_REQUIRED;
                            case CONSULTED -> DecisionPart.DECISION_PART_CONSULTED;
                            case INFORMED -> DecisionPart.DECISION_PART_INFORMED;
                        })
                .setZone(person.calendar().zone());
        person.calendar().week().shifts().forEach(shift -> made.addWeek(shift.toString()));
        person.calendar().daysOff().ranges().forEach(range -> made.addDaysOff(range.toString()));
        person.devices().stream().map(DeviceId::hex).sorted().forEach(each -> made.addDevices(bytes(each)));
        return made.build();
    }

    private static Participant person(DecisionPerson person) {
        Part part = switch (person.getPart()) {
            case DECISION_PART_REQUIRED -> Part.REQUIRED;
            case DECISION_PART_CONSULTED -> Part.CONSULTED;
            case DECISION_PART_INFORMED -> Part.INFORMED;
            case DECISION_PART_UNSPECIFIED, UNRECOGNIZED -> throw new IllegalArgumentException("no part");
        };
        WorkWeek week = WorkWeek.of(person.getWeekList().stream()
                .map(text -> required(Shift.parse(text), text))
                .toList());
        DaysOff daysOff = DaysOff.of(person.getDaysOffList().stream()
                .map(text -> required(DayRange.parse(text), text))
                .toList());
        return new Participant(
                new MemberId(hex(person.getMember())),
                part,
                new FrozenCalendar(person.getZone(), week, daysOff),
                person.getDevicesList().stream()
                        .map(each -> DeviceId.of(each.toByteArray()))
                        .collect(Collectors.toSet()));
    }

    private static DecisionDeadline deadline(Deadline deadline) {
        DecisionDeadline.Builder made = DecisionDeadline.newBuilder()
                .setAtMs(deadline.at().toEpochMilli())
                .setTimeZones(deadline.version());
        deadline.setBy().ifPresent(member -> made.setSetBy(bytes(member.hex())));
        switch (deadline.rule()) {
            case DeadlineRule.WorkingDays days -> made.setWorkingDays(days.days());
            case DeadlineRule.Everywhere everywhere ->
                made.setEverywhere(everywhere.date().toString());
            case DeadlineRule.Exactly exactly -> made.setExactly(Nothing.getDefaultInstance());
        }
        return made.build();
    }

    private static Deadline deadline(DecisionDeadline deadline) {
        Instant at = Instant.ofEpochMilli(deadline.getAtMs());
        DeadlineRule rule = switch (deadline.getRuleCase()) {
            case WORKING_DAYS -> new DeadlineRule.WorkingDays(deadline.getWorkingDays());
            case EVERYWHERE -> new DeadlineRule.Everywhere(LocalDate.parse(deadline.getEverywhere()));
            case EXACTLY -> new DeadlineRule.Exactly(at);
            case RULE_NOT_SET -> throw new IllegalArgumentException("no rule for the deadline");
        };
        Optional<MemberId> setBy = deadline.getSetBy().isEmpty()
                ? Optional.empty()
                : Optional.of(deadline.getSetBy()).map(StatementCodec::hex).map(MemberId::new);
        return new Deadline(rule, at, setBy, deadline.getTimeZones());
    }

    private static <T> T required(Optional<T> value, String text) {
        return value.orElseThrow(() -> new IllegalArgumentException("not of a calendar: " + text));
    }
}
