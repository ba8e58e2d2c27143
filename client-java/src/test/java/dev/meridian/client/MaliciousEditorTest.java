package dev.meridian.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.meridian.client.local.StatementCodec;
import dev.meridian.model.automerge.DeviceId;
import dev.meridian.model.automerge.Editor;
import dev.meridian.model.automerge.ObjectId;
import dev.meridian.model.automerge.Value;
import dev.meridian.model.board.Card;
import dev.meridian.model.decision.Act;
import dev.meridian.model.decision.Decision;
import dev.meridian.model.decision.Participant;
import dev.meridian.model.decision.ReceivedStatement;
import dev.meridian.model.decision.Revision;
import dev.meridian.model.decision.Terms;
import dev.meridian.model.id.CardId;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.id.StatementId;
import dev.meridian.model.intent.TeamIntent;
import dev.meridian.model.team.Member;
import dev.meridian.model.value.DraftField;
import dev.meridian.model.value.Position;
import dev.meridian.proto.v1.HeadRef;
import dev.meridian.proto.v1.Role;
import dev.meridian.proto.v1.Signed;
import dev.meridian.sync.id.ActorId;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.id.Sha256;
import dev.meridian.sync.trust.ChangeBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Ben is an editor and means harm: he back-dates, forges, poisons, floods and squats, through a real relay, against Ada and Eve, who are honest. Each
 * time they end with the same documents, can tell that it was Ben, and work on.
 */
class MaliciousEditorTest extends RelayTest {
    private static final Duration YEAR = Duration.ofDays(365);

    private Workspace ada;
    private Workspace eve;
    private Rogue ben;
    private BoardHandle board;
    private DocumentId document;
    private CardId first;

    @BeforeEach
    void gather() {
        ada = homes.found(relay);
        board = ada.createBoard("Roadmap");
        document = DocumentId.parse(board.id().hex());
        first = board.addCard("First", Position.ORIGIN);
        ada.sync();
        ben = new Rogue(homes.join(ada, "ben"));
        eve = homes.join(ada, "eve");
        everybodySyncs();
    }

    private void everybodySyncs() {
        for (int i = 0; i < 2; i++) {
            ada.sync();
            ben.home().sync();
            eve.sync();
        }
    }

    private static DeviceId deviceOf(Workspace who) {
        return who.core().modelDevice();
    }

    private static MemberId memberOf(Workspace who) {
        return who.me().orElseThrow();
    }

    /** All work on, and in the end have the same. */
    private void honestPeopleWorkOn() {
        everybodySyncs();
        String title = "After " + board.snapshot().cards().size();
        CardId adas = board.addCard(title, Position.ORIGIN);
        CardId eves = eve.board(board.id()).addCard("Eve's", Position.ORIGIN);
        DocumentHandle text = ada.createDocument("Notes " + title, "One line.");
        BoardHandle another = eve.createBoard("Board " + title);
        everybodySyncs();
        assertThat(board.snapshot().cards()).containsKeys(adas, eves);
        assertThat(eve.document(text.id()).snapshot().text()).isEqualTo("One line.");
        assertThat(ada.board(another.id()).snapshot().exists()).isTrue();
        theyAgree();
    }

    private void theyAgree() {
        for (Workspace each : List.of(ada, eve, ben.home())) {
            assertThat(Homes.json(each)).isEqualTo(Homes.json(ada));
            assertThat(each.status().rejected()).isEqualTo(ada.status().rejected());
            assertThat(each.status().stopped()).isEmpty();
        }
        assertThat(ada.verify().problems()).isEmpty();
        assertThat(eve.verify().problems()).isEmpty();
    }

    private void bensItemsAreRejectedAndNamed(int count, String reason) {
        everybodySyncs();
        assertThat(ada.status().rejected()).hasSize(count).allSatisfy(entry -> {
            assertThat(entry.author()).isEqualTo(ben.home().core().device());
            assertThat(entry.reason()).contains(reason);
        });
    }

    private Set<DeviceId> authorsSince(long position) {
        return ada.history().period(ada.history().frontier(new Since.Position(position))).happenings().stream()
                .map(happening -> happening.author())
                .collect(Collectors.toSet());
    }

