package dev.meridian.model.board;

import static dev.meridian.model.board.Boards.add;
import static dev.meridian.model.board.Boards.arrow;
import static dev.meridian.model.board.Boards.blocks;
import static dev.meridian.model.board.Boards.card;
import static dev.meridian.model.board.Boards.group;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.model.event.Event;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.id.StatusId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.intent.BoardIntent.AddGroup;
import dev.meridian.model.intent.BoardIntent.AddLabel;
import dev.meridian.model.intent.BoardIntent.AddOwner;
import dev.meridian.model.intent.BoardIntent.Create;
import dev.meridian.model.intent.BoardIntent.Delete;
import dev.meridian.model.intent.BoardIntent.EditDescription;
import dev.meridian.model.intent.BoardIntent.LinkDocument;
import dev.meridian.model.intent.BoardIntent.Move;
import dev.meridian.model.intent.BoardIntent.Purge;
import dev.meridian.model.intent.BoardIntent.RemoveLabel;
import dev.meridian.model.intent.BoardIntent.RemoveOwner;
import dev.meridian.model.intent.BoardIntent.Resize;
import dev.meridian.model.intent.BoardIntent.Restore;
import dev.meridian.model.intent.BoardIntent.SetColor;
import dev.meridian.model.intent.BoardIntent.SetEstimate;
import dev.meridian.model.intent.BoardIntent.SetExtra;
import dev.meridian.model.intent.BoardIntent.SetGroup;
import dev.meridian.model.intent.BoardIntent.SetKind;
import dev.meridian.model.intent.BoardIntent.SetOrder;
import dev.meridian.model.intent.BoardIntent.SetPinned;
import dev.meridian.model.intent.BoardIntent.SetSource;
import dev.meridian.model.intent.BoardIntent.SetStatus;
import dev.meridian.model.intent.BoardIntent.SetTargetDate;
import dev.meridian.model.intent.BoardIntent.SetTitle;
import dev.meridian.model.intent.BoardIntent.UnlinkDocument;
import dev.meridian.model.plan.Edited;
import dev.meridian.model.plan.Peer;
import dev.meridian.model.text.Splice;
import dev.meridian.model.value.DependencyKind;
import dev.meridian.model.value.Field;
import dev.meridian.model.value.Meta;
import dev.meridian.model.value.Owner;
import dev.meridian.model.value.Position;
import dev.meridian.model.value.Size;
import dev.meridian.model.value.Source;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every intent of a board: what it writes, and what it says happened. */
class BoardIntentsTest {

    private static final StatusId STATUS = new StatusId("00000000000000000000000000000003");
    private static final DocumentId DOCUMENT = new DocumentId("d0000000000000000000000000000001");
    private static final MemberId MEMBER = new MemberId("a0000000000000000000000000000001");

    private final Peer<Board, BoardIntent> peer = Boards.peer(1);

    @BeforeEach
    void createsABoardWithTwoCards() {
        Edited created = peer.apply(new Create(), add(1, "One"), add(2, "Two"));
        assertThat(created.changes()).hasSize(1);
        assertThat(created.events())
                .containsExactly(
                        new Event.DocumentMade(peer.device()),
                        new Event.Added(card(1), peer.device()),
                        new Event.Added(card(2), peer.device()));
    }

    @AfterEach
    void aBoardReadAnewIsTheSame_MODEL_20() {
        assertThat(peer.reopened()).isEqualTo(peer.snapshot());
        peer.close();
    }

    private Card one() {
        return peer.snapshot().card(card(1)).orElseThrow();
    }

    private Event changed(Field field, Optional<String> before, Optional<String> after) {
        return new Event.FieldChanged(card(1), field, before, after, peer.device());
    }

    @Test
    void addCardAddsABareCard() {
        assertThat(one().title()).isEqualTo("One");
        assertThat(one().description()).isEmpty();
        assertThat(one().position()).isEqualTo(new Position(10, 0));
        assertThat(one().size()).isEqualTo(Size.CARD);
        assertThat(one().status()).isEmpty();
        assertThat(one().owners()).isEmpty();
        assertThat(one().meta()).isEqualTo(Meta.NEW);
        assertThat(peer.snapshot().exists()).isTrue();
    }

