package dev.meridian.model.rhythm.page;

import dev.meridian.model.json.Json;
import dev.meridian.model.rhythm.Slip;
import dev.meridian.model.rhythm.SlipLedger;

/** A slip ledger as canonical JSON. */
public final class SlipJson {

    private SlipJson() {}

    public static Json of(SlipLedger ledger) {
        return new Fields()
                .put("format", "meridian-slips/1")
                .put("workspace", ledger.workspace())
                .put("from", DigestJson.frontier(ledger.from()))
                .put("to", DigestJson.frontier(ledger.to()))
                .put("now", DigestJson.instant(ledger.now()))
                .put("slips", Fields.array(ledger.slips(), SlipJson::slip))
                .json();
    }

    private static Json slip(Slip slip) {
        return new Fields()
                .put("card", DigestJson.target(slip.card()))
                .put("owners", Fields.array(slip.owners(), DigestJson::person))
                .put("from", slip.from().map(date -> Json.of(date.toString())))
                .put("to", slip.to().map(date -> Json.of(date.toString())))
                .put("days", Json.of(slip.days()))
                .put("steps", Fields.array(slip.steps(), SlipJson::step))
                .put("trace", Fields.array(slip.trace(), DigestJson::target))
                .put("cause", slip.cause().map(DigestJson::why))
                .json();
    }

    private static Json step(Slip.Step step) {
        return new Fields()
                .put("from", step.from().map(date -> Json.of(date.toString())))
                .put("to", step.to().map(date -> Json.of(date.toString())))
                .put("by", DigestJson.person(step.by()))
                .put("at", step.at().map(DigestJson::instant))
                .json();
    }
}