    private ObjectId card(Editor editor, CardId id) {
        ObjectId shard = map(map(ObjectId.ROOT, "cards", editor), id.hex().substring(0, 2), editor);
        return map(shard, id.hex(), editor);
    }

    private static ObjectId map(ObjectId in, String key, Editor editor) {
        return editor.at(in, key).map().orElseThrow();
    }

    // Forging

    @Test
    void anEnvelopeInAnothersNameIsNotTaken_ENV3() throws Exception {
        var honest = ben.sealer()
                .statement(
                        StatementCodec.statement(
                                new StatementId(ada.newId()),
                                new dev.meridian.model.id.DocumentId(board.id().hex()),
                                Revision.of(board.snapshot().heads()),
                                Instant.now(),
                                new Act.Consent()),
                        ben.seen(),
                        ben.home().core().entropy());
        var envelope = dev.meridian.proto.v1.Envelope.parseFrom(honest.bytes());
        var header = dev.meridian.proto.v1.Header.parseFrom(envelope.getHeader().getBody());
        var core = dev.meridian.proto.v1.Core.parseFrom(header.getCore());
        ByteString adas = ada.core().device().bytes();
        Signed asAda = envelope.getHeader().toBuilder()
                .setBody(header.toBuilder()
                        .setCore(core.toBuilder().setDevice(adas).build().toByteString())
                        .build()
                        .toByteString())
                .setDevice(adas)
                .build();
        ben.push(honest.itemId(), envelope.toBuilder().setHeader(asAda).build().toByteString());
        long before = ada.status().position();

        assertThat(ben.home().sync().refused())
                .singleElement()
                .extracting(SyncReport.RefusedItem::code)
                .isEqualTo("ERROR_CODE_BAD_ITEM");
        assertThat(ada.sync().position()).isEqualTo(before);
        honestPeopleWorkOn();
    }

    @Test
    void attack68_anotherMembersEntryGivesNobodyTheirVoice_TEAM10() {
        MemberId bens = memberOf(ben.home());
        MemberId eves = memberOf(eve);
        long before = ada.status().position();
        ben.home()
                .team()
                .apply(
                        new TeamIntent.AddDevice(eves, deviceOf(ben.home())),
                        new TeamIntent.RemoveDevice(eves, deviceOf(eve)),
                        new TeamIntent.RemoveDevice(bens, deviceOf(ben.home())));
        everybodySyncs();

        dev.meridian.model.id.DocumentId proposal = proposalThatRequiresEve();
        ada.decision(proposal).open();
        everybodySyncs();
        say(proposal, new Act.Consent(), Instant.now());
        eve.decision(proposal).object("Not with me.");
        everybodySyncs();

        everybodySpeaksForThemselves(proposal);
        assertThat(ada.team().snapshot().memberOf(deviceOf(ben.home())).map(Member::id))
                .contains(bens);
        assertThat(ada.team().snapshot().memberOf(deviceOf(eve)).map(Member::id))
                .contains(eves);
        assertThat(authorsSince(before)).contains(deviceOf(ben.home()));
        honestPeopleWorkOn();
    }

    @Test
    void attack68_termsThatGiveAnothersVoiceAwayDoNot_TEAM10() {
        MemberId eves = memberOf(eve);
        dev.meridian.model.id.DocumentId proposal = proposalThatRequiresEve();
        everybodySyncs();
        WorkspaceCore core = ben.home().core();
        Terms honest = core.thread().call(() -> new Proposing(core, proposal).terms());
        List<Participant> people = honest.people().stream()
                .map(each -> each.member().equals(eves)
                        ? new Participant(eves, each.part(), each.calendar(), Set.of(core.modelDevice()))
                        : each)
                .toList();
        Terms crooked = new Terms(
                honest.question(),
                honest.options(),
                honest.recommendation(),
                honest.decider(),
                people,
                honest.policy(),
                honest.deadline(),
                honest.supersedes(),
                honest.reviewOn());
        say(proposal, new Act.Open(crooked), Instant.now());
        everybodySyncs();
        say(proposal, new Act.Consent(), Instant.now());
        everybodySyncs();
        eve.decision(proposal).object("Not with me.");
        everybodySyncs();

        everybodySpeaksForThemselves(proposal);
        honestPeopleWorkOn();
    }

