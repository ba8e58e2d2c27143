package dev.meridian.cli.notify;

import dev.meridian.cli.output.Json;
import dev.meridian.model.calendar.Delivery;
import dev.meridian.model.calendar.Delivery.Outcome;
import dev.meridian.model.calendar.TimeZones;
import dev.meridian.model.calendar.WorkDay;
import dev.meridian.model.team.Member;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks once who is due, and sends. Owned by one thread. */
public final class Round {

    /**
     * What became of one person's.
     *
     * @param why where it failed
     */
    public record Told(Member member, Delivery delivery, Optional<String> why) {

        public boolean failed() {
            return delivery.outcome() == Outcome.FAILED;
        }

        /** {@code digest sent to Ann}. */
        public String sentence() {
            return switch (delivery.outcome()) {
                case SENT -> "digest sent to " + member.name();
                case QUIET -> "nothing to tell " + member.name() + " today";
                case FAILED ->
                    "digest for " + member.name() + " failed: " + why.orElse("no reason") + "; next try at "
                            + delivery.retryAt();
                case BEGUN -> "digest for " + member.name() + " was begun";
            };
        }

        public Json.Fields json() {
            return Json.object()
                    .put("member", member.id().hex())
                    .put("name", member.name())
                    .put("day", delivery.day().toString())
                    .put("outcome", delivery.outcome().word())
                    .put("attempts", delivery.attempts())
                    .put("why", why)
                    .put(
                            "retryAt",
                            delivery.outcome() == Outcome.FAILED ? Optional.of(delivery.retryAt()) : Optional.empty());
        }
    }

    private final Letters letters;
    private final Post post;
    private final DeliveryBook book;

    public Round(Letters letters, Post post, DeliveryBook book) {
        this.letters = letters;
        this.post = post;
        this.book = book;
    }

    /** Everybody of these who is due, one after the other. */
    public List<Told> go(List<Member> members, Instant now) {
        List<Told> told = new ArrayList<>();
        for (Member member : members) {
            Optional<Delivery> last = book.last(member.id());
            member.calendar(TimeZones.installed())
                    .flatMap(calendar -> Delivery.due(calendar, last, now))
                    .ifPresent(day -> told.add(send(member, day, last, now)));
        }
        return told;
    }

    private Told send(Member member, WorkDay day, Optional<Delivery> last, Instant now) {
        Delivery begun = Delivery.begun(day.date(), last, now);
        Optional<Long> told = last.map(Delivery::position).filter(position -> position > 0);
        Letter letter = letters.letter(member, day.date(), told, now);
        Told end;
        if (letter.quiet()) {
            end = new Told(member, begun.ended(Outcome.QUIET, letter.position()), Optional.empty());
        } else {
            book.note(member.id(), begun);
            Optional<String> why = post.deliver(letter);
            Outcome outcome = why.isEmpty() ? Outcome.SENT : Outcome.FAILED;
            end = new Told(member, begun.ended(outcome, letter.position()), why);
        }
        book.note(member.id(), end.delivery());
        return end;
    }
}