    @Test
    void setTitleTitles() {
        Edited edited = peer.apply(new SetTitle(card(1), "Uno"));

        assertThat(one().title()).isEqualTo("Uno");
        assertThat(edited.events()).containsExactly(changed(Field.TITLE, Optional.of("One"), Optional.of("Uno")));
    }

    @Test
    void editDescriptionEditsByCodePoints_TEXT_1() {
        peer.apply(new EditDescription(card(1), List.of(Splice.insert(0, "😀 smile"))));
        Edited edited =
                peer.apply(new EditDescription(card(1), List.of(new Splice(2, 5, "grin"), Splice.delete(0, 1))));

        assertThat(one().description()).isEqualTo(" grin");
        assertThat(edited.events()).containsExactly(new Event.DescriptionEdited(card(1), Set.of(peer.device())));
    }

    @Test
    void setStatusKeepsTheForeignWordUntilAPersonChooses() {
        Edited imported = peer.apply(new SetStatus(card(1), Optional.of(STATUS), Optional.of("Doing")));
        assertThat(one().status()).contains(STATUS);
        assertThat(one().statusWord()).contains("Doing");
        assertThat(imported.events())
                .containsExactlyInAnyOrder(
                        changed(Field.STATUS, Optional.empty(), Optional.of(STATUS.hex())),
                        changed(Field.STATUS_WORD, Optional.empty(), Optional.of("Doing")));

        StatusId done = new StatusId("00000000000000000000000000000006");
        peer.apply(new SetStatus(card(1), Optional.of(done), Optional.empty()));
        assertThat(one().status()).contains(done);
        assertThat(one().statusWord()).isEmpty();

        peer.apply(new SetStatus(card(1), Optional.empty(), Optional.empty()));
        assertThat(one().status()).isEmpty();
    }

    @Test
    void ownersComeAndGo() {
        Owner named = Owner.named("@jackh726");
        Edited added = peer.apply(new AddOwner(card(1), Owner.of(MEMBER)), new AddOwner(card(1), named));

        assertThat(one().owners()).containsExactly(Owner.of(MEMBER), named);
        assertThat(added.events())
                .containsExactlyInAnyOrder(
                        new Event.ItemAdded(card(1), Field.OWNER, MEMBER.hex(), peer.device()),
                        new Event.ItemAdded(card(1), Field.OWNER, "@jackh726", peer.device()));

        Edited removed = peer.apply(new RemoveOwner(card(1), named), new RemoveOwner(card(1), Owner.of(MEMBER)));
        assertThat(one().owners()).isEmpty();
        assertThat(removed.events()).hasSize(2).allMatch(event -> event instanceof Event.ItemRemoved);
    }

    @Test
    void labelsComeAndGo() {
        peer.apply(new AddLabel(card(1), "Rust for Linux; “beta” 😀"), new AddLabel(card(1), "界".repeat(150)));
        assertThat(one().labels()).containsExactly("Rust for Linux; “beta” 😀", "界".repeat(150));

        Edited removed = peer.apply(new RemoveLabel(card(1), "界".repeat(150)));
        assertThat(one().labels()).containsExactly("Rust for Linux; “beta” 😀");
        assertThat(removed.events())
                .containsExactly(new Event.ItemRemoved(card(1), Field.LABEL, "界".repeat(150), Set.of(peer.device())));
    }

    @Test
    void documentsAreLinkedAndUnlinked() {
        Edited linked = peer.apply(new LinkDocument(card(1), DOCUMENT));
        assertThat(one().documents()).containsExactly(DOCUMENT);
        assertThat(linked.events())
                .containsExactly(new Event.ItemAdded(card(1), Field.DOCUMENT, DOCUMENT.hex(), peer.device()));

        peer.apply(new UnlinkDocument(card(1), DOCUMENT));
        assertThat(one().documents()).isEmpty();
    }

    @Test
    void moveMoves() {
        Edited moved = peer.apply(new Move(card(1), new Position(-120, 2_000_000)));

        assertThat(one().position()).isEqualTo(new Position(-120, 2_000_000));
        assertThat(moved.events())
                .containsExactly(
                        new Event.Moved(card(1), new Position(10, 0), new Position(-120, 2_000_000), peer.device()));
    }

