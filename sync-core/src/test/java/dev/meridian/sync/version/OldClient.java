package dev.meridian.sync.version;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.meridian.proto.v1.Frame;
import dev.meridian.proto.v1.Head;
import dev.meridian.proto.v1.Receipt;
import dev.meridian.sync.relay.MemoryRelayLog;
import dev.meridian.sync.relay.RelayEffect;
import dev.meridian.sync.relay.RelayIdentity;
import dev.meridian.sync.relay.RelayInput;
import dev.meridian.sync.relay.RelayLimits;
import dev.meridian.sync.relay.RelayMachine;
import dev.meridian.sync.relay.SessionId;
import dev.meridian.sync.relay.StoreFault;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** A relay of today that is told, word for word, what a client of before said. It answers with the nonces of that time, which the client had signed. */
final class OldClient {
    private static final int GENERATION_CHANCE_BITS = 20;

    private final VersionVectors vectors;
    private final MemoryRelayLog log = new MemoryRelayLog(new MemoryRelayLog.Disk());
    private final Deque<ByteString> nonces = new ArrayDeque<>();
    private final RelayMachine machine;
    private List<Frame> answers = new ArrayList<>();
    private boolean closed;
    private long sessions;
    private final long generation;
    private long nowMillis;

    OldClient(VersionVectors vectors, ProtocolVersions relay) {
        this.vectors = vectors;
        for (List<VersionVectors.Line> lines : vectors.connections()) {
            lines.stream()
                    .map(VersionVectors.Line::frame)
                    .filter(Frame::hasChallenge)
                    .forEach(frame -> nonces.add(frame.getChallenge().getRelayNonce()));
        }
        generation = generation(vectors);
        nowMillis = generation >>> GENERATION_CHANCE_BITS;
        machine = new RelayMachine(
                vectors.workspace(),
                new RelayIdentity(vectors.relay(), Set.of(), relay),
                RelayLimits.DEFAULTS,
                log,
                this::fill);
    }

    private static long generation(VersionVectors vectors) {
        ByteString head = vectors.connections().getFirst().stream()
                .map(line -> line.frame().getAppend().getHead().getHead())
                .filter(each -> !each.isEmpty())
                .findFirst()
                .orElseThrow();
        try {
            return Head.parseFrom(head).getGen();
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private void fill(byte[] out) {
        ByteString next = out.length == 32 ? nonces.remove() : ByteString.copyFrom(new byte[out.length]);
        next.copyTo(out, 0);
    }

    /** All that the relay answers to one connection. */
    List<Frame> says(List<VersionVectors.Line> lines) {
        SessionId session = new SessionId(++sessions);
        answers = new ArrayList<>();
        step(new RelayInput.Opened(session, vectors.host()));
        for (int i = 0; i < lines.size(); i++) {
            VersionVectors.Line line = lines.get(i);
            if (line.isClient()) {
                nowMillis = receiptAfter(lines.subList(i + 1, lines.size())).orElse(nowMillis);
                step(new RelayInput.Received(session, line.frame()));
            }
        }
        step(new RelayInput.Closed(session));
        return answers;
    }

    // Receipt times are in the chain, and the client of before names that when it comes again.
    private static OptionalLong receiptAfter(List<VersionVectors.Line> lines) {
        return lines.stream()
                .takeWhile(line -> !line.isClient())
                .flatMap(line -> line.frame().getAck().getReceiptsList().stream())
                .mapToLong(Receipt::getRelayMs)
                .max();
    }

    boolean wasTurnedAway() {
        return closed;
    }

    private void step(RelayInput input) {
        machine.step(nowMillis, input).forEach(this::perform);
    }

    private void perform(RelayEffect effect) {
        try {
            switch (effect) {
                case RelayEffect.Send send -> answers.add(VersionVectors.parse(send.frame()));
                case RelayEffect.Broadcast broadcast -> answers.add(VersionVectors.parse(broadcast.frame()));
                case RelayEffect.Close close -> closed = true;
                case RelayEffect.Append append -> {
                    log.append(List.of(append.batch()));
                    step(new RelayInput.Stored(append.ticket()));
                }
                case RelayEffect.Read read ->
                    step(new RelayInput.ReadDone(
                            read.session(),
                            read.afterPos(),
                            log.read(vectors.workspace(), read.afterPos(), read.bytesMax())));
                case RelayEffect.Prune prune -> throw new AssertionError("nobody vouched for anything");
                case RelayEffect.SetTimer set -> {}
            }
        } catch (StoreFault fault) {
            throw new AssertionError(fault);
        }
    }
}
