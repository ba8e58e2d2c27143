package dev.meridian.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.meridian.client.local.Identities;
import dev.meridian.client.store.LogRow;
import dev.meridian.model.automerge.ChangePack;
import dev.meridian.model.automerge.PackResult;
import dev.meridian.model.automerge.PackedChange;
import dev.meridian.model.automerge.ParsedChange;
import dev.meridian.model.value.Position;
import dev.meridian.proto.v1.EntryKind;
import dev.meridian.proto.v1.Frontier;
import dev.meridian.server.store.RocksRelayLog;
import dev.meridian.server.store.StoreSettings;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.relay.PruneOrder;
import dev.meridian.sync.relay.RelayLimits;
import dev.meridian.sync.trust.Opening;
import dev.meridian.sync.trust.SealedEnvelope;
import dev.meridian.sync.trust.SnapshotContent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Documents that have grown become snapshots, and the relay forgets what these hold. Rules SNAP of docs/spec/snapshot.md. */
class SnapshotsTest extends RelayTest {
    private static final int ENTRIES = 20;

    @BeforeEach
    void aRelayThatPrunes() throws Exception {
        relay.stop();
        relay.become(pruning(ENTRIES));
        relay.start();
    }

    private static UnaryOperator<dev.meridian.server.RelaySettings> pruning(int entries) {
        return settings ->
                settings.withRelay(settings.relay().withRoom(new RelayLimits.Room(1_000, 10, 1L << 40, entries)));
    }

    private static long pruned(Workspace workspace) {
        WorkspaceCore core = workspace.core();
        return core.thread().call(() -> core.store().snapshots().pruned());
    }

    private static void cards(Workspace workspace, BoardHandle board, int count) {
        for (int i = 0; i < count; i++) {
            board.addCard("Card " + i, Position.ORIGIN);
            workspace.sync();
        }
    }

    /** Makes and checks what is due, and has the relay drop it: each syncs until nothing more is to be done. */
    private static void compact(Workspace... workspaces) {
        for (int round = 0; round < 3; round++) {
            for (Workspace each : workspaces) {
                each.sync();
            }
        }
    }

    private void assertJoins(Workspace owner, String name) {
        await().untilAsserted(() -> {
            Workspace joined = homes.join(owner, name + System.nanoTime());
            assertThat(pruned(joined))
                    .as("bodies that the relay has not any more")
                    .isPositive();
            assertThat(Homes.json(joined)).isEqualTo(Homes.json(owner));
            assertThat(joined.verify().problems()).isEmpty();
            assertThat(joined.status().rejected()).isEmpty();
        });
    }

    @Test
    void whoJoinsLaterHasAllThereIsFromSnapshotsAndTheRest_SNAP7() throws Exception {
        Workspace ada = homes.found(relay);
        BoardHandle board = ada.createBoard("Roadmap");
        ada.sync();
        Workspace ben = homes.join(ada, "ben");
        cards(ada, board, 2 * ENTRIES);
        compact(ada, ben);
        board.addCard("After the snapshot", Position.ORIGIN);
        compact(ada, ben);

        assertJoins(ada, "cai");
        assertThat(ada.verify().problems()).isEmpty();
    }

    @Test
    void aChangeThatIsTooLargeForASnapshotStopsNobody_SNAP2() throws Exception {
        Workspace ada = homes.found(relay);
        BoardHandle board = ada.createBoard("Roadmap");
        ada.sync();
        Rogue ben = new Rogue(homes.join(ada, "ben"));
        Workspace eve = homes.join(ada, "eve");
        cards(ada, board, 2 * ENTRIES);
        ben.writeLarge(DocumentId.parse(board.id().hex()));
        cards(ada, board, 2 * ENTRIES);
        assertThat(ada.status().rejected()).isEmpty();
        compact(ada, eve);
        board.addCard("After all that", Position.ORIGIN);
        compact(ada, eve, ben.home());

        assertJoins(ada, "cai");
        eve.sync();
        assertThat(Homes.json(eve)).isEqualTo(Homes.json(ada));
        assertThat(ada.status().stopped()).isEmpty();
    }