    @Test
    void resizeResizes() {
        Edited resized = peer.apply(new Resize(card(1), new Size(500, 80)));

        assertThat(one().size()).isEqualTo(new Size(500, 80));
        assertThat(resized.events())
                .containsExactly(changed(Field.SIZE, Optional.of("260 120"), Optional.of("500 80")));
    }

    @Test
    void cardsBelongToGroupsExplicitly() {
        peer.apply(
                new AddGroup(group(1), "Lane", new Position(0, 0), new Size(400, 400)),
                new SetGroup(card(1), Optional.of(group(1))));
        assertThat(one().group()).contains(group(1));
        assertThat(peer.snapshot().group(group(1)).orElseThrow().title()).isEqualTo("Lane");

        peer.apply(new SetGroup(card(1), Optional.empty()));
        assertThat(one().group()).isEmpty();
    }

    @Test
    void groupsAreTitledMovedResizedColored() {
        peer.apply(
                new AddGroup(group(1), "Lane", Position.ORIGIN, new Size(400, 400)),
                new SetTitle(group(1), "Theme"),
                new Move(group(1), new Position(5, 6)),
                new Resize(group(1), new Size(7, 8)),
                new SetColor(group(1), Optional.of("#A0b1C2")),
                new SetOrder(group(1), -2));

        Group group = peer.snapshot().group(group(1)).orElseThrow();
        assertThat(group)
                .isEqualTo(new Group(
                        group(1), "Theme", new Position(5, 6), new Size(7, 8), -2, Optional.of("#A0b1C2"), Meta.NEW));
    }

    @Test
    void orderPinColorDateAndEstimateAreSet() {
        peer.apply(
                new SetOrder(card(1), 1.5),
                new SetPinned(card(1), true),
                new SetColor(card(1), Optional.of("4")),
                new SetTargetDate(card(1), Optional.of(LocalDate.of(2027, 2, 28))),
                new SetEstimate(card(1), Optional.of(2.5)));
        assertThat(one().order()).isEqualTo(1.5);
        assertThat(one().pinned()).isTrue();
        assertThat(one().color()).contains("4");
        assertThat(one().targetDate()).contains(LocalDate.of(2027, 2, 28));
        assertThat(one().estimate()).contains(2.5);

        peer.apply(
                new SetPinned(card(1), false),
                new SetColor(card(1), Optional.empty()),
                new SetTargetDate(card(1), Optional.empty()),
                new SetEstimate(card(1), Optional.empty()));
        assertThat(one().pinned()).isFalse();
        assertThat(one().color()).isEmpty();
        assertThat(one().targetDate()).isEmpty();
        assertThat(one().estimate()).isEmpty();
        assertThat(one().meta().unknown()).isEmpty();
    }

    @Test
    void sourceAndExtraAreKept() {
        Source source = Source.of("csv", "PROJ-12").with(Map.of("title", "Öne", "status", "Doing"));
        peer.apply(
                new SetSource(card(1), source),
                new SetExtra(card(1), Optional.of("{\"styleAttributes\":{\"a\":1.0}}")));
        assertThat(one().meta().source()).contains(source);
        assertThat(one().meta().extra()).contains("{\"styleAttributes\":{\"a\":1.0}}");

        Source newer = Source.of("csv", "PROJ-12").with(Map.of("title", "One"));
        peer.apply(new SetSource(card(1), newer), new SetExtra(card(1), Optional.empty()));
        assertThat(one().meta().source()).contains(newer);
        assertThat(one().meta().extra()).isEmpty();
    }

