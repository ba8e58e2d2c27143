package dev.meridian.cli.view;

import dev.meridian.cli.output.Json;
import dev.meridian.model.automerge.DeviceId;
import dev.meridian.model.id.MemberId;
import dev.meridian.model.team.Member;
import dev.meridian.model.team.Team;
import dev.meridian.model.value.Owner;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;

/** Names for devices, members and owners. */
public record People(Team team) {

    private static final int DIGITS_SHOWN = 8;

    public String name(DeviceId device) {
        return team.memberOf(device)
                .map(Member::name)
                .orElseGet(() -> "device " + device.hex().substring(0, DIGITS_SHOWN));
    }

    /** {@code Ines and Kenji}. */
    public String names(Collection<DeviceId> devices) {
        return devices.stream().map(this::name).distinct().collect(Collectors.joining(" and "));
    }

    public String name(Owner owner) {
        return switch (owner) {
            case Owner.Named named -> named.name();
            case Owner.OfMember of -> name(of.member());
        };
    }

    public String name(MemberId member) {
        return Optional.ofNullable(team.members().get(member))
                .map(Member::name)
                .orElseGet(() -> "member " + member.hex().substring(0, DIGITS_SHOWN));
    }

    Json json(DeviceId device) {
        return Json.object()
                .put("device", device.hex())
                .put("member", team.memberOf(device).map(member -> member.id().hex()))
                .put("name", name(device));
    }

    Json json(Owner owner) {
        Optional<String> member =
                owner instanceof Owner.OfMember of ? Optional.of(of.member().hex()) : Optional.empty();
        return Json.object().put("member", member).put("name", name(owner));
    }
}
