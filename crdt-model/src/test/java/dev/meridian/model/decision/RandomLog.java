package dev.meridian.model.decision;

import dev.meridian.model.calendar.DayRange;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.id.StatementId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** A log in which six people in six zones, with two devices each, say anything at any time, some of it late, some of it not knowing the rest. */
final class RandomLog {
    private static final List<String> ZONES = List.of(
            "Pacific/Auckland", "Asia/Kathmandu", "Europe/London", "America/New_York", "America/Los_Angeles", "UTC");
    private static final List<Rule> RULES = List.of(Rule.SILENCE, Rule.CONSENT, Rule.VOTE);
    private static final List<Part> PARTS =
            List.of(Part.REQUIRED, Part.REQUIRED, Part.CONSULTED, Part.CONSULTED, Part.INFORMED);
    private static final int PEOPLE = ZONES.size();

    private final SplittableRandom random;
    private final List<ReceivedStatement> log = new ArrayList<>();
    private final List<LogEnd> entries = new ArrayList<>();
    private Instant now = Script.MONDAY;
    private long position = 1;

    RandomLog(long seed) {
        random = new SplittableRandom(seed);
    }

    List<ReceivedStatement> statements() {
        while (log.isEmpty()) {
            entries.add(new LogEnd(position, now));
            say(Script.member(1), new Act.Open(terms()), Script.FIRST);
        }
        int length = 5 + random.nextInt(40);
        for (int i = 0; i < length; i++) {
            step();
        }
        return log;
    }

    LogEnd end() {
        Instant at = now.plus(Duration.ofHours(random.nextInt(24 * 40)));
        return new LogEnd(position + 1, at);
    }

    private Terms terms() {
        Rule rule = RULES.get(random.nextInt(RULES.size()));
        int days = 1 + random.nextInt(4);
        Policy policy = new Policy(
                rule,
                days,
                1 + random.nextInt(days),
                0,
                Duration.ofHours(random.nextInt(48)),
                10 + random.nextInt(30),
                random.nextInt(3),
                random.nextInt(4),
                random.nextInt(3));
        List<Participant> people = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            Part part = PARTS.get(random.nextInt(PARTS.size()));
            people.add(Script.person(Script.member(i + 1), part, ZONES.get(i)));
        }
        return Script.terms(policy, people);
    }

    private void step() {
        position += 1 + random.nextInt(3);
        int pause = random.nextInt(10);
        now = now.plus(pause < 6 ? Duration.ofMinutes(random.nextInt(600)) : Duration.ofHours(random.nextInt(60)));
        entries.add(new LogEnd(position, now));
        MemberId author = Script.member(1 + random.nextInt(PEOPLE));
        say(author, act(), Script.revision(1 + (random.nextInt(4) == 0 ? random.nextInt(3) : current())));
    }

    /** What most statements speak of: the revision that the last revising one made. */
    private int current() {
        for (int i = log.size() - 1; i >= 0; i--) {
            if (log.get(i).act() instanceof Act.Revise) {
                return log.get(i).revision().equals(Script.SECOND) ? 1 : 2;
            }
        }
        return 0;
    }

    private void say(MemberId author, Act act, Revision revision) {
        LogEnd seen = random.nextInt(3) == 0
                ? entries.get(random.nextInt(entries.size()))
                : entries.get(Math.max(0, entries.size() - 2));
        seen = seen.position() >= position ? LogEnd.NOTHING : seen;
        Instant claimed = random.nextInt(3) == 0 ? now.minus(Duration.ofHours(random.nextInt(60))) : now;
        log.add(new ReceivedStatement(
                Script.id(position),
                position,
                now,
                author,
                Script.device(author, random.nextInt(2)),
                claimed,
                seen,
                revision,
                act));
    }

    private StatementId earlier() {
        return log.get(random.nextInt(log.size())).id();
    }

    private StatementId lastOf(Class<? extends Act> kind) {
        for (int i = log.size() - 1; i >= 0; i--) {
            if (kind.isInstance(log.get(i).act())) {
                return log.get(i).id();
            }
        }
        return earlier();
    }

    private Act act() {
        return switch (random.nextInt(30)) {
            case 0, 1, 2, 3, 4, 5, 6, 7 -> new Act.Acknowledge();
            case 8, 9, 10, 11 -> new Act.Consent();
            case 12, 13 -> new Act.Raise(random.nextInt(8) == 0 ? "" : "No.");
            case 14 -> new Act.StandAside();
            case 15 -> new Act.Abstain();
            case 16, 17 -> new Act.Vote(random.nextInt(3) == 0 ? Optional.empty() : Optional.of("yes"));
            case 18, 19 -> new Act.Resolve(lastOf(Act.Raise.class));
            case 20 -> new Act.Dismiss(lastOf(Act.Raise.class), "Unreasoned.");
            case 21 -> new Act.Revise(random.nextBoolean());
            case 22 -> new Act.MarkMaterial(lastOf(Act.Revise.class));
            case 23 -> new Act.PickRevision(lastOf(Act.Revise.class));
            case 24 -> random.nextInt(4) == 0 ? new Act.Withdraw("") : new Act.Extend(now.plus(Duration.ofDays(2)));
            case 25 -> new Act.Excuse(Script.member(1 + random.nextInt(PEOPLE)), "");
            case 26 -> {
                LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
                yield new Act.Away(new DayRange(today, today.plusDays(random.nextInt(4))));
            }
            case 27 -> new Act.CallVote();
            case 28 -> random.nextBoolean() ? new Act.Reopen("Again.") : new Act.Open(terms());
            default -> new Act.Second(random.nextBoolean() ? lastOf(Act.Reopen.class) : lastOf(Act.Raise.class));
        };
    }
}