    private dev.meridian.model.id.DocumentId proposalThatRequiresEve() {
        dev.meridian.model.id.DocumentId proposal =
                ada.createDocument("Move", "# Move\n").id();
        ada.decision(proposal).draft(DraftField.QUESTION, Optional.of("Move?"));
        ada.decision(proposal).draft(DraftField.REQUIRED, Optional.of("eve"));
        everybodySyncs();
        return proposal;
    }

    private void everybodySpeaksForThemselves(dev.meridian.model.id.DocumentId decision) {
        for (Workspace each : List.of(ada, eve, ben.home())) {
            assertThat(each.decision(decision).statements())
                    .anyMatch(said -> said.act() instanceof Act.Consent)
                    .anyMatch(said -> said.act() instanceof Act.Raise)
                    .allSatisfy(said -> assertThat(said.author().hex())
                            .isEqualTo(said.device().hex()));
            assertThat(each.decision(decision).state().round().orElseThrow().objections())
                    .isNotEmpty();
        }
    }

    private void say(dev.meridian.model.id.DocumentId decision, Act act, Instant claimed) {
        Revision revision = Revision.of(ada.document(decision).snapshot().heads());
        ben.say(StatementCodec.statement(new StatementId(ada.newId()), decision, revision, claimed, act), ben.seen());
    }

    // Back-dating

    @Test
    void attack65_whatHeClaimsOfTheTimeCountsNothing_DEC30() {
        dev.meridian.model.id.DocumentId proposal = proposalThatRequiresEve();
        ada.decision(proposal).open();
        everybodySyncs();
        Decision before = ada.decision(proposal).state();
        Revision revision = Revision.of(ada.document(proposal).snapshot().heads());
        Instant now = Instant.now();
        for (Instant claimed : List.of(now.minus(YEAR), now.plus(YEAR), Instant.EPOCH, Instant.ofEpochMilli(-1))) {
            ben.say(
                    StatementCodec.statement(
                            new StatementId(ada.newId()), proposal, revision, claimed, new Act.Raise("Too late")),
                    HeadRef.newBuilder()
                            .setPos(Long.MAX_VALUE)
                            .setChain(ByteString.copyFrom(new byte[32]))
                            .build());
        }
        everybodySyncs();

        List<ReceivedStatement> said = ada.decision(proposal).statements();
        assertThat(said)
                .isSortedAccordingTo(Comparator.comparing(ReceivedStatement::receivedAt))
                .filteredOn(each -> each.act() instanceof Act.Raise)
                .hasSize(4);
        assertThat(said).allSatisfy(each -> {
            assertThat(each.receivedAt())
                    .isBetween(now.minusSeconds(60), Instant.now().plusSeconds(60));
            assertThat(each.seen().position()).isLessThan(each.position());
        });
        Decision after = ada.decision(proposal).state();
        assertThat(after.round().orElseThrow().due())
                .isEqualTo(before.round().orElseThrow().due());
        assertThat(after).isEqualTo(eve.decision(proposal).state());
        honestPeopleWorkOn();
    }

    // Poisoning

