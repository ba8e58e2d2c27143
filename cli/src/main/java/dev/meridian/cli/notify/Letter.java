package dev.meridian.cli.notify;

import dev.meridian.cli.output.Json;
import dev.meridian.model.id.MemberId;
import java.time.LocalDate;

/**
 * A digest for one person.
 *
 * @param workspace its name
 * @param day the working day whose morning it is
 * @param text for the standard input of a command
 * @param digest for a webhook
 * @param position of the log up to which it tells
 * @param quiet whether there is nothing to tell
 */
public record Letter(
        String workspace,
        MemberId member,
        String name,
        LocalDate day,
        String text,
        Json digest,
        long position,
        boolean quiet) {

    /** What a webhook is posted. */
    public Json json() {
        return Json.object()
                .put("workspace", workspace)
                .put("member", Json.object().put("id", member.hex()).put("name", name))
                .put("day", day.toString())
                .put("text", text)
                .put("digest", digest);
    }
}
