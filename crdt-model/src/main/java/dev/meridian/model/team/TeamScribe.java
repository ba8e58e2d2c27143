package dev.meridian.model.team;

import dev.meridian.model.automerge.ChangeHash;
import dev.meridian.model.automerge.ObjectId;
import dev.meridian.model.automerge.Value;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.EntryId;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.id.StatusId;
import dev.meridian.model.intent.TeamIntent;
import dev.meridian.model.plan.CommonEdits;
import dev.meridian.model.plan.Limits;
import dev.meridian.model.plan.Scribe;
import dev.meridian.model.schema.DocumentKind;
import dev.meridian.model.schema.Heads;
import dev.meridian.model.schema.ItemKeys;
import dev.meridian.model.schema.Schema;
import dev.meridian.model.value.Field;
import dev.meridian.model.value.StatusCategory;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

/** Writes down intents for the team document. */
final class TeamScribe extends Scribe<TeamIntent> {

    private static final int DAY_MINUTES = 1_440;

    private final CommonEdits common = new CommonEdits(desk);

    TeamScribe() {
        super(DocumentKind.TEAM);
    }

    @Override
    protected boolean makes(TeamIntent intent) {
        return intent instanceof TeamIntent.Create;
    }

    @Override
    protected List<TeamIntent> pieces(TeamIntent intent) {
        return List.of(intent);
    }

    @Override
    protected void write(TeamIntent intent) {
        switch (intent) {
            case TeamIntent.Create create -> create(create.name());
            case TeamIntent.SetName set -> setName(set.name());
            case TeamIntent.AddMember add -> addMember(add);
            case TeamIntent.SetZone set -> setZone(set);
            case TeamIntent.AddDevice add ->
                common.addItem(add.member(), Field.DEVICE, add.device().hex());
            case TeamIntent.RemoveDevice remove ->
                common.removeItem(remove.member(), Field.DEVICE, remove.device().hex());
            case TeamIntent.AddHours add ->
                common.addItem(add.member(), Field.WEEK, add.hours().toString());
            case TeamIntent.RemoveHours remove ->
                common.removeItem(remove.member(), Field.WEEK, remove.hours().toString());
            case TeamIntent.AddDaysOff add ->
                common.addItem(add.member(), Field.DAYS_OFF, add.days().toString());
            case TeamIntent.RemoveDaysOff remove ->
                common.removeItem(remove.member(), Field.DAYS_OFF, remove.days().toString());
            case TeamIntent.AddOutOfHours add -> addOutOfHours(add);
            case TeamIntent.RemoveOutOfHours remove ->
                common.removeItem(
                        remove.member(), Field.OUT_OF_HOURS, remove.meeting().toString());
            case TeamIntent.SetCycle set -> setCycle(set);
            case TeamIntent.SetLooked set ->
                desk.edit(
                        set.member(),
                        map -> desk.put(
                                map, Schema.LOOKED, Value.of(set.frontier().toString())));
            case TeamIntent.AddStatus add -> addStatus(add.status(), add.name(), add.category(), add.order());
            case TeamIntent.SetCategory set ->
                desk.edit(
                        set.status(),
                        map -> desk.put(
                                map, Field.CATEGORY, Value.of(set.category().word())));
            case TeamIntent.AddBoard add -> addBoard(add);
            case TeamIntent.AddDocument add ->
                common.putTitle(desk.make(add.document()), Field.TITLE, add.title(), Limits.TITLE_MAX);
            case TeamIntent.SetTitle set -> setTitle(set.entry(), set.title());
            case TeamIntent.SetOrder set -> setOrder(set.entry(), set.order());
            case TeamIntent.SetSource set -> common.source(set.entry(), set.source());
            case TeamIntent.SetExtra set -> common.extra(set.entry(), set.extra());
            case TeamIntent.Delete delete -> delete(delete.entry(), delete.heads());
            case TeamIntent.Restore restore -> desk.restore(restore.entry());
            case TeamIntent.Purge purge -> desk.purge(purge.entry());
        }
    }

    private void create(String name) {
        desk.makeDocument();
        setName(name);
        for (DefaultStatus each : DefaultStatus.values()) {
            addStatus(each.id(), each.title(), each.category(), each.order());
        }
    }