    @Test
    void fieldsOfTheWrongKindAreKeptAsUnknownAndEditingGoesOn_MODEL5() {
        long before = ada.status().position();
        String hostile =
                "\u202e\u0000\u001b[2J\u2028</script><img src=x onerror=alert(1)>\ud83d\udca9'); DROP TABLE x;--";
        ben.write(
                document,
                List.of(
                        editor -> {
                            ObjectId card = card(editor, first);
                            editor.put(card, "title", hostile);
                            editor.put(card, "status", Value.NULL);
                            editor.put(card, "position", "99999999999999999999 NaN");
                            editor.put(card, "size", Value.of(Double.MAX_VALUE));
                            editor.put(card, "estimate", Value.of(-Double.MAX_VALUE));
                            editor.put(card, "targetDate", "9999999999-99-99");
                            editor.put(card, "owner:" + "0".repeat(32), Value.NULL);
                            editor.put(card, "label:%zz%", hostile);
                            editor.put(card, "source", "{\"id\":");
                            editor.put(card, "extra", "[".repeat(30_000));
                            editor.put(card, "why:2026-W99:x", Value.TRUE);
                            editor.put(card, "group", "not an id");
                        },
                        editor -> editor.put(card(editor, first), "life", Value.of(Integer.MAX_VALUE)),
                        editor -> editor.putMap(card(editor, first), "color"),
                        editor -> editor.putText(card(editor, first), "pinned")));
        // No program that keeps to Automerge writes a number that is none.
        ben.writeAltered(
                document, Rogue::withoutNumbers, editor -> editor.put(card(editor, first), "order", Rogue.NUMBER));
        ben.writeAltered(
                document, Rogue::withoutNumbers, editor -> editor.put(card(editor, first), "estimate", Rogue.NUMBER));
        ben.write(
                DocumentId.TEAM,
                editor -> editor.put(
                        map(map(ObjectId.ROOT, "boards", editor), board.id().hex(), editor),
                        "order",
                        Value.of(Double.MAX_VALUE)));
        ben.writeAltered(
                DocumentId.TEAM,
                Rogue::withoutNumbers,
                editor -> editor.put(
                        map(map(ObjectId.ROOT, "statuses", editor), "0".repeat(31) + "1", editor),
                        "order",
                        Rogue.NUMBER));
        everybodySyncs();

        eve.board(board.id()).setTitle(first, "Mended");
        everybodySyncs();
        assertThat(board.card(first).map(Card::title)).contains("Mended");
        assertThat(authorsSince(before)).contains(deviceOf(ben.home()));
        honestPeopleWorkOn();
    }

    @Test
    void cyclesOfGroupsAndArrowsAreShownAndStopNothing_CYCLE() {
        int many = 200;
        List<String> ids =
                IntStream.range(0, many).mapToObj(i -> "ab%030x".formatted(i)).toList();
        ben.write(document, editor -> {
            ObjectId groups = map(map(ObjectId.ROOT, "groups", editor), "ab", editor);
            ObjectId cards = map(map(ObjectId.ROOT, "cards", editor), "ab", editor);
            ObjectId arrows = map(map(ObjectId.ROOT, "dependencies", editor), "ab", editor);
            for (int i = 0; i < many; i++) {
                String next = ids.get((i + 1) % many);
                ObjectId group = editor.putMap(groups, ids.get(i));
                editor.put(group, "title", "G");
                editor.put(group, "life", 1);
                editor.put(group, "group", next);
                editor.put(group, "position", "0 0");
                editor.put(group, "size", "1 1");
                ObjectId card = editor.putMap(cards, ids.get(i));
                editor.put(card, "life", 1);
                editor.put(card, "group", next);
                ObjectId arrow = editor.putMap(arrows, ids.get(i));
                editor.put(arrow, "life", 1);
                editor.put(arrow, "from", "card:" + ids.get(i));
                editor.put(arrow, "to", "card:" + next);
                editor.put(arrow, "kind", "blocks");
            }
            editor.put(card(editor, first), "group", ids.getFirst());
            editor.put(map(groups, ids.getFirst(), editor), "group", ids.getFirst());
        });
        honestPeopleWorkOn();
        assertThat(board.snapshot().cycles()).isNotEmpty();
    }

    @Test
    void whatTheDocumentStandsOnIsTornOutUntilAnOwnerPutsItInQuarantine_MEM18() {
        String before = Homes.json(ada);
        long position = ada.status().position();
        ben.write(
                document,
                List.of(
                        editor -> editor.putMap(map(ObjectId.ROOT, "cards", editor), shardOf(first)),
                        editor -> editor.delete(ObjectId.ROOT, "groups"),
                        editor -> editor.put(ObjectId.ROOT, "dependencies", "none"),
                        editor -> editor.put(ObjectId.ROOT, "schema", 99),
                        editor -> editor.put(ObjectId.ROOT, "kind", "team")));
        everybodySyncs();
        assertThat(authorsSince(position)).contains(deviceOf(ben.home()));
        theyAgree();

        for (long each = position + 1; each <= position + 5; each++) {
            ada.access().quarantine(each);
        }
        everybodySyncs();

        assertThat(Homes.json(ada)).isEqualTo(before);
        bensItemsAreRejectedAndNamed(5, "quarantine");
        honestPeopleWorkOn();
    }

