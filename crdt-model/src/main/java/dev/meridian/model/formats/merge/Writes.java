package dev.meridian.model.formats.merge;

import dev.meridian.model.id.CardId;
import dev.meridian.model.id.DependencyId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.GroupId;
import dev.meridian.model.id.PlaceableId;
import dev.meridian.model.id.ThingId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.team.Status;
import dev.meridian.model.text.Splice;
import dev.meridian.model.text.TextDiff;
import dev.meridian.model.value.DependencyKind;
import dev.meridian.model.value.Field;
import dev.meridian.model.value.Position;
import dev.meridian.model.value.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns words of a file into intents. The readers have checked the words: one that cannot be read here is a bug of theirs. */
final class Writes {

    /** Code points of one splice: a long text is many of them, so that it can be spread over changes of bounded size. */
    private static final int SPLICE_MAX = 4_000;

    private final Words words;
    private final Map<String, GroupId> groups;

    /** @param groups by what the file calls them */
    Writes(Words words, Map<String, GroupId> groups) {
        this.words = words;
        this.groups = groups;
    }

    /** @param before the value that stands there */
    List<BoardIntent> value(ThingId thing, Field field, String before, String after) {
        return switch (thing) {
            case CardId card ->
                field == Field.DESCRIPTION ? description(card, before, after) : List.of(card(card, field, after));
            case GroupId group -> List.of(common(group, field, after));
            case DependencyId arrow ->
                List.of(
                        field == Field.KIND
                                ? new BoardIntent.SetKind(
                                        arrow, DependencyKind.of(after).orElseThrow())
                                : common(arrow, field, after));
        };
    }

    /** Nothing where the word names nothing here. */
    Optional<BoardIntent> add(CardId card, Field field, String word) {
        return switch (field) {
            case OWNER -> Optional.of(new BoardIntent.AddOwner(card, words.owner(word)));
            case LABEL -> Optional.of(new BoardIntent.AddLabel(card, word));
            case DOCUMENT -> words.document(word).map(document -> new BoardIntent.LinkDocument(card, document));
            default -> throw new IllegalArgumentException(field + " is no set");
        };
    }

    Optional<BoardIntent> remove(CardId card, Field field, String word) {
        return switch (field) {
            case OWNER -> Optional.of(new BoardIntent.RemoveOwner(card, words.owner(word)));
            case LABEL -> Optional.of(new BoardIntent.RemoveLabel(card, word));
            case DOCUMENT -> words.document(word).map(document -> new BoardIntent.UnlinkDocument(card, document));
            default -> throw new IllegalArgumentException(field + " is no set");
        };
    }

    /** How the workspace would call what this word of the file names. */
    String token(Field field, String word) {
        return switch (field) {
            case OWNER -> words.word(words.owner(word));
            case DOCUMENT ->
                words.document(word).map((DocumentId id) -> words.word(id)).orElse(word);
            default -> word;
        };
    }

    /** Splices for an empty text. */
    static List<Splice> pieces(String text) {
        List<Splice> pieces = new ArrayList<>();
        int from = 0;
        int position = 0;
        while (from < text.length()) {
            int points = Math.min(SPLICE_MAX, text.codePointCount(from, text.length()));
            int to = text.offsetByCodePoints(from, points);
            pieces.add(Splice.insert(position, text.substring(from, to)));
            from = to;
            position += points;
        }
        return pieces;
    }

    static List<Splice> splices(String before, String after) {
        return before.isEmpty() ? pieces(after) : TextDiff.splices(before, after);
    }

    private static List<BoardIntent> description(CardId card, String before, String after) {
        List<BoardIntent> intents = new ArrayList<>();
        splices(before, after).forEach(splice -> intents.add(new BoardIntent.EditDescription(card, List.of(splice))));
        return intents;
    }

    private BoardIntent card(CardId card, Field field, String value) {
        return switch (field) {
            case STATUS -> status(card, value);
            case GROUP -> new BoardIntent.SetGroup(card, Optional.ofNullable(groups.get(value)));
            case PINNED -> new BoardIntent.SetPinned(card, !value.isEmpty());
            case TARGET_DATE -> new BoardIntent.SetTargetDate(card, given(value).map(LocalDate::parse));
            case ESTIMATE -> new BoardIntent.SetEstimate(card, given(value).map(Double::valueOf));
            default -> common(card, field, value);
        };
    }

    private BoardIntent status(CardId card, String word) {
        Optional<Status> status = words.status(word);
        boolean ownWord = status.isPresent() && status.get().name().equals(word);
        return new BoardIntent.SetStatus(card, status.map(Status::id), ownWord ? Optional.empty() : given(word));
    }

    private static BoardIntent common(ThingId thing, Field field, String value) {
        return switch (field) {
            case TITLE -> new BoardIntent.SetTitle(thing, value);
            case COLOR -> new BoardIntent.SetColor(thing, given(value));
            case POSITION ->
                new BoardIntent.Move(placed(thing), Position.parse(value).orElseThrow());
            case SIZE -> new BoardIntent.Resize(placed(thing), Size.parse(value).orElseThrow());
            default -> throw new IllegalArgumentException("no intent sets " + field + " of " + thing);
        };
    }

    private static PlaceableId placed(ThingId thing) {
        if (thing instanceof PlaceableId placeable) {
            return placeable;
        }
        throw new IllegalArgumentException(thing + " has no place");
    }

    private static Optional<String> given(String value) {
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }
}
