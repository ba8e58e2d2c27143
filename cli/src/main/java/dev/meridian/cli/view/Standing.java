package dev.meridian.cli.view;

import dev.meridian.cli.output.Json;
import dev.meridian.client.RejectedEntry;
import dev.meridian.client.SyncReport.RefusedItem;
import dev.meridian.model.automerge.DeviceId;

/** Items that the relay refused and entries that were not applied, in words. */
public final class Standing {

    private final People people;

    public Standing(People people) {
        this.people = people;
    }

    public String sentence(RefusedItem item) {
        return "the relay refused a change of yours: " + item.reason() + " (" + item.code() + "); it is kept here";
    }

    public String sentence(RejectedEntry entry) {
        String device = entry.author().hex();
        return "entry " + entry.position() + " by " + people.name(DeviceId.ofHex(device)) + " (device "
                + device.substring(0, 8) + ") was not applied: " + entry.reason();
    }

    public Json json(RefusedItem item) {
        return Json.object()
                .put("item", item.item().hex())
                .put("code", item.code())
                .put("reason", item.reason());
    }

    public Json json(RejectedEntry entry) {
        return Json.object()
                .put("position", entry.position())
                .put("author", people.json(DeviceId.ofHex(entry.author().hex())))
                .put("document", entry.document().map(document -> document.hex()))
                .put("reason", entry.reason());
    }
}
