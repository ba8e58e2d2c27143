package dev.meridian.model.intent;

import dev.meridian.model.id.CardId;
import dev.meridian.model.id.DependencyId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.GroupId;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.id.PlaceableId;
import dev.meridian.model.id.StatusId;
import dev.meridian.model.id.ThingId;
import dev.meridian.model.text.Splice;
import dev.meridian.model.value.DependencyKind;
import dev.meridian.model.value.Owner;
import dev.meridian.model.value.Position;
import dev.meridian.model.value.Size;
import dev.meridian.model.value.Source;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** An intent for a board. */
public sealed interface BoardIntent extends Intent {

    /** Makes the board, empty. First of all, once. Its title is in the team document. */
    record Create() implements BoardIntent {}

    /** Adds a card; everything else is set by the intents after it in the same list. */
    record AddCard(CardId card, String title, Position position, Size size) implements BoardIntent {}

    record AddGroup(GroupId group, String title, Position position, Size size) implements BoardIntent {}

    /** Adds an arrow. One that closes a cycle is added all the same, with a {@link Warning.ClosesCycle}. */
    record AddDependency(DependencyId dependency, PlaceableId from, PlaceableId to, DependencyKind kind)
            implements BoardIntent {}

    /** Titles a card or a group, labels a dependency. */
    record SetTitle(ThingId thing, String title) implements BoardIntent {}

    record EditDescription(CardId card, List<Splice> splices) implements BoardIntent {
        public EditDescription {
            splices = List.copyOf(splices);
        }
    }

    /**
     * @param status one of the workspace's, or none
     * @param word what the source of an import called it; empty where a person chose
     */
    record SetStatus(CardId card, Optional<StatusId> status, Optional<String> word) implements BoardIntent {}

    record AddOwner(CardId card, Owner owner) implements BoardIntent {}

    record RemoveOwner(CardId card, Owner owner) implements BoardIntent {}

    record AddLabel(CardId card, String label) implements BoardIntent {}

    record RemoveLabel(CardId card, String label) implements BoardIntent {}

    record LinkDocument(CardId card, DocumentId document) implements BoardIntent {}

    record UnlinkDocument(CardId card, DocumentId document) implements BoardIntent {}

    record Move(PlaceableId thing, Position position) implements BoardIntent {}

    record Resize(PlaceableId thing, Size size) implements BoardIntent {}

    /** Puts a card into a group, or out of any. */
    record SetGroup(CardId card, Optional<GroupId> group) implements BoardIntent {}

    /** Places a thing among its like: by rising order, then by id. Of cards and groups the later lie above the earlier. */
    record SetOrder(ThingId thing, double order) implements BoardIntent {}

    /** Holds a card in its place when a layout moves others. */
    record SetPinned(CardId card, boolean pinned) implements BoardIntent {}

    /** @param color {@code "1"} to {@code "6"} or {@code #rrggbb}, as in JSON Canvas 1.0 */
    record SetColor(ThingId thing, Optional<String> color) implements BoardIntent {}

    record SetTargetDate(CardId card, Optional<LocalDate> targetDate) implements BoardIntent {}

    /** @param estimate in the team's own unit, 0 or more */
    record SetEstimate(CardId card, Optional<Double> estimate) implements BoardIntent {}

    /**
     * What a member says of a card in a week's update.
     *
     * @param week ISO 8601, for example {@code 2026-W48}
     * @param text one line, or nothing
     */
    record SetWhy(CardId card, String week, MemberId member, Optional<String> text) implements BoardIntent {}

    record SetKind(DependencyId dependency, DependencyKind kind) implements BoardIntent {}

    record SetSource(ThingId thing, Source source) implements BoardIntent {}

    /** @param extra a JSON object, or nothing */
    record SetExtra(ThingId thing, Optional<String> extra) implements BoardIntent {}

    /** Says something about a card. */
    record Discuss(DiscussionIntent intent) implements BoardIntent {}

    /** Moves a thing to the trash. Its arrows stay and are not shown until it is back. */
    record Delete(ThingId thing) implements BoardIntent {}

    /** Takes a thing out of the trash. */
    record Restore(ThingId thing) implements BoardIntent {}

    /** Removes a thing that is in the trash for good. */
    record Purge(ThingId thing) implements BoardIntent {}
}