    @Test
    void eachSnapshotHoldsWhatIsNew_SNAP1() throws Exception {
        Workspace ada = homes.found(relay);
        BoardHandle board = ada.createBoard("Roadmap");
        ada.sync();
        Workspace ben = homes.join(ada, "ben");
        for (int round = 0; round < 3; round++) {
            cards(ada, board, ENTRIES + 2);
            ben.sync();
            cards(ben, ben.board(board.id()), 3);
            compact(ada, ben);
        }
        assertJoins(ada, "cai");
    }

    @Test
    void aDeviceThatWasAwayForWeeksCatchesUpAndItsOwnEditsAreMerged_SNAP7() throws Exception {
        Workspace ada = homes.found(relay);
        BoardHandle board = ada.createBoard("Roadmap");
        ada.sync();
        Workspace ben = homes.join(ada, "ben");
        Workspace eve = homes.join(ada, "eve");
        cards(eve, eve.board(board.id()), 3);
        eve.board(board.id()).addCard("Made while away", Position.ORIGIN);
        cards(ada, board, 2 * ENTRIES);
        compact(ada, ben);
        await().untilAsserted(() -> {
            Workspace cai = homes.join(ada, "cai" + System.nanoTime());
            assertThat(pruned(cai)).isPositive();
        });

        eve.sync();
        assertThat(pruned(eve)).isPositive();
        ada.sync();
        assertThat(eve.status().outboxItems()).isZero();
        assertThat(eve.status().rejected()).isEmpty();
        assertThat(Homes.json(eve)).isEqualTo(Homes.json(ada));
        assertThat(Homes.json(ada)).contains("Made while away");
    }

    @Test
    void nobodyVouchesForTheirOwnSnapshot_SNAP4() throws Exception {
        Workspace ada = homes.found(relay);
        BoardHandle board = ada.createBoard("Roadmap");
        cards(ada, board, 2 * ENTRIES);
        compact(ada);
        Workspace ben = homes.join(ada, "ben");
        assertThat(pruned(ben)).isZero();
        compact(ben, ada);
        assertJoins(ada, "cai");
    }

    @Test
    void attack69_aSnapshotThatLeavesAChangeOutIsNotVouchedFor_SNAP4() throws Exception {
        Workspace ada = homes.found(relay);
        BoardHandle board = ada.createBoard("Roadmap");
        ada.sync();
        Workspace ben = homes.join(ada, "ben");
        relay.stop();
        relay.become(pruning(0));
        relay.start();
        cards(ada, board, ENTRIES - 1);
        ben.sync();
        relay.stop();
        relay.become(pruning(ENTRIES));
        relay.start();
        push(ben, DocumentId.parse(board.id().hex()));

        ada.sync();
        ada.sync();
        assertThat(ada.status().rejected())
                .singleElement()
                .satisfies(row -> assertThat(row.reason()).contains("a snapshot: it holds"));
        Workspace cai = homes.join(ada, "cai");
        assertThat(pruned(cai)).isZero();
        assertThat(Homes.json(cai)).isEqualTo(Homes.json(ada));
        cards(ada, board, 2);
        compact(ada, cai);
        assertJoins(ada, "dan");
    }

    /** Ben seals a snapshot of all but the last change, with everything else as it should be. */
    private static void push(Workspace ben, DocumentId document) {
        WorkspaceCore core = ben.core();
        core.thread()
                .call(() -> core.store().write(() -> {
                    List<PackedChange> all = new ArrayList<>();
                    core.store()
                            .changes()
                            .after(document, 0)
                            .forEach(change -> all.add(new PackedChange(change.pos(), change.chunk())));
                    all.removeLast();
                    byte[] packed = ChangePack.pack(all);
                    ParsedChange last = ((PackResult.Unpacked) ChangePack.unpack(packed))
                            .changes()
                            .getLast();
                    LogRow row = core.store().log().at(all.getLast().pos()).orElseThrow();
                    LogRow end = core.store().log().last().orElseThrow();
                    Frontier frontier = Frontier.newBuilder()
                            .setActor(Identities.actor(last.actor()).bytes())
                            .setSeq(last.seq())
                            .setHash(Identities.hash(last.hash()))
                            .setPos(row.pos())
                            .setHeader(((SealedEnvelope.Read) SealedEnvelope.read(row.item()))
                                    .envelope()
                                    .header())
                            .build();
                    SnapshotContent content = new SnapshotContent(
                            0,
                            end.pos(),
                            List.of(Identities.hash(last.hash())),
                            List.of(frontier),
                            ByteString.copyFrom(packed));
                    SealedEnvelope envelope = core.standing()
                            .sealer()
                            .orElseThrow()
                            .snapshot(document, content, core.standing().seen(), core.entropy());
                    assertThat(core.standing().opener().orElseThrow().openVerified(envelope.bytes()))
                            .isInstanceOf(Opening.Snapshotted.class);
                    core.store().outbox().addSealed(envelope.itemId(), core.device(), envelope.bytes());
                    return true;
                }));
        ben.sync();
    }

