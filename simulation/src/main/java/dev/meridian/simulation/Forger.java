package dev.meridian.simulation;

import com.google.protobuf.ByteString;
import dev.meridian.model.automerge.ActorId;
import dev.meridian.model.automerge.ParsedChange;
import dev.meridian.model.automerge.Replica;
import dev.meridian.model.board.BoardDocument;
import dev.meridian.model.id.CardId;
import dev.meridian.model.intent.BoardIntent;
import dev.meridian.model.value.Position;
import dev.meridian.model.value.Size;
import dev.meridian.proto.v1.Core;
import dev.meridian.proto.v1.Envelope;
import dev.meridian.proto.v1.EnvelopeKind;
import dev.meridian.proto.v1.Header;
import dev.meridian.proto.v1.Signed;
import dev.meridian.sync.id.ItemId;
import dev.meridian.sync.id.Sha256;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.trust.ChangeBatch;
import dev.meridian.sync.trust.DeviceKeys;
import dev.meridian.sync.trust.Entropy;
import dev.meridian.sync.trust.EnvelopeSealer;
import dev.meridian.sync.trust.EpochKey;
import dev.meridian.sync.trust.SealedEnvelope;
import dev.meridian.sync.trust.SignatureType;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** A member who seals what nobody should accept, under its own good name: the relay cannot tell. */
final class Forger {
    /** What it tries. */
    private enum Trick {
        /** A change under somebody else's actor. */
        FOREIGN_ACTOR,
        /** The second change of an actor whose first nobody has. */
        GAP,
        /** Two first changes of one actor: the first is as good as any, the second is not. */
        TWO_FIRSTS,
        /** Somebody else's change again, as one's own. */
        COPY,
        GARBAGE,
        /** Garbage under the id of somebody else's change. */
        SQUATTED_ID,
        /** A lot of garbage at once. */
        FLOOD,
        TRUNCATED,
        FLIPPED
    }

    private static final int FLOOD_ITEMS = 12;

    private final Chance chance;
    private final DeviceKeys keys;
    private long nonce = 100;

    Forger(Chance chance, DeviceKeys keys) {
        this.chance = chance;
        this.keys = keys;
    }

    /** Something forged, if this device has the key. */
    List<SealedEnvelope> forge(ClientDisk disk, Entropy entropy) {
        return disk.keyring()
                .current(disk.members())
                .map(key -> forge(disk, disk.keyring().sealer(key), entropy))
                .orElse(List.of());
    }

    /** A good change of somebody whom nobody let in, and who has the key from somebody who has it. */
    Optional<SealedEnvelope> ghost(ClientDisk accomplice, WorkspaceId workspace, Entropy entropy) {
        return accomplice.keyring().current(accomplice.members()).map(key -> {
            ParsedChange change =
                    changes(accomplice, Identities.actor(keys.id(), 1), 1).getFirst();
            return new EnvelopeSealer(workspace, keys, key)
                    .changes(Notebook.BOARD, ClientOutbox.batch(List.of(change)), accomplice.seen(), entropy);
        });
    }

