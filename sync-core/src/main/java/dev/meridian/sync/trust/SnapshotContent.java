package dev.meridian.sync.trust;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Frontier;
import dev.meridian.proto.v1.Snapshot;
import dev.meridian.sync.id.ActorId;
import dev.meridian.sync.id.Sha256;
import java.util.List;
import java.util.Optional;

/**
 * The plaintext of a snapshot: the changes that are in a document and stand at positions after one and up to another.
 *
 * @param afterPos not below 0, below {@code uptoPos}
 * @param heads the changes that no other in it builds on, rising
 * @param frontier one for every actor in it, rising
 * @param changes packed; their format is not this package's
 */
public record SnapshotContent(
        long afterPos, long uptoPos, List<ByteString> heads, List<Frontier> frontier, ByteString changes) {
    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if the range is none
     */
    public SnapshotContent {
        heads = List.copyOf(heads);
        frontier = List.copyOf(frontier);
        if (afterPos < 0 || afterPos >= uptoPos) {
            throw new IllegalArgumentException("no range: after %d, up to %d".formatted(afterPos, uptoPos));
        }
    }

    static Optional<SnapshotContent> of(Snapshot snapshot) {
        boolean fits = snapshot.getAfterPos() >= 0
                && snapshot.getAfterPos() < snapshot.getUptoPos()
                && snapshot.getHeadsList().stream().allMatch(head -> head.size() == Sha256.LENGTH)
                && snapshot.getFrontierList().stream().allMatch(SnapshotContent::fits);
        return fits
                ? Optional.of(new SnapshotContent(
                        snapshot.getAfterPos(),
                        snapshot.getUptoPos(),
                        snapshot.getHeadsList(),
                        snapshot.getFrontierList(),
                        snapshot.getChanges()))
                : Optional.empty();
    }

    private static boolean fits(Frontier frontier) {
        return ActorId.fits(frontier.getActor())
                && frontier.getSeq() >= 1
                && frontier.getHash().size() == Sha256.LENGTH
                && frontier.getPos() >= 1
                && Strict.isWellFormed(frontier.getHeader());
    }

    Snapshot message() {
        return Snapshot.newBuilder()
                .setAfterPos(afterPos)
                .setUptoPos(uptoPos)
                .addAllHeads(heads)
                .addAllFrontier(frontier)
                .setChanges(changes)
                .build();
    }
}
