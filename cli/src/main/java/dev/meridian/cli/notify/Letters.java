package dev.meridian.cli.notify;

import dev.meridian.cli.output.Json;
import dev.meridian.client.Since;
import dev.meridian.client.Workspace;
import dev.meridian.model.rhythm.Digest;
import dev.meridian.model.rhythm.page.DigestJson;
import dev.meridian.model.rhythm.page.DigestSheet;
import dev.meridian.model.rhythm.page.Reading;
import dev.meridian.model.rhythm.page.SheetText;
import dev.meridian.model.team.Member;
import dev.meridian.model.value.Frontier;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/** Writes the digests of a workspace. */
public final class Letters {

    /** What the first one tells. */
    private static final Duration FIRST = Duration.ofDays(7);

    private final Workspace workspace;

    public Letters(Workspace workspace) {
        this.workspace = workspace;
    }

    /**
     * What a person has not been told: since their last digest, or since they last looked, whichever is later.
     *
     * @param told position of the log up to which the last digest told; empty where there was none
     */
    public Letter letter(Member member, LocalDate day, Optional<Long> told, Instant now) {
        Digest digest = workspace.history().digestFor(member.id(), since(member, told, now), now);
        String text = SheetText.print(DigestSheet.of(digest), Reading.in(ZoneId.of(member.zone())));
        return new Letter(
                digest.workspace(),
                member.id(),
                member.name(),
                day,
                text,
                Json.of(DigestJson.of(digest)),
                digest.to().position(),
                digest.isQuiet());
    }

    private static Since since(Member member, Optional<Long> told, Instant now) {
        Optional<Long> looked = member.looked().map(Frontier::position);
        return told.isEmpty() && looked.isEmpty()
                ? new Since.Time(now.minus(FIRST))
                : new Since.Position(Math.max(told.orElse(0L), looked.orElse(0L)));
    }
}
