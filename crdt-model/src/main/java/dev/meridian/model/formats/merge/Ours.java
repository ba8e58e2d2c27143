package dev.meridian.model.formats.merge;

import dev.meridian.model.board.Board;
import dev.meridian.model.board.Card;
import dev.meridian.model.board.Dependency;
import dev.meridian.model.board.Group;
import dev.meridian.model.board.Thing;
import dev.meridian.model.id.GroupId;
import dev.meridian.model.team.Team;
import dev.meridian.model.value.Field;
import dev.meridian.model.value.Meta;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** What the workspace holds, in the words that files use, so that both can be compared. */
public final class Ours {

    private final Team team;
    private final Board board;
    private final Words words;
    private final String kind;

    /** @param kind of the format whose ids name groups */
    public Ours(Team team, Board board, Words words, String kind) {
        this.team = team;
        this.board = board;
        this.words = words;
        this.kind = kind;
    }

    /** A field with one value; empty for none. */
    public String value(Thing thing, Field field) {
        return switch (thing) {
            case Card card -> value(card, field);
            case Group group -> value(group, field);
            case Dependency arrow -> value(arrow, field);
        };
    }

    /** A field with several. */
    public SortedSet<String> set(Thing thing, Field field) {
        SortedSet<String> all = new TreeSet<>();
        if (thing instanceof Card card) {
            switch (field) {
                case OWNER -> card.owners().forEach(owner -> all.add(words.word(owner)));
                case LABEL -> all.addAll(card.labels());
                case DOCUMENT -> card.documents().forEach(document -> all.add(words.word(document)));
                default -> throw new IllegalArgumentException(field + " is no set");
            }
        }
        return Collections.unmodifiableSortedSet(all);
    }

    /** What a file of this format calls a thing that came from there; its own id otherwise. */
    public static String name(Thing thing, String kind) {
        return sourceId(thing.meta(), kind).orElse(thing.id().hex());
    }

    /** Where files of this format named an arrow. */
    public static SortedSet<String> mentions(Dependency arrow, String kind) {
        return ArrowMerge.mentions(arrow, kind);
    }

    /** Paths of documents that other files say a card is linked to. */
    public static SortedSet<String> importedDocuments(Card card) {
        SortedSet<String> paths = new TreeSet<>();
        card.meta()
                .source()
                .ifPresent(source -> source.values().forEach((key, joined) -> {
                    if (key.endsWith("." + Field.DOCUMENT.key())) {
                        paths.addAll(StoredSet.read(joined));
                    }
                }));
        return paths;
    }

    static Optional<String> sourceId(Meta meta, String kind) {
        return meta.source().filter(source -> source.kind().equals(kind)).map(dev.meridian.model.value.Source::id);
    }

    private String value(Card card, Field field) {
        return switch (field) {
            case TITLE -> card.title();
            case DESCRIPTION -> card.description();
            case STATUS -> words.word(card.status().map(team.statuses()::get), card.statusWord());
            case POSITION -> card.position().toString();
            case SIZE -> card.size().toString();
            case GROUP -> card.group().map(this::groupName).orElse("");
            case PINNED -> Plain.flag(card.pinned());
            case COLOR -> card.color().orElse("");
            case TARGET_DATE -> card.targetDate().map(LocalDate::toString).orElse("");
            case ESTIMATE -> card.estimate().map(Plain::number).orElse("");
            default -> throw new IllegalArgumentException("a card has no single " + field);
        };
    }

    private String groupName(GroupId id) {
        return Optional.ofNullable(board.groups().get(id))
                .map(group -> name(group, kind))
                .orElse(id.hex());
    }

    private static String value(Group group, Field field) {
        return switch (field) {
            case TITLE -> group.title();
            case POSITION -> group.position().toString();
            case SIZE -> group.size().toString();
            case COLOR -> group.color().orElse("");
            default -> throw new IllegalArgumentException("a group has no " + field);
        };
    }

    private static String value(Dependency arrow, Field field) {
        return switch (field) {
            case TITLE -> arrow.title();
            case KIND -> arrow.kind().word();
            case COLOR -> arrow.color().orElse("");
            default -> throw new IllegalArgumentException("an arrow has no " + field);
        };
    }
}
