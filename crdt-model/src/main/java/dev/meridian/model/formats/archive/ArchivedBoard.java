package dev.meridian.model.formats.archive;

import dev.meridian.model.formats.BadInput;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.DependencyId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.GroupId;
import dev.meridian.model.id.Ids;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.id.PlaceableId;
import dev.meridian.model.id.StatusId;
import dev.meridian.model.id.ThingId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.intent.DiscussionIntent;
import dev.meridian.model.text.Splice;
import dev.meridian.model.value.DependencyKind;
import dev.meridian.model.value.Owner;
import dev.meridian.model.value.Position;
import dev.meridian.model.value.Size;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A board of an archive as intents. */
final class ArchivedBoard {

    private final Node board;
    private final List<BoardIntent> intents = new ArrayList<>(List.of(new BoardIntent.Create()));
    private final List<BoardIntent> trashed = new ArrayList<>();
    private final Set<PlaceableId> there = new HashSet<>();

    ArchivedBoard(Node board) {
        this.board = board;
    }

    List<BoardIntent> intents() throws BadInput {
        for (Node group : board.list("groups")) {
            GroupId id = new GroupId(group.id());
            intents.add(new BoardIntent.AddGroup(id, group.text("title"), position(group), size(group)));
            there.add(id);
            common(id, group);
        }
        for (Node card : board.list("cards")) {
            card(card);
        }
        for (Node arrow : board.list("dependencies")) {
            arrow(arrow);
        }
        for (DiscussionIntent said : ArchivedText.discussion(board)) {
            intents.add(new BoardIntent.Discuss(said));
        }
        // Last: what is in the trash cannot be edited, nor be an end of a new arrow.
        intents.addAll(trashed);
        return intents;
    }

    private void card(Node card) throws BadInput {
        CardId id = new CardId(card.id());
        intents.add(new BoardIntent.AddCard(id, card.text("title"), position(card), size(card)));
        there.add(id);
        for (Splice splice : ArchivedText.pieces(card.text("description"))) {
            intents.add(new BoardIntent.EditDescription(id, List.of(splice)));
        }
        Optional<StatusId> status = card.optionalId("status").map(StatusId::new);
        Optional<String> word = card.optional("statusWord");
        if (status.isPresent() || word.isPresent()) {
            intents.add(new BoardIntent.SetStatus(id, status, word));
        }
        for (Node owner : card.list("owners")) {
            intents.add(new BoardIntent.AddOwner(
                    id,
                    owner.member("member").isPresent()
                            ? Owner.of(new MemberId(owner.id("member")))
                            : Owner.named(owner.text("name"))));
        }
        card.texts("labels").forEach(label -> intents.add(new BoardIntent.AddLabel(id, label)));
        for (String hex : card.texts("documents")) {
            if (!Ids.isId(hex)) {
                throw card.bad("\"" + hex + "\" is no id of a document");
            }
            intents.add(new BoardIntent.LinkDocument(id, new DocumentId(hex)));
        }
        Optional<GroupId> group = card.optionalId("group").map(GroupId::new).filter(there::contains);
        if (group.isPresent()) {
            intents.add(new BoardIntent.SetGroup(id, group));
        }
        if (card.flag("pinned")) {
            intents.add(new BoardIntent.SetPinned(id, true));
        }
        Optional<LocalDate> date = date(card);
        if (date.isPresent()) {
            intents.add(new BoardIntent.SetTargetDate(id, date));
        }
        Optional<Double> estimate = card.number("estimate");
        if (estimate.isPresent()) {
            intents.add(new BoardIntent.SetEstimate(id, estimate));
        }
        common(id, card);
    }

    private static Optional<LocalDate> date(Node card) throws BadInput {
        Optional<String> text = card.optional("targetDate");
        try {
            return text.map(LocalDate::parse);
        } catch (DateTimeException none) {
            throw card.bad("\"" + text.orElse("") + "\" is no date");
        }
    }

    /** An arrow to something that was removed for good counts for nothing, and cannot be made again. */
    private void arrow(Node arrow) throws BadInput {
        DependencyId id = new DependencyId(arrow.id());
        PlaceableId from = end(arrow.object("from"));
        PlaceableId to = end(arrow.object("to"));
        String word = arrow.text("kind");
        DependencyKind kind =
                DependencyKind.of(word).orElseThrow(() -> arrow.bad("\"" + word + "\" is no kind of arrow"));
        if (!there.contains(from) || !there.contains(to)) {
            return;
        }
        intents.add(new BoardIntent.AddDependency(id, from, to, kind));
        if (!arrow.text("title").isEmpty()) {
            intents.add(new BoardIntent.SetTitle(id, arrow.text("title")));
        }
        common(id, arrow);
    }

    private static PlaceableId end(Node end) throws BadInput {
        return end.member("card").isPresent() ? new CardId(end.id("card")) : new GroupId(end.id("group"));
    }

    private void common(ThingId id, Node thing) throws BadInput {
        double order = thing.number("order").orElse(0.0);
        if (order != 0) {
            intents.add(new BoardIntent.SetOrder(id, order));
        }
        Optional<String> color = thing.optional("color");
        if (color.isPresent()) {
            intents.add(new BoardIntent.SetColor(id, color));
        }
        thing.origin().ifPresent(source -> intents.add(new BoardIntent.SetSource(id, source)));
        thing.optional("extra").ifPresent(extra -> intents.add(new BoardIntent.SetExtra(id, Optional.of(extra))));
        if (thing.flag("deleted")) {
            trashed.add(new BoardIntent.Delete(id));
        }
    }

    private static Position position(Node thing) throws BadInput {
        Node position = thing.object("position");
        return new Position(position.integer("x"), position.integer("y"));
    }

    private static Size size(Node thing) throws BadInput {
        Node size = thing.object("size");
        int width = size.integer("width");
        int height = size.integer("height");
        if (width < 1 || height < 1) {
            throw size.bad("a size is at least 1 by 1");
        }
        return new Size(width, height);
    }
}
