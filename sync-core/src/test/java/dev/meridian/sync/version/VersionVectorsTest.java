package dev.meridian.sync.version;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import dev.meridian.proto.v1.Error;
import dev.meridian.proto.v1.ErrorCode;
import dev.meridian.proto.v1.Frame;
import dev.meridian.proto.v1.Receipt;
import dev.meridian.sync.client.ClientStatus;
import dev.meridian.sync.client.StopReason;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Both machines with peers that speak other versions, and with builds of before as they were heard. */
class VersionVectorsTest {
    private static final ProtocolVersions MORE = new ProtocolVersions(1, 3);

    private VersionVectors vectors;

    @BeforeEach
    void read() throws Exception {
        vectors = VersionVectors.read();
    }

    private static int bound(JsonNode range, int i) {
        return (int) range.get(i).asLong();
    }

    private static ProtocolVersions versions(JsonNode range) {
        return new ProtocolVersions(bound(range, 0), bound(range, 1));
    }

    @Test
    void thisProgramSpeaksWhatTheVectorsAreOf_VER1() {
        JsonNode spoken = vectors.root().get("spoken");
        assertThat(ProtocolVersions.SPOKEN)
                .isEqualTo(new ProtocolVersions(
                        spoken.get("min").asInt(), spoken.get("max").asInt()));
    }

    @Test
    void theHighestThatBothSpeakIsChosen_VER1() {
        for (JsonNode each : vectors.cases("choices")) {
            JsonNode client = each.get("client");
            if (bound(each.get("relay"), 0) < 0) {
                continue; // No relay of ours speaks so late a version, but a client may be told of one.
            }
            OptionalInt common = versions(each.get("relay")).highestCommon(bound(client, 0), bound(client, 1));
            assertThat(common.isPresent()).as(each.get("name").asText()).isEqualTo(each.has("version"));
            common.ifPresent(version -> assertThat(version)
                    .as(each.get("name").asText())
                    .isEqualTo(each.get("version").asInt()));
        }
    }

    @Test
    void whoIsTooOldIsSaidInTheSameWordsEverywhere_VER2() {
        for (JsonNode each : vectors.cases("choices")) {
            if (each.has("tooOld")) {
                ProtocolVersions client = versions(each.get("client"));
                JsonNode relay = each.get("relay");
                assertThat(client.mismatch(bound(relay, 0), bound(relay, 1)))
                        .isEqualTo(each.get("words").asText());
                assertThat(client.areBefore(bound(relay, 0)))
                        .isEqualTo(each.get("tooOld").asText().equals("program"));
            }
        }
    }

    @Test
    void aRefusalStopsTheClientWithWordsAndItsEditsStay_VER2() {
        for (JsonNode each : vectors.cases("refusals")) {
            OldRelay relay = new OldRelay(vectors, versions(each.get("client")));
            relay.enqueues(vectors.connections().getFirst());
            int held = relay.store().outboxSize();
            assertThat(held).isPositive();
            relay.dial();
            relay.hear(VersionVectors.hex(each.get("frame")));
            var stopped = (ClientStatus.Stopped) relay.status();
            assertThat(stopped.reason())
                    .isEqualTo(StopReason.valueOf(each.get("stop").asText()));
            assertThat(stopped.message()).isEqualTo(each.get("words").asText());
            assertThat(relay.store().outboxSize()).isEqualTo(held);
        }
    }

    @Test
    void whatOnlyALaterVersionKnowsIsPassedOverOrEndsTheConnection_VER3_VER4() {
        for (JsonNode each : vectors.cases("later")) {
            OldRelay relay = new OldRelay(vectors, ProtocolVersions.SPOKEN);
            List<VersionVectors.Line> lines = vectors.connections().getFirst();
            relay.enqueues(lines);
            relay.dial();
            lines.stream().filter(line -> !line.isClient()).forEach(line -> relay.hear(line.bytes()));
            assertThat(relay.status()).isInstanceOf(ClientStatus.Live.class);
            relay.hear(VersionVectors.hex(each.get("frame")));
            assertThat(relay.status())
                    .as(each.get("name").asText())
                    .isInstanceOf(
                            each.get("status").asText().equals("LIVE")
                                    ? ClientStatus.Live.class
                                    : ClientStatus.Waiting.class);
        }
    }

    @Test
    void aClientOfBeforeIsServedByARelayThatSpeaksMore_VER1() {
        OldClient client = new OldClient(vectors, MORE);
        for (List<VersionVectors.Line> lines : vectors.connections()) {
            List<Frame> then = lines.stream()
                    .filter(line -> !line.isClient())
                    .map(VersionVectors.Line::frame)
                    .toList();
            List<Frame> now = client.says(lines);
            assertThat(now.getFirst()).isEqualTo(then.getFirst());
            assertThat(now.get(1).hasWelcome()).isTrue();
            assertThat(acknowledged(now)).containsExactlyInAnyOrderElementsOf(acknowledged(then));
            assertThat(entries(now)).isEqualTo(entries(then));
        }
        assertThat(client.wasTurnedAway()).isFalse();
    }

    private static List<ByteString> acknowledged(List<Frame> frames) {
        return frames.stream()
                .flatMap(frame -> frame.getAck().getReceiptsList().stream())
                .map(Receipt::getItemId)
                .distinct()
                .toList();
    }

    private static List<ByteString> entries(List<Frame> frames) {
        return frames.stream()
                .flatMap(frame -> frame.getAppend().getItemsList().stream())
                .map(each -> each.getItem())
                .toList();
    }

    @Test
    void aClientThatSpeaksMoreSaysToARelayOfBeforeWhatOneOfItsTimeSaid_VER1() {
        OldRelay relay = new OldRelay(vectors, MORE);
        vectors.connections().forEach(relay::holds);
        assertThat(relay.store().outboxSize()).isZero();
        assertThat(relay.store().log()).hasSize(4);
    }

    @Test
    void aClientOfBeforeIsToldByALaterRelayThatItIsTooOld_VER2() {
        OldClient client = new OldClient(vectors, new ProtocolVersions(2, 3));
        Error error = client.says(vectors.connections().getFirst().subList(0, 1))
                .getFirst()
                .getError();
        assertThat(error.getCode()).isEqualTo(ErrorCode.ERROR_CODE_VERSION);
        assertThat(error.getMessage())
                .isEqualTo("this relay speaks versions 2 to 3 of the protocol and this program version 1:"
                        + " the program is too old");
        assertThat(error.getVersionMin()).isEqualTo(2);
        assertThat(error.getVersionMax()).isEqualTo(3);
        assertThat(client.wasTurnedAway()).isTrue();
    }
}
