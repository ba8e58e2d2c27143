package dev.meridian.model.rhythm.page;

import dev.meridian.model.json.Json;
import dev.meridian.model.rhythm.Nudge;
import dev.meridian.model.rhythm.WeeklyUpdate;

/** A weekly update as canonical JSON. */
public final class UpdateJson {

    private UpdateJson() {}

    public static Json of(WeeklyUpdate update) {
        return new Fields()
                .put("format", "meridian-update/1")
                .put("workspace", update.workspace())
                .put("week", update.week())
                .put("from", DigestJson.frontier(update.from()))
                .put("to", DigestJson.frontier(update.to()))
                .put("now", DigestJson.instant(update.now()))
                .put("owners", Fields.array(update.owners(), UpdateJson::owner))
                .put("nudges", Fields.array(update.nudges(), UpdateJson::nudge))
                .put("ownerless", Fields.array(update.ownerless(), DigestJson::card))
                .json();
    }

    private static Json nudge(Nudge nudge) {
        return new Fields()
                .put("owner", DigestJson.person(nudge.owner()))
                .put("cards", Fields.array(nudge.cards(), DigestJson::target))
                .put("at", nudge.at().map(DigestJson::instant))
                .json();
    }

    private static Json owner(WeeklyUpdate.OfOwner owner) {
        return new Fields()
                .put("owner", DigestJson.person(owner.owner()))
                .put("moved", Fields.array(owner.moved(), DigestJson::card))
                .put("still", Fields.array(owner.still(), DigestJson::card))
                .put("blocked", Fields.array(owner.blocked(), DigestJson::card))
                .put("unexplained", Json.of(owner.unexplained()))
                .json();
    }
}
