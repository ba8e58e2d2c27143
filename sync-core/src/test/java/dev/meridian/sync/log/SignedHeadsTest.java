package dev.meridian.sync.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Head;
import dev.meridian.proto.v1.SignedHead;
import dev.meridian.sync.id.ItemId;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.trust.SeededEntropy;
import dev.meridian.sync.trust.SignatureType;
import dev.meridian.sync.trust.SigningKey;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class SignedHeadsTest {
    private static final SigningKey RELAY = SigningKey.generate(new SeededEntropy("relay"));
    private static final SigningKey OTHER_RELAY = SigningKey.generate(new SeededEntropy("other relay"));
    private static final WorkspaceId WORKSPACE = WorkspaceId.parse("11".repeat(32));
    private static final LogHead HEAD =
            new LogHead(WORKSPACE, 1_700_000_000_000L, 7, 9_000, Chain.ZERO, ItemId.parse("22".repeat(32)));

    @Test
    void headSignedByTheRelayReadsBack_LOG4() {
        SignedHead signed = SignedHeads.sign(HEAD, RELAY);

        assertThat(SignedHeads.verify(signed, RELAY.verifyKey(), WORKSPACE)).contains(HEAD);
    }

    @Test
    void headOfAnotherRelayOrWorkspaceIsNone_LOG4() {
        assertThat(SignedHeads.verify(SignedHeads.sign(HEAD, OTHER_RELAY), RELAY.verifyKey(), WORKSPACE))
                .isEmpty();
        assertThat(SignedHeads.verify(
                        SignedHeads.sign(HEAD, RELAY), RELAY.verifyKey(), WorkspaceId.parse("33".repeat(32))))
                .isEmpty();
    }

    @Property(tries = 300)
    boolean oneOtherBitIsNoHead_LOG4(@ForAll @IntRange(max = 2_000) int position) {
        SignedHead signed = SignedHeads.sign(HEAD, RELAY);
        int headBits = signed.getHead().size() * 8;
        int bit = position % (headBits + 64 * 8);
        SignedHead damaged = bit < headBits
                ? signed.toBuilder().setHead(flip(signed.getHead(), bit)).build()
                : signed.toBuilder()
                        .setRelaySig(flip(signed.getRelaySig(), bit - headBits))
                        .build();
        return SignedHeads.verify(damaged, RELAY.verifyKey(), WORKSPACE).isEmpty();
    }

    @Test
    void signedBytesThatAreNoHeadAreNone_LOG4() {
        Head good = Head.newBuilder()
                .setWs(WORKSPACE.bytes())
                .setPos(1)
                .setRelayMs(1)
                .setChain(Chain.ZERO)
                .setMembers(Chain.ZERO)
                .build();
        assertThat(verify(good.toByteString())).isPresent();

        Stream.of(
                        good.toBuilder().clearWs(),
                        good.toBuilder().clearPos(),
                        good.toBuilder().setPos(-1),
                        good.toBuilder().setGen(-1),
                        good.toBuilder().setRelayMs(-1),
                        good.toBuilder().clearChain(),
                        good.toBuilder().clearMembers())
                .forEach(broken -> assertThat(verify(broken.build().toByteString()))
                        .as(broken.toString())
                        .isEmpty());
        assertThat(verify(ByteString.copyFromUtf8("no head"))).isEmpty();
    }

    private static Optional<LogHead> verify(ByteString head) {
        SignedHead signed = SignedHead.newBuilder()
                .setHead(head)
                .setRelaySig(RELAY.sign(SignatureType.HEAD, head))
                .build();
        return SignedHeads.verify(signed, RELAY.verifyKey(), WORKSPACE);
    }

    @Test
    void headIsCitedByGenerationPositionAndChain_ENV2() {
        assertThat(HEAD.ref().getGen()).isEqualTo(HEAD.gen());
        assertThat(HEAD.ref().getPos()).isEqualTo(7);
        assertThat(HEAD.ref().getChain()).isEqualTo(Chain.ZERO);
    }

    @Test
    void anEmptyLogHasNoHead_LOG4() {
        assertThatThrownBy(() -> new LogHead(WORKSPACE, 0, 0, 0, Chain.ZERO, HEAD.members()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static ByteString flip(ByteString bytes, int bit) {
        byte[] copy = bytes.toByteArray();
        copy[bit / 8] ^= (byte) (1 << bit % 8);
        return ByteString.copyFrom(copy);
    }
}