    @Test
    void dependenciesAreAddedTitledChangedAndRemoved() {
        Edited added = peer.apply(
                blocks(1, 1, 2),
                new SetTitle(arrow(1), "needs"),
                new SetOrder(arrow(1), 3),
                new SetColor(arrow(1), Optional.of("1")));
        assertThat(peer.snapshot().dependency(arrow(1)).orElseThrow())
                .isEqualTo(new Dependency(
                        arrow(1), card(1), card(2), DependencyKind.BLOCKS, "needs", 3, Optional.of("1"), Meta.NEW));
        assertThat(added.events()).containsExactly(new Event.Added(arrow(1), peer.device()));
        assertThat(peer.snapshot().leaving(card(1))).containsExactly(arrow(1));
        assertThat(peer.snapshot().arriving(card(2))).containsExactly(arrow(1));

        Edited kind = peer.apply(new SetKind(arrow(1), DependencyKind.RELATES));
        assertThat(kind.events())
                .containsExactly(new Event.FieldChanged(
                        arrow(1), Field.KIND, Optional.of("blocks"), Optional.of("relates"), peer.device()));

        Edited deleted = peer.apply(new Delete(arrow(1)));
        assertThat(deleted.events()).containsExactly(new Event.Deleted(arrow(1), peer.device()));
        assertThat(peer.snapshot().dependency(arrow(1)).orElseThrow().deleted()).isTrue();
    }

    @Test
    void anArrowMayJoinAGroup() {
        peer.apply(
                new AddGroup(group(1), "Lane", Position.ORIGIN, new Size(400, 400)),
                new BoardIntent.AddDependency(arrow(1), group(1), card(1), DependencyKind.RELATES));

        assertThat(peer.snapshot().dependency(arrow(1)).orElseThrow().from()).isEqualTo(group(1));
        assertThat(peer.snapshot().leaving(group(1))).containsExactly(arrow(1));
    }

    @Test
    void deletedThingsAreInTheTrashUntilTheyAreRestored_LIFE_1() {
        Edited deleted = peer.apply(new Delete(card(1)));
        assertThat(one().deleted()).isTrue();
        assertThat(one().title()).isEqualTo("One");
        assertThat(deleted.events()).containsExactly(new Event.Deleted(card(1), peer.device()));

        Edited again = peer.apply(new Delete(card(1)));
        assertThat(again.changes()).isEmpty();

        Edited restored = peer.apply(new Restore(card(1)));
        assertThat(one().deleted()).isFalse();
        assertThat(restored.events()).containsExactly(new Event.Restored(card(1), peer.device()));
        assertThat(peer.apply(new Restore(card(1))).changes()).isEmpty();
    }

    @Test
    void purgingEmptiesTheTrash_LIFE_6() {
        peer.apply(blocks(1, 1, 2));
        peer.apply(new Delete(card(1)));
        Edited purged = peer.apply(new Purge(card(1)));

        assertThat(peer.snapshot().cards()).containsOnlyKeys(card(2));
        assertThat(peer.snapshot().dependencies()).isEmpty();
        assertThat(peer.snapshot().arriving(card(2))).isEmpty();
        assertThat(purged.events())
                .containsExactly(
                        new Event.Purged(card(1), Set.of(peer.device())),
                        new Event.Purged(arrow(1), Set.of(peer.device())));
    }

    @Test
    void whatIsSoAlreadyMakesNoChange_MODEL_6() {
        peer.apply(new AddLabel(card(1), "x"));
        Edited same = peer.apply(
                new SetTitle(card(1), "One"),
                new Move(card(1), new Position(10, 0)),
                new AddLabel(card(1), "x"),
                new RemoveLabel(card(1), "y"),
                new SetColor(card(1), Optional.empty()),
                new EditDescription(card(1), List.of()));

        assertThat(same.changes()).isEmpty();
        assertThat(same.events()).isEmpty();
        assertThat(one().meta().life().edits()).isEqualTo(2);
    }

    @Test
    void eachEditCountsOnceAChange_LIFE_2() {
        peer.apply(new SetTitle(card(1), "a"), new Move(card(1), Position.ORIGIN), new SetPinned(card(1), true));

        assertThat(one().meta().life().edits()).isEqualTo(2);
    }

    @Test
    void laterIntentsOfAListSeeTheEarlier_MODEL_2() {
        peer.apply(
                add(3, "Three"),
                new EditDescription(card(3), List.of(Splice.insert(0, "abc"))),
                new EditDescription(card(3), List.of(Splice.insert(3, "def"))),
                blocks(1, 3, 1),
                new Delete(card(3)),
                new Restore(card(3)),
                new SetTitle(card(3), "Drei"));

        assertThat(peer.snapshot().card(card(3)).orElseThrow().description()).isEqualTo("abcdef");
        assertThat(peer.snapshot().card(card(3)).orElseThrow().title()).isEqualTo("Drei");
    }
}