    private void setName(String name) {
        checkName("workspace's name", name);
        desk.put(ObjectId.ROOT, Schema.NAME, Value.of(name));
    }

    private void checkName(String what, String name) {
        common.checkLine(what, name, Limits.NAME_MAX);
        desk.require(!name.isBlank(), "The {} is blank.", what);
    }

    private void addMember(TeamIntent.AddMember add) {
        checkName("member's name", add.name());
        checkZone(add.zone());
        ObjectId map = desk.make(add.member());
        desk.put(map, Field.NAME, Value.of(add.name()));
        desk.put(map, Field.ZONE, Value.of(add.zone()));
    }

    private void setZone(TeamIntent.SetZone set) {
        checkZone(set.zone());
        desk.edit(set.member(), map -> desk.put(map, Field.ZONE, Value.of(set.zone())));
    }

    private void checkZone(String zone) {
        desk.require(
                ZoneId.getAvailableZoneIds().contains(zone),
                "\"{}\" is not a time zone: use one like Europe/Zurich.",
                zone);
    }

    private void addOutOfHours(TeamIntent.AddOutOfHours add) {
        desk.require(
                add.meeting().truncatedTo(ChronoUnit.MINUTES).equals(add.meeting()),
                "A meeting begins on a whole minute, not at {}.",
                add.meeting());
        desk.require(
                add.minutes() >= 1 && add.minutes() <= DAY_MINUTES,
                "A meeting is out of somebody's hours for 1 to {} minutes, not {}.",
                DAY_MINUTES,
                add.minutes());
        String key = ItemKeys.ofForm(Field.OUT_OF_HOURS, add.meeting().toString());
        desk.edit(add.member(), map -> desk.put(map, key, Value.of((long) add.minutes())));
    }

    private void setCycle(TeamIntent.SetCycle set) {
        set.cycle().ifPresent(cycle -> checkZone(cycle.zone()));
        String key = Schema.cycle(set.kind());
        if (set.cycle().isPresent()) {
            desk.put(ObjectId.ROOT, key, Value.of(set.cycle().get().toString()));
        } else if (!desk.at(ObjectId.ROOT, key).isEmpty()) {
            desk.put(ObjectId.ROOT, key, Value.NULL);
        }
    }

    private void addStatus(StatusId id, String name, StatusCategory category, double order) {
        checkName("status's name", name);
        ObjectId map = desk.make(id);
        desk.put(map, Field.NAME, Value.of(name));
        desk.put(map, Field.CATEGORY, Value.of(category.word()));
        common.putOrder(map, order);
    }

    private void addBoard(TeamIntent.AddBoard add) {
        ObjectId map = desk.make(add.board());
        common.putTitle(map, Field.TITLE, add.title(), Limits.TITLE_MAX);
        common.putOrder(map, add.order());
    }

    private void setTitle(EntryId entry, String title) {
        switch (entry) {
            case MemberId member -> setNameOf(member, "member's name", title);
            case StatusId status -> setNameOf(status, "status's name", title);
            case BoardId board -> common.title(board, Field.TITLE, title, Limits.TITLE_MAX);
            case DocumentId document -> common.title(document, Field.TITLE, title, Limits.TITLE_MAX);
        }
    }

    private void setNameOf(EntryId entry, String what, String name) {
        checkName(what, name);
        common.title(entry, Field.NAME, name, Limits.NAME_MAX);
    }

    private void setOrder(EntryId entry, double order) {
        switch (entry) {
            case StatusId status -> common.order(status, order);
            case BoardId board -> common.order(board, order);
            case MemberId member -> throw desk.refused("Members have no order.");
            case DocumentId document -> throw desk.refused("Documents have no order.");
        }
    }

    private void delete(EntryId entry, Set<ChangeHash> heads) {
        desk.require(!(entry instanceof MemberId), "A member cannot be put into the trash.");
        desk.delete(entry);
        if (!(entry instanceof StatusId)) {
            desk.put(desk.find(entry), Schema.DELETED_AT, Value.of(Heads.print(heads)));
        }
    }
}
