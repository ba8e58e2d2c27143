package dev.meridian.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.meridian.client.local.Identities;
import dev.meridian.model.automerge.LocalChange;
import dev.meridian.model.automerge.ObjectId;
import dev.meridian.model.automerge.Replica;
import dev.meridian.model.id.CardId;
import dev.meridian.model.value.Position;
import dev.meridian.sync.id.ActorId;
import dev.meridian.sync.id.DocumentId;
import dev.meridian.sync.trust.ChangeBatch;
import dev.meridian.sync.trust.SealedEnvelope;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A member seals poison properly: it is named and counted, and stops nothing else (STORE-5). */
class MaliciousMemberTest extends RelayTest {

    @Test
    void attack52_seqForkIsRejectedAndNamed() {
        Scene scene = new Scene();
        ActorId actor = scene.freshActor();
        LocalChange first = scene.change(actor, "a", "1");
        LocalChange fork = scene.change(actor, "a", "2");
        scene.push(scene.batch(actor, first), scene.batch(actor, fork));

        scene.honestWorkAndCheck(1, "BAD_SEQUENCE");
    }

    @Test
    void attack51_aChangeThatBuildsOnNothingIsRejectedAndNamed() {
        Scene scene = new Scene();
        ActorId actor = scene.freshActor();
        LocalChange second;
        try (Replica replica = Replica.create(Identities.actor(actor))) {
            replica.edit(editor -> editor.put(ObjectId.ROOT, "a", "1"));
            second = replica.edit(editor -> editor.put(ObjectId.ROOT, "a", "2")).orElseThrow();
        }
        scene.push(scene.batch(actor, second));

        scene.honestWorkAndCheck(1, "which the log does not have before it");
    }

    @Test
    void whatCameBeforeWhatItBuildsOnWaitsForIt_STORE5() {
        Scene scene = new Scene();
        ActorId actor = scene.freshActor();
        LocalChange first;
        LocalChange second;
        LocalChange third;
        try (Replica replica = Replica.create(Identities.actor(actor))) {
            first = replica.edit(editor -> editor.put(ObjectId.ROOT, "a", "1")).orElseThrow();
            second = replica.edit(editor -> editor.put(ObjectId.ROOT, "a", "2")).orElseThrow();
            third = replica.edit(editor -> editor.put(ObjectId.ROOT, "a", "3")).orElseThrow();
        }
        scene.push(scene.batch(actor, third), scene.batch(actor, second));
        scene.ada.sync();
        assertThat(scene.ada.status().rejected()).hasSize(2);
        scene.push(scene.batch(actor, first));
        scene.ada.sync();
        assertThat(scene.ada.status().rejected()).isEmpty();
        assertThat(scene.board.snapshot().unknown()).containsKey("a");

        scene.honestWorkAndCheck(0, "");
    }

    @Test
    void attack50_anotherMembersActorIsRejectedAndNamed() {
        Scene scene = new Scene();
        ActorId adas = ActorId.of(scene.ada.core().device(), ByteString.copyFrom(new byte[ActorId.NONCE_LENGTH]));
        LocalChange forged = scene.change(adas, "a", "1");
        scene.push(new ChangeBatch(
                scene.freshActor(),
                1,
                1,
                Identities.hash(forged.change().hash()),
                ByteString.copyFrom(forged.change().chunk())));

        scene.honestWorkAndCheck(1, "does not hold the changes that it names");
    }

    @Test
    void garbageIsRejectedAndNamed() {
        Scene scene = new Scene();
        ByteString garbage = ByteString.copyFromUtf8("this is no change at all, whatever it says");
        scene.push(new ChangeBatch(scene.freshActor(), 1, 1, dev.meridian.sync.id.Sha256.of(garbage), garbage));

        scene.honestWorkAndCheck(1, "MALFORMED");
    }

    /** Ada and Eve are honest, Ben is not. */
    private final class Scene {
        private final Workspace ada = homes.found(relay);
        private final BoardHandle board = ada.createBoard("Roadmap");
        private final DocumentId document = DocumentId.parse(board.id().hex());
        private final Workspace ben = homes.join(ada, "ben");
        private final Workspace eve = homes.join(ada, "eve");
        private int actors;

        /** Of Ben's device. */
        private ActorId freshActor() {
            byte[] nonce = new byte[ActorId.NONCE_LENGTH];
            nonce[0] = (byte) ++actors;
            return ActorId.of(ben.core().device(), ByteString.copyFrom(nonce));
        }

        private LocalChange change(ActorId actor, String key, String value) {
            try (Replica replica = Replica.create(Identities.actor(actor))) {
                return replica.edit(editor -> editor.put(ObjectId.ROOT, key, value))
                        .orElseThrow();
            }
        }

        private ChangeBatch batch(ActorId actor, LocalChange change) {
            return new ChangeBatch(
                    actor,
                    change.change().seq(),
                    change.change().seq(),
                    Identities.hash(change.change().hash()),
                    ByteString.copyFrom(change.change().chunk()));
        }

        private void push(ChangeBatch... batches) {
            WorkspaceCore core = ben.core();
            core.thread()
                    .call(() -> core.store().write(() -> {
                        for (ChangeBatch batch : batches) {
                            SealedEnvelope envelope = core.standing()
                                    .sealer()
                                    .orElseThrow()
                                    .changes(document, batch, core.standing().seen(), core.entropy());
                            core.store()
                                    .outbox()
                                    .addEnvelope(envelope.itemId(), core.device(), envelope.bytes(), List.of());
                        }
                        return true;
                    }));
            ben.sync();
        }

        private void honestWorkAndCheck(int rejections, String reason) {
            CardId bens = ben.board(board.id()).addCard("Ben's honest work", Position.ORIGIN);
            CardId adas = board.addCard("Ada's", Position.ORIGIN);
            ben.sync();

            SyncReport report = ada.sync();
            eve.sync();
            ben.sync();

            assertThat(report.rejected()).hasSize(rejections).allSatisfy(entry -> {
                assertThat(entry.author()).isEqualTo(ben.core().device());
                assertThat(entry.reason()).contains(reason);
            });
            assertThat(eve.status().rejected()).isEqualTo(ada.status().rejected());
            assertThat(ben.status().rejected()).isEqualTo(ada.status().rejected());
            assertThat(board.snapshot().cards().keySet()).containsExactlyInAnyOrder(bens, adas);
            assertThat(Homes.json(eve)).isEqualTo(Homes.json(ada));
            assertThat(Homes.json(ben)).isEqualTo(Homes.json(ada));
            assertThat(ada.verify().problems()).isEmpty();
            ada.close();
            Workspace again = homes.open("ada").workspace("Apollo");
            assertThat(Homes.json(again)).isEqualTo(Homes.json(eve));
            assertThat(again.status().rejected()).hasSize(rejections);
        }
    }
}
