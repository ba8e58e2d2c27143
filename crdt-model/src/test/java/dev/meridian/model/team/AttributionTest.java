package dev.meridian.model.team;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.meridian.model.automerge.DeviceId;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.value.Meta;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pcollections.HashTreePMap;

/** Whose devices are whose, whatever editors write (TEAM-10; proto/vectors/attribution.json). */
class AttributionTest {

    static Stream<Arguments> cases() throws IOException {
        JsonNode all = new ObjectMapper()
                .readTree(Path.of("..", "proto", "vectors", "attribution.json").toFile());
        return StreamSupport.stream(all.get("cases").spliterator(), false)
                .map(each -> Arguments.of(each.get("name").asText(), each));
    }

    private static Set<DeviceId> devices(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(each -> DeviceId.ofHex(each.asText()))
                .collect(Collectors.toSet());
    }

    private static Team team(JsonNode each) {
        Map<MemberId, Member> members = new HashMap<>();
        for (JsonNode entry : each.get("entries")) {
            MemberId id = new MemberId(entry.get("id").asText());
            Set<DeviceId> claimed = devices(entry.get("devices"));
            members.put(id, new Member(id, "", "", Set.of(), Set.of(), List.of(), claimed, Optional.empty(), Meta.NEW));
        }
        Team none = Team.NOT_HERE;
        Team claims = new Team(
                1,
                none.heads(),
                "",
                none.cycles(),
                HashTreePMap.from(members),
                none.statuses(),
                none.boards(),
                none.documents(),
                none.unknown(),
                Attribution.NONE);
        Map<DeviceId, MemberId> log = new HashMap<>();
        each.get("log")
                .properties()
                .forEach(device -> log.put(
                        DeviceId.ofHex(device.getKey()),
                        new MemberId(device.getValue().asText())));
        return claims.by(new Attribution(log));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void saysWhoseDevicesAreWhose_TEAM10(String name, JsonNode each) {
        Team team = team(each);
        each.get("memberOf")
                .properties()
                .forEach(expected -> assertThat(team.memberOf(DeviceId.ofHex(expected.getKey()))
                                .map(member -> member.id().hex()))
                        .isEqualTo(
                                expected.getValue().isNull()
                                        ? Optional.empty()
                                        : Optional.of(expected.getValue().asText())));
        each.get("devicesOf")
                .properties()
                .forEach(expected -> assertThat(team.devicesOf(
                                team.member(new MemberId(expected.getKey())).orElseThrow()))
                        .isEqualTo(devices(expected.getValue())));
    }
}
