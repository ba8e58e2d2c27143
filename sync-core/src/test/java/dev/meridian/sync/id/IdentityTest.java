package dev.meridian.sync.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class IdentityTest {
    private record Kind(int length, Function<ByteString, Object> make) {}

    private static final List<Kind> KINDS = List.of(
            new Kind(32, WorkspaceId::new),
            new Kind(16, DocumentId::new),
            new Kind(16, DeviceId::new),
            new Kind(32, ItemId::new),
            new Kind(24, ActorId::new));

    private static ByteString bytes(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i + 1);
        }
        return ByteString.copyFrom(bytes);
    }

    @Test
    void idsOfAnotherLengthAreRefused_LOG1() {
        for (Kind kind : KINDS) {
            assertThat(kind.make().apply(bytes(kind.length()))).isNotNull();
            for (int length : new int[] {0, kind.length() - 1, kind.length() + 1}) {
                assertThatThrownBy(() -> kind.make().apply(bytes(length)))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("not " + length);
            }
        }
    }

    @Test
    void idsOfDifferentKindsAreNeverEqual() {
        assertThat(new WorkspaceId(bytes(32))).isNotEqualTo(new ItemId(bytes(32)));
        assertThat(new DocumentId(bytes(16))).isNotEqualTo(new DeviceId(bytes(16)));
    }

    @Test
    void idsReadBackFromTheirDigitsAndPrintShort() {
        DeviceId id = new DeviceId(bytes(16));

        assertThat(id.hex()).isEqualTo("0102030405060708090a0b0c0d0e0f10");
        assertThat(DeviceId.parse(id.hex())).isEqualTo(id);
        assertThat(id).hasToString("01020304");
        assertThatThrownBy(() -> DeviceId.parse("01")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DeviceId.parse("no digits at all, not a single one"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void actorIsADeviceAndANonce_LOG1() {
        DeviceId device = new DeviceId(bytes(16));

        ActorId actor = ActorId.of(device, bytes(8));

        assertThat(actor.device()).isEqualTo(device);
        assertThat(actor.bytes()).isEqualTo(device.bytes().concat(bytes(8)));
        assertThatThrownBy(() -> ActorId.of(device, bytes(7))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void teamDocumentIsAllZeros_LOG1() {
        assertThat(DocumentId.TEAM.hex()).isEqualTo("0".repeat(32));
    }
}