    @Test
    void attack72_aRelayThatDropsWhatNobodyHasCheckedIsFoundOut_SNAP7() throws Exception {
        Workspace ada = homes.found(relay);
        BoardHandle board = ada.createBoard("Roadmap");
        ada.sync();
        Workspace eve = homes.join(ada, "eve");
        cards(ada, board, ENTRIES / 2);
        Workspace ben = homes.join(ada, "ben");
        relay.stop();
        try (RocksRelayLog log = RocksRelayLog.open(
                new StoreSettings(directory.resolve("relay"), directory.resolve("native"), 8 << 20))) {
            long dropped = log.prune(
                    new PruneOrder(ada.core().id(), DocumentId.parse(board.id().hex()), 0, 100));
            assertThat(dropped).isPositive();
        }
        relay.start();

        StoppedException stopped = catchThrowableOfType(StoppedException.class, eve::sync);
        assertThat(stopped).hasMessageContaining("no checked snapshot holds it");
        assertThat(eve.status().stopped()).isPresent();
        board.addCard("Who has the originals goes on", Position.ORIGIN);
        ada.sync();
        ben.sync();
        assertThat(Homes.json(ben)).isEqualTo(Homes.json(ada));
    }

    @Test
    void aRelayThatLostItsDiskGetsBackWhatThereIsFromWhoCameAfterThePruning_SNAP10() throws Exception {
        Workspace ada = homes.found(relay);
        BoardHandle board = ada.createBoard("Roadmap");
        ada.sync();
        Workspace ben = homes.join(ada, "ben");
        cards(ada, board, 2 * ENTRIES);
        compact(ada, ben);
        await().untilAsserted(() ->
                assertThat(pruned(homes.join(ada, "x" + System.nanoTime()))).isPositive());
        Workspace cai = homes.join(ada, "cai");
        relay.wipe();
        relay.start();

        cai.sync();
        Workspace dan = homes.join(ada, "dan");
        assertThat(pruned(dan)).isPositive();
        assertThat(Homes.json(dan)).isEqualTo(Homes.json(ada));
        assertThat(dan.verify().problems()).isEmpty();
    }

    @Test
    void entriesWithoutBodiesKeepTheirPlaces_SNAP5() throws Exception {
        Workspace ada = homes.found(relay);
        BoardHandle board = ada.createBoard("Roadmap");
        ada.sync();
        Workspace ben = homes.join(ada, "ben");
        cards(ada, board, 2 * ENTRIES);
        compact(ada, ben);
        await().untilAsserted(() -> {
            Workspace cai = homes.join(ada, "cai" + System.nanoTime());
            assertThat(pruned(cai)).isPositive();
            ada.sync();
            List<ByteString> adas = chains(ada);
            assertThat(chains(cai)).isEqualTo(adas.subList(0, chains(cai).size()));
        });
    }

    private static List<ByteString> chains(Workspace workspace) {
        WorkspaceCore core = workspace.core();
        return core.thread().call(() -> {
            List<ByteString> chains = new ArrayList<>();
            core.store().log().each(row -> {
                assertThat(row.kind()).isNotEqualTo(EntryKind.UNRECOGNIZED);
                chains.add(row.chain());
            });
            return chains;
        });
    }
}
