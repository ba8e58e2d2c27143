package dev.meridian.model.intent;

import dev.meridian.model.automerge.ChangeHash;
import dev.meridian.model.automerge.DeviceId;
import dev.meridian.model.calendar.Cycle;
import dev.meridian.model.calendar.CycleKind;
import dev.meridian.model.calendar.DayRange;
import dev.meridian.model.calendar.Shift;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.EntryId;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.id.StatusId;
import dev.meridian.model.value.Frontier;
import dev.meridian.model.value.Source;
import dev.meridian.model.value.StatusCategory;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** An intent for the team document. */
public sealed interface TeamIntent extends Intent {

    /** Makes the team document, with the default statuses. First of all, once. */
    record Create(String name) implements TeamIntent {}

    /** Names the workspace. */
    record SetName(String name) implements TeamIntent {}

    /** @param zone IANA time zone, for example {@code Europe/Zurich} */
    record AddMember(MemberId member, String name, String zone) implements TeamIntent {}

    record SetZone(MemberId member, String zone) implements TeamIntent {}

    /** Says that this device is that member's, so that authors have names. */
    record AddDevice(MemberId member, DeviceId device) implements TeamIntent {}

    record RemoveDevice(MemberId member, DeviceId device) implements TeamIntent {}

    /** Says when a member works: adds hours on a weekday. Who has none is taken to work Monday to Friday, 09:00 to 17:00. */
    record AddHours(MemberId member, Shift hours) implements TeamIntent {}

    /** @param hours as they are stored, not as they look where several touch */
    record RemoveHours(MemberId member, Shift hours) implements TeamIntent {}

    record AddDaysOff(MemberId member, DayRange days) implements TeamIntent {}

    /** @param days as they are stored, not as they look where several touch */
    record RemoveDaysOff(MemberId member, DayRange days) implements TeamIntent {}

    /**
     * Records that a member attended a meeting outside of their working hours.
     *
     * @param meeting its start, a whole minute
     * @param minutes of it that were out of their hours, 1 to 1440
     */
    record AddOutOfHours(MemberId member, Instant meeting, int minutes) implements TeamIntent {}

    record RemoveOutOfHours(MemberId member, Instant meeting) implements TeamIntent {}

    /** @param cycle when the team does this; nothing: not any more */
    record SetCycle(CycleKind kind, Optional<Cycle> cycle) implements TeamIntent {}
    /** Says how far a member has looked. Never done by itself: a person says so. */
    record SetLooked(MemberId member, Frontier frontier) implements TeamIntent {}

    record AddStatus(StatusId status, String name, StatusCategory category, double order) implements TeamIntent {}

    record SetCategory(StatusId status, StatusCategory category) implements TeamIntent {}

    /** Enters a board into the index. Its own document begins with {@link BoardIntent.Create}. */
    record AddBoard(BoardId board, String title, double order) implements TeamIntent {}

    /** Enters a document into the index. Its own Automerge document begins with {@link DocumentIntent.Create}. */
    record AddDocument(DocumentId document, String title) implements TeamIntent {}

    /** Names a member or a status, titles a board or a document. */
    record SetTitle(EntryId entry, String title) implements TeamIntent {}

    /** Places a status or a board among its like: by rising order, then by id. */
    record SetOrder(EntryId entry, double order) implements TeamIntent {}

    record SetSource(EntryId entry, Source source) implements TeamIntent {}

    /** @param extra a JSON object, or nothing */
    record SetExtra(EntryId entry, Optional<String> extra) implements TeamIntent {}

    /**
     * Moves a status, a board or a document to the trash.
     *
     * @param heads of the board or document as it was when it was deleted; empty for a status. Changes beyond them revive it
     */
    record Delete(EntryId entry, Set<ChangeHash> heads) implements TeamIntent {
        public Delete {
            heads = Set.copyOf(heads);
        }
    }

    /** Takes an entry out of the trash. */
    record Restore(EntryId entry) implements TeamIntent {}

    /** Removes an entry that is in the trash for good. */
    record Purge(EntryId entry) implements TeamIntent {}
}
