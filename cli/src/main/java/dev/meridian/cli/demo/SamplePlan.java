package dev.meridian.cli.demo;

import dev.meridian.cli.demo.SampleCard.Person;
import dev.meridian.cli.demo.SampleCard.SampleGroup;
import dev.meridian.client.Plan;
import dev.meridian.model.id.BoardId;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.DependencyId;
import dev.meridian.model.id.DocumentId;
import dev.meridian.model.id.GroupId;
import dev.meridian.model.id.Ids;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.intent.DocumentIntent;
import dev.meridian.model.intent.TeamIntent;
import dev.meridian.model.text.Splice;
import dev.meridian.model.value.DependencyKind;
import dev.meridian.model.value.Owner;
import dev.meridian.model.value.Position;
import dev.meridian.model.value.Size;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The sample team's plans as one edit. Owned by one thread. */
final class SamplePlan {

    private static final int CARD_WIDTH = 280;
    private static final int CARD_HEIGHT = 110;
    private static final int GAP = 20;
    private static final int GROUP_HEAD = 50;
    private static final int GROUP_PITCH = CARD_WIDTH + 5 * GAP; // room for arrows

    private final RandomGenerator random;
    private final LocalDate today;
    private final BoardId board;
    private final Map<SampleGroup, GroupId> groups = new EnumMap<>(SampleGroup.class);
    private final Map<String, CardId> cards = new HashMap<>();
    private final Map<String, DocumentId> documents = new HashMap<>();

    /** @param random a cryptographically strong source */
    SamplePlan(RandomGenerator random, LocalDate today) {
        this.random = random;
        this.today = today;
        this.board = new BoardId(Ids.random(random));
        for (SampleGroup group : SampleGroup.values()) {
            groups.put(group, new GroupId(Ids.random(random)));
        }
        SampleTeam.CARDS.forEach(card -> cards.put(card.key(), new CardId(Ids.random(random))));
        SampleTeam.DOCUMENTS.forEach(document -> documents.put(document.key(), new DocumentId(Ids.random(random))));
    }

    BoardId board() {
        return board;
    }

    CardId card(String key) {
        return Optional.ofNullable(cards.get(key)).orElseThrow(() -> new IllegalArgumentException("no card " + key));
    }

    DocumentId document(String key) {
        return Optional.ofNullable(documents.get(key))
                .orElseThrow(() -> new IllegalArgumentException("no document " + key));
    }

    /** Everything but the owners, who are not all members yet. */
    Plan everything() {
        Plan.Builder plan = Plan.builder()
                .team(new TeamIntent.AddBoard(board, SampleTeam.BOARD, 1))
                .board(board, new BoardIntent.Create());
        for (SampleTeam.SampleDocument each : SampleTeam.DOCUMENTS) {
            plan.team(new TeamIntent.AddDocument(document(each.key()), each.title()))
                    .document(
                            document(each.key()),
                            new DocumentIntent.Create(),
                            new DocumentIntent.EditText(List.of(Splice.insert(0, text(each.key())))));
        }
        for (SampleGroup group : SampleGroup.values()) {
            List<SampleCard> inIt = SampleTeam.CARDS.stream()
                    .filter(card -> card.group() == group)
                    .toList();
            plan.board(board, place(group, inIt.size()));
            for (int i = 0; i < inIt.size(); i++) {
                plan.board(board, intents(inIt.get(i), i));
            }
        }
        SampleTeam.ARROWS.forEach(arrow -> plan.board(board, intent(arrow)));
        return plan.build();
    }

    /** Who owns what. */
    Plan owners(Map<Person, MemberId> members) {
        List<BoardIntent> intents = new ArrayList<>();
        for (SampleCard card : SampleTeam.CARDS) {
            card.owner()
                    .flatMap(person -> Optional.ofNullable(members.get(person)))
                    .ifPresent(member -> intents.add(new BoardIntent.AddOwner(card(card.key()), Owner.of(member))));
        }
        return Plan.builder().board(board, intents).build();
    }

    private GroupId group(SampleGroup group) {
        return Optional.ofNullable(groups.get(group)).orElseThrow();
    }

    private BoardIntent place(SampleGroup group, int cardsInIt) {
        Position corner = new Position(group.column() * GROUP_PITCH, 0);
        Size size = new Size(CARD_WIDTH + 2 * GAP, GROUP_HEAD + cardsInIt * (CARD_HEIGHT + GAP));
        return new BoardIntent.AddGroup(group(group), group.title(), corner, size);
    }

    private static Position place(SampleCard card, int row) {
        return new Position(card.group().column() * GROUP_PITCH + GAP, GROUP_HEAD + row * (CARD_HEIGHT + GAP));
    }

    private List<BoardIntent> intents(SampleCard card, int row) {
        CardId id = card(card.key());
        List<BoardIntent> intents = new ArrayList<>();
        intents.add(new BoardIntent.AddCard(id, card.title(), place(card, row), new Size(CARD_WIDTH, CARD_HEIGHT)));
        intents.add(new BoardIntent.SetGroup(id, Optional.of(group(card.group()))));
        intents.add(new BoardIntent.SetStatus(id, Optional.of(card.status().id()), Optional.empty()));
        card.dueDays()
                .ifPresent(days -> intents.add(new BoardIntent.SetTargetDate(id, Optional.of(today.plusDays(days)))));
        card.labels().forEach(label -> intents.add(new BoardIntent.AddLabel(id, label)));
        card.documents().forEach(key -> intents.add(new BoardIntent.LinkDocument(id, document(key))));
        if (!card.description().isEmpty()) {
            intents.add(new BoardIntent.EditDescription(id, List.of(Splice.insert(0, card.description()))));
        }
        return intents;
    }

    private BoardIntent intent(SampleTeam.SampleArrow arrow) {
        return new BoardIntent.AddDependency(
                new DependencyId(Ids.random(random)),
                card(arrow.from()),
                card(arrow.to()),
                arrow.blocks() ? DependencyKind.BLOCKS : DependencyKind.RELATES);
    }

    private static String text(String key) {
        try (InputStream in = SamplePlan.class.getResourceAsStream(key + ".md")) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its sample " + key);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
