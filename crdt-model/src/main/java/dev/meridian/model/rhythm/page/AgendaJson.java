package dev.meridian.model.rhythm.page;

import dev.meridian.model.json.Json;
import dev.meridian.model.rhythm.Advice;
import dev.meridian.model.rhythm.Agenda;
import dev.meridian.model.rhythm.AgendaItem;

/** An agenda as canonical JSON. */
public final class AgendaJson {

    private AgendaJson() {}

    public static Json of(Agenda agenda) {
        return new Fields()
                .put("format", "meridian-agenda/1")
                .put("workspace", agenda.workspace())
                .put("from", DigestJson.frontier(agenda.from()))
                .put("to", DigestJson.frontier(agenda.to()))
                .put("now", DigestJson.instant(agenda.now()))
                .put("cancel", Json.of(agenda.cancel()))
                .put("minutes", Json.of(agenda.minutes()))
                .put("minutesMax", Json.of(agenda.minutesMax()))
                .put("moved", Fields.array(agenda.moved(), DigestJson::card))
                .put("still", Fields.array(agenda.still(), DigestJson::card))
                .put("items", Fields.array(agenda.items(), AgendaJson::item))
                .put("inWriting", Fields.array(agenda.inWriting(), AgendaJson::item))
                .put("until", DigestJson.instant(agenda.until()))
                .put("meetings", Fields.array(agenda.meetings(), AgendaJson::advice))
                .json();
    }

    static Json item(AgendaItem item) {
        return new Fields()
                .put("kind", item.kind().word())
                .put("target", DigestJson.target(item.target()))
                .put("text", item.text())
                .put("people", Fields.array(item.people(), DigestJson::person))
                .put("minutes", Json.of(item.minutes()))
                .json();
    }

    private static Json advice(Advice advice) {
        return new Fields()
                .put("kind", advice.kind().word())
                .put("target", DigestJson.target(advice.target()))
                .put("why", advice.why())
                .json();
    }
}
