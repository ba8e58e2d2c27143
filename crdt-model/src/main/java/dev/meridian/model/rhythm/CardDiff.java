package dev.meridian.model.rhythm;

import dev.meridian.model.board.Board;
import dev.meridian.model.board.Card;
import dev.meridian.model.board.Dependency;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.DependencyId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.PlaceableId;
import dev.meridian.model.json.Numbers;
import dev.meridian.model.value.DependencyKind;
import dev.meridian.model.value.Field;
import dev.meridian.model.value.Owner;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What differs between the cards of two states of one board. */
final class CardDiff {

    private final Board before;
    private final Board after;
    private final Names namesBefore;
    private final Names namesAfter;
    private final Attribution attribution;

    CardDiff(Board before, Board after, Names namesBefore, Names namesAfter, Attribution attribution) {
        this.before = before;
        this.after = after;
        this.namesBefore = namesBefore;
        this.namesAfter = namesAfter;
        this.attribution = attribution;
    }

    /** Cards that may differ, by rising id; all that do are among them. */
    Set<CardId> candidates() {
        if (before.heads().equals(after.heads()) && before.exists()) {
            return Set.of();
        }
        Set<CardId> candidates = new TreeSet<>();
        after.cards().forEach((id, card) -> {
            // Quick: untouched cards are the very same objects where the later state grew out of the earlier.
            Card old = before.cards().get(id);
            if (!Objects.equals(old, card)) {
                candidates.add(id);
                if (old != null && old.deleted() != card.deleted()) {
                    // Its arrows count no longer, or again.
                    after.leaving(id)
                            .forEach(
                                    arrow -> after.dependency(arrow).ifPresent(each -> addCard(candidates, each.to())));
                }
            }
        });
        before.cards().keySet().stream()
                .filter(id -> !after.cards().containsKey(id))
                .forEach(candidates::add);
        arrowEnds(candidates);
        return candidates;
    }

    private void arrowEnds(Set<CardId> candidates) {
        Set<DependencyId> changed = new LinkedHashSet<>();
        after.dependencies().forEach((id, arrow) -> {
            if (!Objects.equals(before.dependencies().get(id), arrow)) {
                changed.add(id);
            }
        });
        before.dependencies().keySet().stream()
                .filter(id -> !after.dependencies().containsKey(id))
                .forEach(changed::add);
        for (DependencyId id : changed) {
            for (Board board : List.of(before, after)) {
                board.dependency(id).ifPresent(arrow -> {
                    addCard(candidates, arrow.to());
                    addCard(candidates, arrow.from());
                });
            }
        }
    }

    private static void addCard(Set<CardId> cards, PlaceableId end) {
        if (end instanceof CardId card) {
            cards.add(card);
        }
    }

    /** Differences of one card, the weightiest first. */
    List<Change> changes(CardId id) {
        Optional<Card> was = before.card(id).filter(card -> !card.deleted());
        Optional<Card> is = after.card(id).filter(card -> !card.deleted());
        if (was.isEmpty() && is.isEmpty()) {
            return new ArrayList<>();
        }
        List<Change> changes = new ArrayList<>();
        if (was.isEmpty()) {
            What what = before.card(id).isPresent() ? What.RESTORED : What.ADDED;
            changes.add(attribution.signedLife(what, Optional.empty(), Optional.empty(), List.of(id)));
        } else if (is.isEmpty()) {
            changes.add(attribution.signedLife(What.DELETED, Optional.empty(), Optional.empty(), List.of(id)));
            return changes;
        }
        // One from the trash is compared with what it was there.
        fields(id, was.or(() -> before.card(id)), is.orElseThrow(), changes);
        changes.sort(Comparator.comparing(Change::what));
        return changes;
    }

    private void fields(CardId id, Optional<Card> was, Card is, List<Change> changes) {
        add(
                changes,
                What.STATUS,
                status(was, namesBefore),
                status(Optional.of(is), namesAfter),
                id,
                !was.flatMap(Card::status).equals(is.status())
                        || !was.flatMap(Card::statusWord).equals(is.statusWord()),
                Field.STATUS,
                Field.STATUS_WORD);
        compare(
                changes,
                What.TARGET_DATE,
                was.flatMap(Card::targetDate),
                is.targetDate(),
                LocalDate::toString,
                id,
                Field.TARGET_DATE);
        compareSets(
                changes,
                What.OWNERS,
                was.map(Card::owners),
                is.owners(),
                this::ownersBefore,
                this::ownersAfter,
                id,
                Field.OWNER);
        boolean otherGroup = !was.flatMap(Card::group).equals(is.group());
        add(
                changes,
                What.GROUP,
                was.flatMap(Card::group).map(group -> Names.group(before, group)),
                is.group().map(group -> Names.group(after, group)),
                id,
                otherGroup,
                Field.GROUP);
        compare(
                changes,
                What.ESTIMATE,
                was.flatMap(Card::estimate),
                is.estimate(),
                CardDiff::number,
                id,
                Field.ESTIMATE);
        if (was.isPresent()) {
            compare(changes, What.TITLE, was.map(Card::title), Optional.of(is.title()), Names::line, id, Field.TITLE);
            add(
                    changes,
                    What.TEXT,
                    Optional.empty(),
                    Optional.empty(),
                    id,
                    !was.get().description().equals(is.description()),
                    Field.DESCRIPTION);
            add(
                    changes,
                    What.PLACE,
                    Optional.empty(),
                    Optional.empty(),
                    id,
                    !samePlace(was.get(), is),
                    Field.POSITION,
                    Field.SIZE,
                    Field.ORDER,
                    Field.PINNED,
                    Field.COLOR);
        }
        compareSets(
                changes,
                What.LABELS,
                was.map(Card::labels),
                is.labels(),
                CardDiff::joined,
                CardDiff::joined,
                id,
                Field.LABEL);
        compareSets(
                changes,
                What.DOCUMENTS,
                was.map(Card::documents),
                is.documents(),
                ids -> documents(namesBefore, ids),
                ids -> documents(namesAfter, ids),
                id,
                Field.DOCUMENT);
        arrows(changes, id, What.BLOCKED_BY, DependencyKind.BLOCKS);
        arrows(changes, id, What.RELATED_TO, DependencyKind.RELATES);
    }