    private List<SealedEnvelope> forge(ClientDisk disk, EnvelopeSealer sealer, Entropy entropy) {
        ActorId own = Identities.actor(keys.id(), ++nonce);
        return switch (chance.pick(List.of(Trick.values()))) {
            case FOREIGN_ACTOR -> {
                Row victim = chance.pick(disk.rows(Notebook.BOARD));
                ActorId foreign = ActorId.of(victim.change.actor().device(), nonce);
                yield seal(sealer, own, chunk(changes(disk, foreign, 1).getFirst()), 1, disk, entropy);
            }
            case GAP -> seal(sealer, own, chunk(changes(disk, own, 2).get(1)), 2, disk, entropy);
            case TWO_FIRSTS -> {
                List<SealedEnvelope> both = new ArrayList<>();
                for (int i = 0; i < 2; i++) {
                    ParsedChange first = changes(disk, own, 1).getFirst();
                    both.add(sealer.changes(Notebook.BOARD, ClientOutbox.batch(List.of(first)), disk.seen(), entropy));
                }
                yield both;
            }
            case COPY -> seal(sealer, own, chunk(chance.pick(disk.rows(Notebook.BOARD)).change), 1, disk, entropy);
            case SQUATTED_ID -> List.of(squat(disk, entropy));
            case FLOOD -> {
                List<SealedEnvelope> flood = new ArrayList<>();
                for (int i = 0; i < FLOOD_ITEMS; i++) {
                    flood.addAll(seal(sealer, own, ByteString.copyFrom(chance.bytes(300)), 1 + i, disk, entropy));
                }
                yield flood;
            }
            case GARBAGE ->
                seal(sealer, own, ByteString.copyFrom(chance.bytes(1 + chance.below(300))), 1, disk, entropy);
            case TRUNCATED -> {
                ByteString whole = chunk(changes(disk, own, 1).getFirst());
                yield seal(sealer, own, whole.substring(0, 1 + chance.below(whole.size() - 1)), 1, disk, entropy);
            }
            case FLIPPED -> {
                byte[] bytes = changes(disk, own, 1).getFirst().chunk().clone();
                bytes[chance.below(bytes.length)] ^= (byte) (1 << chance.below(8));
                yield seal(sealer, own, ByteString.copyFrom(bytes), 1, disk, entropy);
            }
        };
    }

    // The relay cannot see that there is nothing in it; the id is taken for this author alone.
    private SealedEnvelope squat(ClientDisk disk, Entropy entropy) {
        ParsedChange victim = chance.pick(disk.rows(Notebook.BOARD)).change;
        EpochKey key = disk.keyring().current(disk.members()).orElseThrow();
        ItemId id = key.changeId(
                Notebook.BOARD, Identities.actor(victim.actor()), victim.seq(), Identities.hash(victim.hash()));
        Core core = Core.newBuilder()
                .setWs(disk.members().workspace().bytes())
                .setDoc(Notebook.BOARD.bytes())
                .setEpoch(key.epoch())
                .setDevice(keys.id().bytes())
                .setKind(EnvelopeKind.ENVELOPE_KIND_CHANGES)
                .setChangeId(id.bytes())
                .setSalt(entropy.bytes(Sha256.LENGTH))
                .build();
        ByteString nothing = entropy.bytes(300);
        ByteString header = Header.newBuilder()
                .setCore(core.toByteString())
                .setCtSha256(Sha256.of(nothing))
                .build()
                .toByteString();
        Signed signed = Signed.newBuilder()
                .setBody(header)
                .setDevice(keys.id().bytes())
                .setSig(keys.signing().sign(SignatureType.ENVELOPE, header))
                .build();
        ByteString bytes =
                Envelope.newBuilder().setHeader(signed).setCt(nothing).build().toByteString();
        return ((SealedEnvelope.Read) SealedEnvelope.read(bytes)).envelope();
    }

    private static List<SealedEnvelope> seal(
            EnvelopeSealer sealer, ActorId actor, ByteString chunk, long seq, ClientDisk disk, Entropy entropy) {
        ByteString hash = chunk.size() >= 12 + Sha256.LENGTH ? Sha256.of(chunk) : Sha256.of(ByteString.EMPTY);
        ChangeBatch batch = new ChangeBatch(Identities.actor(actor), seq, seq, hash, chunk);
        return List.of(sealer.changes(Notebook.BOARD, batch, disk.seen(), entropy));
    }

    private static ByteString chunk(ParsedChange change) {
        return ByteString.copyFrom(change.chunk());
    }

    /** Changes of the board as it is on the disk, by any actor. */
    private List<ParsedChange> changes(ClientDisk disk, ActorId actor, int count) {
        List<byte[]> known = disk.rows(Notebook.BOARD).stream()
                .filter(row -> row.state == Row.State.LOCAL || row.state == Row.State.ACCEPTED)
                .map(row -> row.change.chunk())
                .toList();
        try (BoardDocument board = BoardDocument.open(Replica.open(actor, known))) {
            List<ParsedChange> made = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                CardId card = new CardId(HexFormat.of().formatHex(chance.bytes(16)));
                BoardIntent add = new BoardIntent.AddCard(card, "forged", new Position(0, 0), new Size(1, 1));
                board.apply(List.of(add)).changes().forEach(change -> made.add(change.change()));
            }
            return made;
        }
    }
}
