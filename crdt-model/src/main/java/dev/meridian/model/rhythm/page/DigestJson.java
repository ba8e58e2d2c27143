package dev.meridian.model.rhythm.page;

import dev.meridian.model.json.Json;
import dev.meridian.model.rhythm.CardLine;
import dev.meridian.model.rhythm.Change;
import dev.meridian.model.rhythm.DecisionLine;
import dev.meridian.model.rhythm.Digest;
import dev.meridian.model.rhythm.Need;
import dev.meridian.model.rhythm.OtherLine;
import dev.meridian.model.rhythm.Person;
import dev.meridian.model.rhythm.Target;
import dev.meridian.model.rhythm.Why;
import dev.meridian.model.value.Frontier;
import java.time.Instant;
import java.util.Optional;

/** A digest as canonical JSON (RHY-JSON): names beside ids, instants in UTC, what is empty or absent left out but for the lists. */
public final class DigestJson {

    private DigestJson() {}

    public static Json of(Digest digest) {
        return new Fields()
                .put("format", "meridian-digest/1")
                .put("workspace", digest.workspace())
                .put("from", frontier(digest.from()))
                .put("to", frontier(digest.to()))
                .put("unsent", Json.of(digest.unsent()))
                .put("now", digest.now().toString())
                .put("reader", digest.reader().map(DigestJson::person))
                .put("moved", Fields.array(digest.moved(), DigestJson::card))
                .put("still", Fields.array(digest.still(), DigestJson::card))
                .put("edited", Fields.array(digest.edited(), DigestJson::card))
                .put("rearranged", Fields.array(digest.rearranged(), DigestJson::card))
                .put("others", Fields.array(digest.others(), DigestJson::other))
                .put("needs", Fields.array(digest.needs(), DigestJson::need))
                .put("decided", Fields.array(digest.decided(), DigestJson::decision))
                .put("closing", Fields.array(digest.closing(), DigestJson::decision))
                .json();
    }

    static Json frontier(Frontier frontier) {
        return new Fields()
                .put("position", Json.of(frontier.position()))
                .put(
                        "chain",
                        Optional.of(frontier.chain())
                                .filter(chain -> !chain.isEmpty())
                                .map(Json::of))
                .put(
                        "at",
                        Optional.of(frontier.receivedAt())
                                .filter(at -> frontier.position() > 0)
                                .map(DigestJson::instant))
                .json();
    }

    static Json instant(Instant at) {
        return Json.of(at.toString());
    }

    static Json person(Person person) {
        return new Fields()
                .put("name", person.name())
                .put("member", person.member().map(id -> Json.of(id.hex())))
                .put("zone", person.zone().map(Json::of))
                .json();
    }

    static Json target(Target target) {
        Fields fields = new Fields().put("title", target.title());
        return switch (target) {
            case Target.OfCard card ->
                fields.put("board", card.board().hex())
                        .put("card", card.card().hex())
                        .json();
            case Target.OfDocument document ->
                fields.put("document", document.document().hex()).json();
            case Target.OfBoard board ->
                fields.put("board", board.board().hex()).json();
            case Target.OfOther other -> fields.put("id", other.subject().hex()).json();
        };
    }

    static Json card(CardLine line) {
        return new Fields()
                .put("card", target(line.card()))
                .put("status", line.status().map(Json::of))
                .put("category", line.category().map(category -> Json.of(category.word())))
                .put("owners", Fields.array(line.owners(), DigestJson::person))
                .put("targetDate", line.targetDate().map(date -> Json.of(date.toString())))
                .put("changes", Fields.array(line.changes(), DigestJson::change))
                .put("why", line.why().map(DigestJson::why))
                .json();
    }

    private static Json change(Change change) {
        return new Fields()
                .put("what", change.what().word())
                .put("from", change.from().map(Json::of))
                .put("to", change.to().map(Json::of))
                .put("by", Fields.array(change.by(), DigestJson::person))
                .put("at", change.at().map(DigestJson::instant))
                .json();
    }

    static Json why(Why why) {
        return new Fields()
                .put("source", why.source().word())
                .put("text", why.text())
                .put("by", why.by().map(DigestJson::person))
                .put("at", why.at().map(DigestJson::instant))
                .json();
    }

    private static Json other(OtherLine line) {
        return new Fields()
                .put("target", target(line.target()))
                .put("changes", Fields.array(line.changes(), DigestJson::change))
                .json();
    }

    static Json need(Need need) {
        return new Fields()
                .put("kind", need.kind().word())
                .put("target", target(need.target()))
                .put("text", need.text())
                .put("by", need.by().map(DigestJson::person))
                .put("until", need.until().map(DigestJson::instant))
                .json();
    }

    static Json decision(DecisionLine line) {
        return new Fields()
                .put("document", target(line.document()))
                .put("outcome", line.outcome())
                .put("deadline", line.deadline().map(DigestJson::instant))
                .put("at", line.at().map(DigestJson::instant))
                .put("waitingFor", Fields.array(line.waitingFor(), DigestJson::person))
                .json();
    }
}