    private static String shardOf(CardId card) {
        return card.hex().substring(0, 2);
    }

    @Test
    void whatWouldEndTheProcessOrFillItsMemoryDoesNotPassTheGate_GATE5_GATE29() {
        ActorId actor = ben.freshActor();
        List<ByteString> poison = List.of(
                // A document and a bundle in the place of a change, a deflated nothing, a change whose checksum is
                // none.
                ByteString.fromHex("856f4a83b81a95440004000000"),
                ByteString.fromHex("856f4a8300000000030100"),
                ByteString.fromHex("856f4a8300000000020100"),
                ByteString.fromHex("856f4a83000000000100"),
                ByteString.copyFrom(new byte[200_000]));
        for (ByteString each : poison) {
            ben.push(document, new ChangeBatch(actor, 1, 1, Sha256.of(each), each));
        }
        bensItemsAreRejectedAndNamed(poison.size(), "");
        honestPeopleWorkOn();
    }

    // Squatting

    @Test
    void attack59_whoIsThereFirstUnderAnIdKeepsNobodyOut_TEAM10() {
        BoardHandle fresh = ada.createBoard("Soon");
        DocumentId squatted = DocumentId.parse(fresh.id().hex());
        ben.writeBeside(squatted, editor -> {
            editor.put(ObjectId.ROOT, "schema", 1);
            editor.put(ObjectId.ROOT, "kind", "document");
            editor.putText(ObjectId.ROOT, "text");
        });
        ben.home().team().apply(new TeamIntent.AddMember(new MemberId("0".repeat(32)), "ada", "UTC"));
        ben.home().team().apply(new TeamIntent.AddDevice(new MemberId("0".repeat(32)), deviceOf(ada)));
        everybodySyncs();

        assertThat(memberOf(ada)).isEqualTo(new MemberId(deviceOf(ada).hex()));
        assertThat(eve.team().snapshot().memberOf(deviceOf(ada)).map(Member::id))
                .contains(memberOf(ada));
        honestPeopleWorkOn();
    }

    @Test
    void attack59_theEntryOfANewcomerIsTheirsWhoeverMadeItFirst_TEAM10() {
        var link = ada.invite(Role.ROLE_EDITOR, 1, Duration.ofDays(7));
        Meridian home = homes.open("cy");
        MemberId cys = new MemberId(home.device().hex());
        ben.home().team().apply(new TeamIntent.AddMember(cys, "Not Cy", "UTC"));
        ben.home().team().apply(new TeamIntent.AddDevice(cys, deviceOf(ben.home())));
        everybodySyncs();
        Workspace cy = home.join(link, "Cy", Homes.ZURICH);
        everybodySyncs();

        assertThat(memberOf(cy)).isEqualTo(cys);
        assertThat(ada.team().snapshot().memberOf(deviceOf(ben.home())).map(Member::id))
                .contains(memberOf(ben.home()));
        honestPeopleWorkOn();
    }

    // Flooding

    @Test
    void aFloodOfDocumentsAndCardsIsTakenInAndWorkedOn_REL24() {
        int documents = 1_000;
        for (int i = 0; i < documents; i++) {
            ChangeBatch batch = ben.change(editor -> editor.put(ObjectId.ROOT, "schema", 1));
            ben.queue(new DocumentId(ByteString.fromHex("00%030x".formatted(i + 1))), batch);
        }
        ben.home().sync();
        ben.write(document, IntStream.range(0, 20).mapToObj(this::cards).toList());
        honestPeopleWorkOn();
        assertThat(board.snapshot().cards()).hasSizeGreaterThan(20 * 200);
    }

    private Consumer<Editor> cards(int round) {
        return editor -> {
            ObjectId shard = map(map(ObjectId.ROOT, "cards", editor), "cd", editor);
            for (int i = 0; i < 200; i++) {
                ObjectId card = editor.putMap(shard, "cd%014x%016x".formatted(round, i));
                editor.put(card, "title", "Spam");
                editor.put(card, "life", 1);
            }
        };
    }
}