    private static boolean samePlace(Card was, Card is) {
        return was.position().equals(is.position())
                && was.size().equals(is.size())
                && was.order() == is.order()
                && was.pinned() == is.pinned()
                && was.color().equals(is.color());
    }

    private static Optional<String> status(Optional<Card> card, Names names) {
        Optional<String> word = card.flatMap(Card::statusWord);
        Optional<String> name = card.flatMap(Card::status).map(names::status);
        // A word that a file brought tells more than the status that it was taken for.
        return name.isPresent() && word.isPresent() && !name.equals(word)
                ? Optional.of(name.get() + " (“" + word.get() + "”)")
                : name.or(() -> word);
    }

    private <T> void compare(
            List<Change> changes,
            What what,
            Optional<T> was,
            Optional<T> is,
            Function<T, String> word,
            CardId id,
            Field field) {
        add(changes, what, was.map(word), is.map(word), id, !was.equals(is), field);
    }

    private <T> void compareSets(
            List<Change> changes,
            What what,
            Optional<SortedSet<T>> was,
            SortedSet<T> is,
            Function<Collection<T>, String> wordBefore,
            Function<Collection<T>, String> wordAfter,
            CardId id,
            Field field) {
        boolean differs = !Objects.equals(was.map(Set::copyOf).orElse(Set.of()), Set.copyOf(is));
        if (differs) {
            changes.add(attribution.signed(
                    what,
                    was.filter(items -> !items.isEmpty()).map(wordBefore),
                    Optional.of(is).filter(items -> !items.isEmpty()).map(wordAfter),
                    id,
                    field));
        }
    }

    private void add(
            List<Change> changes,
            What what,
            Optional<String> from,
            Optional<String> to,
            CardId id,
            boolean differs,
            Field... fields) {
        if (differs) {
            changes.add(attribution.signed(what, from, to, id, fields));
        }
    }

    private String ownersBefore(Collection<Owner> owners) {
        return joinedNames(owners, namesBefore);
    }

    private String ownersAfter(Collection<Owner> owners) {
        return joinedNames(owners, namesAfter);
    }

    private static String joinedNames(Collection<Owner> owners, Names names) {
        return owners.stream().map(names::person).map(Person::name).collect(Collectors.joining(", "));
    }

    private static String documents(Names names, Collection<DocumentId> ids) {
        return ids.stream().map(names::document).collect(Collectors.joining(", "));
    }

    private static String joined(Collection<String> items) {
        return String.join(", ", items);
    }

    private static String number(double value) {
        return Numbers.print(value);
    }

    /** Arrows belong to the card that they lead to. */
    private void arrows(List<Change> changes, CardId id, What what, DependencyKind kind) {
        List<Dependency> was = Arrows.to(before, id, kind);
        List<Dependency> is = Arrows.to(after, id, kind);
        List<Dependency> changed = new ArrayList<>();
        was.stream().filter(arrow -> !has(is, arrow)).forEach(changed::add);
        is.stream().filter(arrow -> !has(was, arrow)).forEach(changed::add);
        Optional<String> from = titles(before, was);
        Optional<String> to = titles(after, is);
        if (!changed.isEmpty()) {
            changes.add(attribution.signedArrows(what, from, to, changed));
        }
    }

    private static boolean has(List<Dependency> arrows, Dependency arrow) {
        return arrows.stream().anyMatch(each -> each.id().equals(arrow.id()));
    }

    private static Optional<String> titles(Board board, List<Dependency> arrows) {
        return arrows.isEmpty()
                ? Optional.empty()
                : Optional.of(arrows.stream()
                        .map(arrow -> Names.end(board, arrow.from()))
                        .sorted()
                        .distinct()
                        .collect(Collectors.joining(", ")));
    }
}
