package dev.meridian.model.team;

import dev.meridian.model.automerge.DeviceId;
import dev.meridian.model.id.MemberId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whose each device is by the membership log (TEAM-10). The team document says so too, and every editor writes there: where the two differ the log
 * counts, or an editor could speak in another member's name.
 *
 * @param members by device, also those that are gone: the id that its member's entry bears in the team document
 */
public record Attribution(Map<DeviceId, MemberId> members) {

    /** Of a document of which no log is known: its own word counts. */
    public static final Attribution NONE = new Attribution(Map.of());

    /** Copies the map. */
    public Attribution {
        members = Map.copyOf(members);
    }

    /** Whether a device may speak for an entry, by what the log says. */
    public boolean allows(MemberId entry, DeviceId device) {
        MemberId member = members.get(device);
        return member == null || member.equals(entry) || !members.containsValue(entry);
    }

    /** Whose device it is. */
    Optional<Member> memberOf(DeviceId device, Map<MemberId, Member> entries) {
        MemberId member = members.get(device);
        if (member == null) {
            return claimedBy(Set.of(device), entries.values().stream());
        }
        // Entries have had their members' ids only since there were attributions: before, the claims are all there is.
        return Optional.ofNullable(entries.get(member))
                .or(() -> claimedBy(
                        devicesOf(member),
                        entries.values().stream().filter(entry -> !members.containsValue(entry.id()))));
    }

    private Set<DeviceId> devicesOf(MemberId member) {
        Set<DeviceId> devices = new HashSet<>();
        members.forEach((device, each) -> {
            if (each.equals(member)) {
                devices.add(device);
            }
        });
        return devices;
    }

    private static Optional<Member> claimedBy(Set<DeviceId> devices, Stream<Member> entries) {
        return entries.filter(entry -> entry.devices().stream().anyMatch(devices::contains))
                .min(Comparator.comparing(entry -> entry.id().hex()));
    }

    /** All devices that speak for an entry: the log's, and claimed ones that the log does not know. */
    Set<DeviceId> devicesOf(Member entry, Map<MemberId, Member> entries) {
        Set<DeviceId> devices = new HashSet<>();
        Map<MemberId, Boolean> known = new HashMap<>();
        members.forEach((device, member) -> {
            boolean its = known.computeIfAbsent(
                    member,
                    each -> memberOf(device, entries)
                            .filter(found -> found.id().equals(entry.id()))
                            .isPresent());
            if (its) {
                devices.add(device);
            }
        });
        entry.devices().stream().filter(device -> !members.containsKey(device)).forEach(devices::add);
        return devices;
    }
}
