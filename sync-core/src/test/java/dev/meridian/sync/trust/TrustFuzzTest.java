package dev.meridian.sync.trust;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.meridian.proto.v1.Core;
import dev.meridian.proto.v1.Role;
import dev.meridian.proto.v1.Signed;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What anybody may send, and what a member may sign: judged in bounded memory, and nothing thrown. */
@Timeout(1800)
final class TrustFuzzTest {
    private static final long MEMORY = 1 << 20;

    private static byte[] bytes(ByteString bytes) {
        return bytes.toByteArray();
    }

    @Test
    void anyBytesAsAnEnvelopeAreJudged_ENV5() {
        new Fuzz(List.of(bytes(EnvelopeSamples.SEALED.bytes())), MEMORY).run(20_000, input -> {
            Opening opening = EnvelopeSamples.OPENER.open(ByteString.copyFrom(input), EnvelopeSamples.MEMBERS);
            assertThat(opening).isNotNull();
        });
    }

    @Test
    void anyPlaintextThatAMemberSealsIsJudged_ENV1() {
        byte[] plaintext = bytes(EnvelopeSamples.plaintext().build().toByteString());
        new Fuzz(List.of(plaintext), MEMORY).run(5_000, input -> {
            Opening opening = EnvelopeSamples.open(EnvelopeSamples.sealed(core -> {}, ByteString.copyFrom(input)));
            assertThat(opening).isNotNull();
        });
    }

    @Test
    void anyCoreThatAMemberSignsIsJudged_ENV2() {
        byte[] core = bytes(EnvelopeSamples.SEALED.core().toByteString());
        ByteString plaintext = EnvelopeSamples.plaintext().build().toByteString();
        new Fuzz(List.of(core), MEMORY).run(5_000, input -> {
            try {
                Core parsed = Core.parseFrom(input);
                Opening opening = EnvelopeSamples.open(SealedEnvelope.seal(
                        parsed, plaintext, EnvelopeSamples.WORKSPACE.key(), EnvelopeSamples.AUTHOR.signing()));
                assertThat(opening).isNotNull();
            } catch (InvalidProtocolBufferException e) {
                return; // no core, so that there is nothing to seal
            }
        });
    }

    @Test
    void anyBytesAsAMembershipRecordAreJudged_MEM4() {
        Records records = new Records();
        new Fuzz(records.items(), MEMORY)
                .run(
                        10_000,
                        input -> assertThat(records.before.members().apply(ByteString.copyFrom(input), Founded.NOW))
                                .isNotNull());
    }

    @Test
    void anyRecordThatAnOwnerSignsIsJudged_MEM4() {
        Records records = new Records();
        new Fuzz(records.bodies(), MEMORY).run(10_000, input -> {
            Signed signed = records.before.owner().signing().signed(SignatureType.MEMBER, ByteString.copyFrom(input));
            assertThat(records.before.members().apply(signed.toByteString(), Founded.NOW))
                    .isNotNull();
        });
    }

    /** Records that would hold next. */
    private static final class Records {
        private final Founded before =
                Founded.workspace("fuzz").join(Role.ROLE_EDITOR).workspace();
        private final List<MemberRecord> next = new ArrayList<>();

        Records() {
            DeviceKeys invite = DeviceKeys.ofInvite(before.entropy().bytes(DeviceKeys.SEED_LENGTH));
            next.add(MemberRecord.invite(
                    before.members(),
                    before.owner(),
                    invite,
                    new MemberRecord.InviteTerms(Role.ROLE_EDITOR, 1, Founded.EXPIRES),
                    before.entropy()));
            next.add(MemberRecord.join(
                    before.with(next.getFirst()).members(),
                    DeviceKeys.generate(before.entropy()),
                    invite,
                    before.entropy()));
        }

        List<byte[]> items() {
            return next.stream().map(record -> bytes(record.item())).toList();
        }

        List<byte[]> bodies() {
            return next.stream()
                    .map(record -> bytes(
                            MemberRecord.parse(record.item()).orElseThrow().getBody()))
                    .toList();
        }
    }

    @Test
    void anyTextIsALinkWordsAndAKeyFileOrNot_LINK2() {
        DeviceKeys keys = EnvelopeSamples.AUTHOR;
        ByteString file = KeyFile.write(keys, java.util.Optional.empty(), EnvelopeSamples.ENTROPY);
        InviteLink link = new InviteLink(
                true,
                "relay.example",
                7400,
                EnvelopeSamples.MEMBERS.workspace(),
                EnvelopeSamples.ENTROPY.bytes(32),
                EnvelopeSamples.ENTROPY.bytes(32),
                EnvelopeSamples.ENTROPY.bytes(32));
        String words = String.join(
                " ", RecoveryWords.of(EnvelopeSamples.ENTROPY.bytes(32)).words());
        List<byte[]> texts = List.of(
                bytes(file), bytes(ByteString.copyFromUtf8(link.format())), bytes(ByteString.copyFromUtf8(words)));
        new Fuzz(texts, MEMORY).run(20_000, input -> {
            ByteString any = ByteString.copyFrom(input);
            assertThat(KeyFile.read(any, java.util.Optional.empty())).isNotNull();
            assertThat(InviteLink.parse(any.toStringUtf8())).isNotNull();
            assertThat(RecoveryWords.parse(any.toStringUtf8())).isNotNull();
        });
    }
}
