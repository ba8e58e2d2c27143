package dev.meridian.sync.client;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Append;
import dev.meridian.proto.v1.Diverged;
import dev.meridian.proto.v1.Frame;
import dev.meridian.proto.v1.LogItem;
import dev.meridian.proto.v1.Restore;
import dev.meridian.proto.v1.Resume;
import dev.meridian.proto.v1.SignedHead;
import dev.meridian.sync.log.Chain;
import dev.meridian.sync.log.LogHead;
import dev.meridian.sync.trust.VerifyKey;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Finds out how the relay's log and this one go together, and mends what a lost disk has torn. One connection's; owned by its
 * machine.
 *
 * <p>The client claims a place of its log. Either the relay has the same there, or it shows its own head at the last place
 * that could be common. From there:
 *
 * <ul>
 *   <li>same chain, and the relay's log ends there: it lost its end, and gets it back entry by entry (GEN-3);
 *   <li>another chain, in a later generation: it lost its end and went on; the client steps back, twice as far each time, to
 *       a place where both agree, and pushes what it cuts off (GEN-5);
 *   <li>another chain, in an earlier generation: it lost its generations too, and is shown one (GEN-6);
 *   <li>another chain in the same generation: a fork (GEN-7).
 * </ul>
 */
final class Comparison {
    /** What to do next. */
    sealed interface Next {}

    /** Wait for the relay or the store. */
    record Wait() implements Next {}

    /** The logs agree here, where the client's ends; the relay goes on from here. */
    record Agreed() implements Next {}

    /**
     * Cut the own log.
     *
     * @param relayGoesOn whether the relay already sends what follows
     */
    record Cut(long toPos, SignedHead head, boolean relayGoesOn) implements Next {}

    /** It makes no sense, or too much of it. */
    record Refuse(Turn.Halt halt) implements Next {}

    /** What the relay has shown, with what it was signed as; empty at 0. */
    private record Shown(SignedHead atSigned, Optional<LogHead> at, Optional<LogHead> head) {
        long atPos() {
            return at.map(LogHead::pos).orElse(0L);
        }

        long headPos() {
            return head.map(LogHead::pos).orElse(0L);
        }

        ByteString atChain() {
            return at.map(LogHead::chain).orElse(Chain.ZERO);
        }

        long gen() {
            return head.map(LogHead::gen).orElse(0L);
        }
    }

    private final Replica replica;
    private final VerifyKey relayKey;
    private final int frameBytesMax;
    private final Line line;
    private long claimPos;
    private ByteString claimChain;
    private long stepBack = 1;
    /** A place whose own chain the store was asked for, to claim it. */
    private OptionalLong claimAsked = OptionalLong.empty();
    /** What the relay has shown, until the own chain there is known. */
    private Optional<Shown> shown = Optional.empty();

    private OptionalLong restoredAfter = OptionalLong.empty();
    private boolean generationShown;

    Comparison(Replica replica, VerifyKey relayKey, int frameBytesMax, Line line) {
        this.replica = replica;
        this.relayKey = relayKey;
        this.frameBytesMax = frameBytesMax;
        this.line = line;
        this.claimPos = replica.log().pos();
        this.claimChain = replica.log().chain();
    }

    /**
     * Claims the end of the own log.
     *
     * @param relayGen of the relay's head; 0 where it has none
     */
    void begin(long relayGen, boolean relayHasLog) {
        if (relayHasLog && relayGen < replica.log().gen()) {
            showGeneration();
        }
        claim(replica.log().pos(), replica.log().chain());
    }

    private void claim(long pos, ByteString chain) {
        claimPos = pos;
        claimChain = chain;
        Resume.Builder resume =
                Resume.newBuilder().setGen(replica.log().gen()).setAfterPos(pos).setChain(chain);
        line.send(Frame.newBuilder().setResume(resume));
    }

    private void showGeneration() {
        generationShown = true;
        line.send(Frame.newBuilder()
                .setRestore(Restore.newBuilder().setHead(replica.log().signed())));
    }

    /** Whether the relay did not agree at once. */
    boolean isMending() {
        return generationShown || shown.isPresent() || stepBack > 1 || restoredAfter.isPresent();
    }

    /** The relay agrees with the claim: an Append without items. */
    Next confirmed(Append append) {
        if (append.getItemsCount() > 0 || isAsking()) {
            return refuse(StopReason.BAD_LOG, "the relay sent entries before it agreed where to begin");
        }
        if (claimPos == 0) {
            return append.hasHead() ? refuse(StopReason.BAD_LOG, "the relay signed an empty log") : agreedAt(append, 0);
        }
        Optional<LogHead> head = replica.verify(append.getHead(), relayKey);
        if (head.isEmpty()
                || head.get().pos() != claimPos
                || !head.get().chain().equals(claimChain)) {
            return refuse(StopReason.BAD_LOG, "the relay agreed to another place than was claimed");
        }
        return agreedAt(append, head.get().gen());
    }

