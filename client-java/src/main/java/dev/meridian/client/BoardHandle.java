package dev.meridian.client;

import dev.meridian.model.board.Board;
import dev.meridian.model.board.Card;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.DependencyId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.StatusId;
import dev.meridian.model.id.ThingId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.intent.Warning;
import dev.meridian.model.value.DependencyKind;
import dev.meridian.model.value.Position;
import java.util.List;
import java.util.Optional;

/** A board of an open workspace. */
public final class BoardHandle {
    BoardHandle() {}

    /** Its id. */
    public BoardId id() {
        return Unwritten.body();
    }

    /** Its title in the index; empty where it has no entry there. */
    public String title() {
        return Unwritten.body();
    }

    /** As it is now. */
    public Board snapshot() {
        return Unwritten.body();
    }

    /** A card of it, in the trash or not. */
    public Optional<Card> card(CardId id) {
        return Optional.ofNullable(snapshot().cards().get(id));
    }

    /** Carries out all intents, or none. @throws dev.meridian.model.intent.IntentRefused as it says */
    public Edit apply(BoardIntent... intents) {
        return apply(List.of(intents));
    }

    /** As above. */
    public Edit apply(List<BoardIntent> intents) {
        return Unwritten.body();
    }

    /** What {@link #apply} would warn of; writes nothing. */
    public List<Warning> check(List<BoardIntent> intents) {
        return Unwritten.body();
    }

    /** Adds a card. */
    public CardId addCard(String title, Position position) {
        return Unwritten.body();
    }

    public Edit setTitle(ThingId thing, String title) {
        return apply(new BoardIntent.SetTitle(thing, title));
    }

    public Edit setStatus(CardId card, StatusId status) {
        return apply(new BoardIntent.SetStatus(card, Optional.of(status), Optional.empty()));
    }

    public Edit move(CardId card, Position position) {
        return apply(new BoardIntent.Move(card, position));
    }

    /** Replaces the Markdown of a card by what differs, so that what others type beside it merges. */
    public Edit setDescription(CardId card, String markdown) {
        return Unwritten.body();
    }

    /** Draws an arrow. One that closes a cycle is drawn all the same, and {@link Edit#warnings()} says so. */
    public DependencyId link(CardId from, CardId to, DependencyKind kind) {
        return Unwritten.body();
    }

    public Edit linkDocument(CardId card, DocumentId document) {
        return apply(new BoardIntent.LinkDocument(card, document));
    }

    /** Moves it to the trash. */
    public Edit delete(ThingId thing) {
        return apply(new BoardIntent.Delete(thing));
    }

    /** Takes it out of the trash. */
    public Edit restore(ThingId thing) {
        return apply(new BoardIntent.Restore(thing));
    }

    /** Titles the board in the index. */
    public Edit rename(String title) {
        return Unwritten.body();
    }
}
