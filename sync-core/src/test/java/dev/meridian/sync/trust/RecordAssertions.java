package dev.meridian.sync.trust;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.meridian.proto.v1.Member;
import dev.meridian.proto.v1.Signed;
import dev.meridian.sync.trust.Membership.Refusal;
import dev.meridian.sync.trust.Membership.Refused;
import dev.meridian.sync.trust.Membership.Step;
import java.util.function.Consumer;

/** What tests of membership records say again and again. */
final class RecordAssertions {
    private RecordAssertions() {}

    static void assertRefused(Step step, Refusal refusal) {
        assertThat(step).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.refusal()).as(refused.reason()).isEqualTo(refusal);
            assertThat(refused.reason()).isNotBlank();
        });
    }

    /** The record with its body changed, properly signed by somebody. */
    static MemberRecord changed(MemberRecord record, DeviceKeys signer, Consumer<Member.Builder> change) {
        try {
            Member.Builder member =
                    Member.parseFrom(Signed.parseFrom(record.item()).getBody()).toBuilder();
            change.accept(member);
            return MemberRecord.signed(signer.signing(), member.build());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }
}
