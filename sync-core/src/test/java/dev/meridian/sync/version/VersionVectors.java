package dev.meridian.sync.version;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.meridian.proto.v1.Frame;
import dev.meridian.sync.id.Hex;
import dev.meridian.sync.id.WorkspaceId;
import dev.meridian.sync.trust.SigningKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** proto/vectors/versions.json: what was said between builds of before, as it went over the wire. */
record VersionVectors(JsonNode root) {
    /** One frame of a connection. */
    record Line(boolean isClient, ByteString bytes) {
        Frame frame() {
            return parse(bytes);
        }
    }

    static VersionVectors read() throws IOException {
        return new VersionVectors(new ObjectMapper()
                .readTree(Path.of("../proto/vectors/versions.json").toFile()));
    }

    Iterable<JsonNode> cases(String name) {
        return root.get(name);
    }

    private JsonNode transcript() {
        return root.get("transcript");
    }

    WorkspaceId workspace() {
        return new WorkspaceId(hex(transcript().get("workspace")));
    }

    String host() {
        return transcript().get("host").asText();
    }

    SigningKey relay() {
        return SigningKey.fromSeed(hex(transcript().get("relaySeed")));
    }

    SigningKey device() {
        return SigningKey.fromSeed(hex(transcript().get("signingSeed")));
    }

    List<List<Line>> connections() {
        List<List<Line>> all = new ArrayList<>();
        for (JsonNode connection : transcript().get("connections")) {
            List<Line> lines = new ArrayList<>();
            for (JsonNode line : connection) {
                lines.add(new Line(line.get("from").asText().equals("client"), hex(line.get("frame"))));
            }
            all.add(lines);
        }
        return all;
    }

    static ByteString hex(JsonNode node) {
        return Hex.decode(node.asText());
    }

    static Frame parse(ByteString bytes) {
        try {
            return Frame.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }
}
