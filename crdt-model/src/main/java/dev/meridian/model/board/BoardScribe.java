package dev.meridian.model.board;

import dev.meridian.model.automerge.ObjectId;
import dev.meridian.model.automerge.Value;
import dev.meridian.model.discussion.DiscussionProjection;
import dev.meridian.model.discussion.DiscussionScribe;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.GroupId;
import dev.meridian.model.id.PlaceableId;
import dev.meridian.model.id.ThingId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.intent.Warning;
import dev.meridian.model.plan.CommonEdits;
import dev.meridian.model.plan.Limits;
import dev.meridian.model.plan.Scribe;
import dev.meridian.model.plan.SplicePieces;
import dev.meridian.model.schema.DocumentKind;
import dev.meridian.model.schema.ItemKeys;
import dev.meridian.model.text.Splice;
import dev.meridian.model.value.Field;
import dev.meridian.model.value.Owner;
import dev.meridian.model.value.Position;
import dev.meridian.model.value.Size;
import dev.meridian.model.value.UpdateLine;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Writes down intents for a board. */
final class BoardScribe extends Scribe<BoardIntent> {

    private static final Pattern COLOR = Pattern.compile("[1-6]|#[0-9A-Fa-f]{6}");
    /** Of a year of at most four digits: what every tool can read. */
    private static final int YEAR_MAX = 9999;

    private static final int ARROWS_PURGED_MAX = 1_000;

    private final CommonEdits common = new CommonEdits(desk);
    private final ArrowDraft arrows;
    private final DiscussionScribe discussion;

    BoardScribe(ArrowGraph graph, DiscussionProjection said) {
        super(DocumentKind.BOARD);
        arrows = new ArrowDraft(graph);
        discussion = new DiscussionScribe(desk, DocumentKind.BOARD, said);
    }

    @Override
    protected boolean makes(BoardIntent intent) {
        return intent instanceof BoardIntent.Create;
    }

    @Override
    protected List<BoardIntent> pieces(BoardIntent intent) {
        if (intent instanceof BoardIntent.EditDescription edit) {
            return SplicePieces.of(edit.splices()).stream()
                    .<BoardIntent>map(splices -> new BoardIntent.EditDescription(edit.card(), splices))
                    .toList();
        }
        return List.of(intent);
    }

    @Override
    protected List<Warning> warnings() {
        return arrows.warnings();
    }

    @Override
    protected void write(BoardIntent intent) {
        switch (intent) {
            case BoardIntent.Create create -> desk.makeDocument();
            case BoardIntent.AddCard add -> addCard(add);
            case BoardIntent.AddGroup add -> addGroup(add);
            case BoardIntent.AddDependency add -> addDependency(add);
            case BoardIntent.SetTitle set -> common.title(set.thing(), Field.TITLE, set.title(), Limits.TITLE_MAX);
            case BoardIntent.EditDescription edit -> editDescription(edit.card(), edit.splices());
            case BoardIntent.SetStatus set -> setStatus(set);
            case BoardIntent.AddOwner add -> addOwner(add.card(), add.owner());
            case BoardIntent.RemoveOwner remove -> remove(remove.card(), ownerKey(remove.owner()));
            case BoardIntent.AddLabel add -> addLabel(add.card(), add.label());
            case BoardIntent.RemoveLabel remove -> remove(remove.card(), ItemKeys.ofText(Field.LABEL, remove.label()));
            case BoardIntent.LinkDocument link ->
                put(link.card(), ItemKeys.ofId(Field.DOCUMENT, link.document().hex()), Value.of(true));
            case BoardIntent.UnlinkDocument unlink ->
                remove(
                        unlink.card(),
                        ItemKeys.ofId(Field.DOCUMENT, unlink.document().hex()));
            case BoardIntent.Move move ->
                put(move.thing(), Field.POSITION.key(), Value.of(move.position().toString()));
            case BoardIntent.Resize resize ->
                put(resize.thing(), Field.SIZE.key(), Value.of(resize.size().toString()));
            case BoardIntent.SetGroup set -> setGroup(set.card(), set.group());
            case BoardIntent.SetOrder set -> common.order(set.thing(), set.order());
            case BoardIntent.SetPinned set -> put(set.card(), Field.PINNED.key(), Value.of(set.pinned()));
            case BoardIntent.SetColor set -> setColor(set.thing(), set.color());
            case BoardIntent.SetTargetDate set -> setTargetDate(set);
            case BoardIntent.SetEstimate set -> setEstimate(set.card(), set.estimate());
            case BoardIntent.SetWhy set -> setWhy(set);
            case BoardIntent.SetKind set -> setKind(set);
            case BoardIntent.SetSource set -> common.source(set.thing(), set.source());
            case BoardIntent.SetExtra set -> common.extra(set.thing(), set.extra());
            case BoardIntent.Discuss discuss -> discussion.write(discuss.intent());
            case BoardIntent.Delete delete -> delete(delete.thing());
            case BoardIntent.Restore restore -> restore(restore.thing());
            case BoardIntent.Purge purge -> purge(purge.thing());
        }
    }

    private void addCard(BoardIntent.AddCard add) {
        ObjectId map = desk.make(add.card());
        common.putTitle(map, Field.TITLE, add.title(), Limits.TITLE_MAX);
        desk.putText(map, Field.DESCRIPTION.key());
        place(map, add.position(), add.size());
        arrows.live(add.card(), true);
    }

    private void addGroup(BoardIntent.AddGroup add) {
        ObjectId map = desk.make(add.group());
        common.putTitle(map, Field.TITLE, add.title(), Limits.TITLE_MAX);
        place(map, add.position(), add.size());
    }