    private Next agreedAt(Append append, long gen) {
        if (claimPos == replica.log().pos()) {
            return new Agreed();
        }
        if (claimPos > 0 && gen <= replica.log().gen()) {
            return refuse(StopReason.ROLLBACK, "the relay went back to an earlier generation", append.getHead());
        }
        return new Cut(claimPos, append.getHead(), true);
    }

    /** The relay does not agree with the claim. */
    Next diverged(Diverged diverged) {
        if (isAsking()) {
            return refuse(StopReason.BAD_LOG, "the relay answered twice");
        }
        Optional<LogHead> at = replica.verify(diverged.getAt(), relayKey);
        Optional<LogHead> head = replica.verify(diverged.getHead(), relayKey);
        if (at.isPresent() != diverged.hasAt() || head.isPresent() != diverged.hasHead()) {
            return refuse(StopReason.BAD_LOG, "a head of the log is not signed by the relay");
        }
        Shown what = new Shown(diverged.getAt(), at, head);
        boolean makesSense = what.atPos() == Math.min(claimPos, what.headPos())
                && at.map(LogHead::gen).orElse(what.gen()) == what.gen()
                && (what.atPos() < what.headPos() || at.equals(head));
        if (!makesSense) {
            return refuse(StopReason.BAD_LOG, "the relay contradicts itself about its log", diverged.getHead());
        }
        if (what.atPos() == claimPos || what.atPos() == 0) {
            return compare(what, what.atPos() == 0 ? Chain.ZERO : claimChain);
        }
        shown = Optional.of(what);
        line.add(new ClientEffect.ReadChain(what.atPos()));
        return new Wait();
    }

    /** The own chain at the place that was asked for. */
    Next chainRead(long pos, ByteString chain) {
        if (claimAsked.isPresent() && claimAsked.getAsLong() == pos) {
            claimAsked = OptionalLong.empty();
            claim(pos, chain);
        } else if (shown.isPresent() && shown.get().atPos() == pos) {
            return compare(shown.get(), chain);
        }
        return new Wait();
    }

    private boolean isAsking() {
        return claimAsked.isPresent() || shown.isPresent();
    }

    private Next compare(Shown what, ByteString ownChain) {
        shown = Optional.empty();
        if (what.atChain().equals(ownChain)) {
            return what.atPos() == what.headPos()
                            && what.atPos() < replica.log().pos()
                    ? giveBack(what)
                    : refuse(StopReason.BAD_LOG, "the relay does not agree to what it has itself", what.atSigned());
        }
        long ownGen = replica.log().gen();
        if (what.gen() > ownGen) {
            return stepBackFrom(what.atPos());
        }
        if (what.gen() == ownGen) {
            return refuse(
                    StopReason.FORK,
                    "the relay shows others another log than it showed this client",
                    replica.log().signed(),
                    what.atSigned());
        }
        if (generationShown) {
            return refuse(
                    StopReason.ROLLBACK,
                    "the relay went back to an earlier generation",
                    replica.log().signed(),
                    what.atSigned());
        }
        showGeneration();
        claim(claimPos, claimChain);
        return new Wait();
    }

    private Next stepBackFrom(long pos) {
        long target = Math.max(0, pos - stepBack);
        stepBack *= 2;
        if (target == 0) {
            claim(0, Chain.ZERO);
        } else {
            claimAsked = OptionalLong.of(target);
            line.add(new ClientEffect.ReadChain(target));
        }
        return new Wait();
    }

    private Next giveBack(Shown what) {
        // It had the chance to take these and did not: it does not want to have what it signed.
        if (restoredAfter.isPresent() && what.atPos() <= restoredAfter.getAsLong()) {
            return refuse(
                    StopReason.ROLLBACK,
                    "the relay went back and does not take back what it signed",
                    replica.log().signed());
        }
        restoredAfter = OptionalLong.of(what.atPos());
        shown = Optional.of(what);
        line.add(new ClientEffect.ReadOriginals(what.atPos()));
        return new Wait();
    }

    /** The entries to give back, up to a head that was kept. */
    Next originalsRead(long afterPos, List<LogItem> items, SignedHead head) {
        if (shown.isEmpty() || shown.get().atPos() != afterPos) {
            return new Wait();
        }
        Shown what = shown.get();
        shown = Optional.empty();
        Restore.Builder restore = Restore.newBuilder().addAllItems(items).setHead(head);
        Frame frame = Frame.newBuilder().setRestore(restore).build();
        if (frame.getSerializedSize() > frameBytesMax) {
            // It came in frames of another relay's size. What cannot go back to its place is pushed again.
            return new Cut(afterPos, what.atSigned(), false);
        }
        line.send(frame.toByteString());
        claim(replica.log().pos(), replica.log().chain());
        return new Wait();
    }

    private static Next refuse(StopReason reason, String message, SignedHead... evidence) {
        return new Refuse(new Turn.Halt(reason, message, List.of(evidence)));
    }
}
