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
import dev.meridian.sync.id.Sha256;
import dev.meridian.sync.trust.ChangeBatch;
import dev.meridian.sync.trust.DeviceKeys;
import dev.meridian.sync.trust.Entropy;
import dev.meridian.sync.trust.EnvelopeSealer;
import dev.meridian.sync.trust.SealedEnvelope;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

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
        TRUNCATED,
        FLIPPED
    }

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
            case GARBAGE -> seal(sealer, own, ByteString.copyFrom(chance.bytes(1 + chance.below(300))), 1, disk, entropy);
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