    private void place(ObjectId map, Position position, Size size) {
        desk.put(map, Field.POSITION, Value.of(position.toString()));
        desk.put(map, Field.SIZE, Value.of(size.toString()));
    }

    private void addDependency(BoardIntent.AddDependency add) {
        desk.require(!add.from().equals(add.to()), "A dependency cannot lead back to where it starts.");
        desk.living(add.from());
        desk.living(add.to());
        ObjectId map = desk.make(add.dependency());
        desk.put(map, Field.FROM, Value.of(Ends.print(add.from())));
        desk.put(map, Field.TO, Value.of(Ends.print(add.to())));
        desk.put(map, Field.KIND, Value.of(add.kind().word()));
        arrows.add(add.dependency(), add.from(), add.to(), add.kind());
    }

    private void editDescription(CardId card, List<Splice> splices) {
        desk.edit(card, map -> {
            ObjectId text = desk.at(map, Field.DESCRIPTION.key())
                    .text()
                    .orElseThrow(() -> desk.refused("The card {} has no description to edit.", card));
            desk.splice(text, splices);
        });
    }

    private void setStatus(BoardIntent.SetStatus set) {
        set.word().ifPresent(word -> common.checkLine("status word", word, Limits.NAME_MAX));
        desk.edit(set.card(), map -> {
            desk.putOrClear(map, Field.STATUS, set.status().map(status -> Value.of(status.hex())));
            desk.putOrClear(map, Field.STATUS_WORD, set.word().map(Value::of));
        });
    }

    private void addOwner(CardId card, Owner owner) {
        switch (owner) {
            case Owner.OfMember member -> put(card, ownerKey(owner), Value.of(true));
            case Owner.Named named -> {
                checkItem("owner", named.name(), Limits.NAME_MAX);
                put(card, ownerKey(owner), Value.of(named.name()));
            }
        }
    }

    private static String ownerKey(Owner owner) {
        return switch (owner) {
            case Owner.OfMember member ->
                ItemKeys.ofId(Field.OWNER, member.member().hex());
            case Owner.Named named -> ItemKeys.ofName(Field.OWNER, named.name());
        };
    }

    private void addLabel(CardId card, String label) {
        checkItem("label", label, Limits.LABEL_MAX);
        put(card, ItemKeys.ofText(Field.LABEL, label), Value.of(label));
    }

    private void checkItem(String what, String item, int lengthMax) {
        common.checkLine(what, item, lengthMax);
        desk.require(!item.isBlank(), "The {} is blank.", what);
    }

    private void put(ThingId thing, String key, Value.Scalar value) {
        desk.edit(thing, map -> desk.put(map, key, value));
    }

    private void remove(ThingId thing, String key) {
        desk.edit(thing, map -> desk.remove(map, key));
    }

    private void setGroup(CardId card, Optional<GroupId> group) {
        group.ifPresent(desk::living);
        desk.edit(card, map -> desk.putOrClear(map, Field.GROUP, group.map(each -> Value.of(each.hex()))));
    }

    private void setColor(ThingId thing, Optional<String> color) {
        color.ifPresent(each ->
                desk.require(COLOR.matcher(each).matches(), "A color is \"1\" to \"6\" or #rrggbb, not \"{}\".", each));
        desk.edit(thing, map -> desk.putOrClear(map, Field.COLOR, color.map(Value::of)));
    }

    private void setTargetDate(BoardIntent.SetTargetDate set) {
        set.targetDate()
                .ifPresent(date -> desk.require(
                        date.getYear() >= 1 && date.getYear() <= YEAR_MAX,
                        "The year {} is out of range.",
                        date.getYear()));
        desk.edit(
                set.card(),
                map -> desk.putOrClear(
                        map, Field.TARGET_DATE, set.targetDate().map(date -> Value.of(date.toString()))));
    }

    private void setEstimate(CardId card, Optional<Double> estimate) {
        estimate.ifPresent(each -> desk.require(
                Double.isFinite(each) && each >= 0, "An estimate is a number of 0 or more, not {}.", each));
        desk.edit(card, map -> desk.putOrClear(map, Field.ESTIMATE, estimate.map(Value::of)));
    }

    private void setWhy(BoardIntent.SetWhy set) {
        desk.require(UpdateLine.isWeek(set.week()), "A week is written like 2026-W48, not \"{}\".", set.week());
        String key = Field.WHY.key() + ":" + UpdateLine.item(set.week(), set.member());
        if (set.text().isEmpty()) {
            remove(set.card(), key);
            return;
        }
        checkItem("line of the update", set.text().get(), Limits.TITLE_MAX);
        put(set.card(), key, Value.of(set.text().get()));
    }

    private void setKind(BoardIntent.SetKind set) {
        put(set.dependency(), Field.KIND.key(), Value.of(set.kind().word()));
        arrows.set(set.dependency(), set.kind());
    }

    private void delete(ThingId thing) {
        desk.delete(thing);
        arrows.live(thing, false);
    }

    private void restore(ThingId thing) {
        desk.restore(thing);
        arrows.live(thing, true);
    }

    /** Arrows go with what they start from or lead to; beyond what fits into a change they stay, and count for nothing. */
    private void purge(ThingId thing) {
        desk.purge(thing);
        arrows.live(thing, false);
        if (thing instanceof PlaceableId end) {
            arrows.touching(end).stream().limit(ARROWS_PURGED_MAX).forEach(id -> {
                desk.remove(id);
                arrows.live(id, false);
            });
        }
    }
}
