package dev.meridian.model.workspace;

import dev.meridian.model.board.Board;
import dev.meridian.model.board.Card;
import dev.meridian.model.board.Cycle;
import dev.meridian.model.board.Dependency;
import dev.meridian.model.board.Group;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.GroupId;
import dev.meridian.model.id.PlaceableId;
import dev.meridian.model.id.StatusId;
import dev.meridian.model.json.Json;
import dev.meridian.model.value.Owner;
import dev.meridian.model.value.UpdateLine;
import java.util.Collection;
import java.util.Comparator;
import java.util.function.Function;

/** A board as JSON (docs/schema.md): everything by rising id. */
public final class BoardJson {

    private BoardJson() {}

    public static Json of(Board board) {
        return new Fields()
                .put("schema", Json.of(board.schema()))
                .put("cards", sorted(board.cards().values(), Card::id, BoardJson::card))
                .put("groups", sorted(board.groups().values(), Group::id, BoardJson::group))
                .put("dependencies", sorted(board.dependencies().values(), Dependency::id, BoardJson::dependency))
                .list("cycles", board.cycles().stream().map(BoardJson::cycle).toList())
                .list("threads", DiscussionJson.of(board.discussion()))
                .unknown(board.unknown())
                .json();
    }

    private static <T, K extends Comparable<K>> Json sorted(
            Collection<T> things, Function<T, K> id, Function<T, Json> json) {
        return Json.array(
                things.stream().sorted(Comparator.comparing(id)).map(json).toList());
    }

    private static Json card(Card card) {
        return new Fields()
                .put("id", card.id().hex())
                .put("title", card.title())
                .put("description", card.description())
                .put("status", card.status().map(StatusId::hex))
                .put("statusWord", card.statusWord())
                .list("owners", card.owners().stream().map(BoardJson::owner).toList())
                .list("labels", card.labels().stream().map(Json::of).toList())
                .list(
                        "documents",
                        card.documents().stream()
                                .map(DocumentId::hex)
                                .map(Json::of)
                                .toList())
                .position(card.position())
                .size(card.size())
                .put("group", card.group().map(GroupId::hex))
                .put("order", Json.of(card.order()))
                .flag("pinned", card.pinned())
                .put("color", card.color())
                .put("targetDate", card.targetDate().map(Object::toString))
                .number("estimate", card.estimate())
                .list("updates", card.updates().stream().map(BoardJson::update).toList())
                .meta(card.meta(), card.deleted())
                .json();
    }

    private static Json update(UpdateLine line) {
        return new Fields()
                .put("week", line.week())
                .put("member", line.member().hex())
                .put("text", line.text())
                .json();
    }

    private static Json owner(Owner owner) {
        return switch (owner) {
            case Owner.OfMember member ->
                new Fields().put("member", member.member().hex()).json();
            case Owner.Named named -> new Fields().put("name", named.name()).json();
        };
    }

    private static Json group(Group group) {
        return new Fields()
                .put("id", group.id().hex())
                .put("title", group.title())
                .position(group.position())
                .size(group.size())
                .put("order", Json.of(group.order()))
                .put("color", group.color())
                .meta(group.meta(), group.deleted())
                .json();
    }

    private static Json dependency(Dependency dependency) {
        return new Fields()
                .put("id", dependency.id().hex())
                .put("from", end(dependency.from()))
                .put("to", end(dependency.to()))
                .put("kind", dependency.kind().word())
                .put("title", dependency.title())
                .put("order", Json.of(dependency.order()))
                .put("color", dependency.color())
                .meta(dependency.meta(), dependency.deleted())
                .json();
    }

    private static Json end(PlaceableId end) {
        return switch (end) {
            case CardId card -> new Fields().put("card", card.hex()).json();
            case GroupId group -> new Fields().put("group", group.hex()).json();
        };
    }

    private static Json cycle(Cycle cycle) {
        return Json.strings(cycle.path().stream().map(CardId::hex).toList());
    }
}
