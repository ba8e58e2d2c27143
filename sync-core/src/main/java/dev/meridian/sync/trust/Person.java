package dev.meridian.sync.trust;

import dev.meridian.proto.v1.Role;
import dev.meridian.sync.id.DeviceId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A member, as the log knows one.
 *
 * @param id the device that it came with, which may be gone by now
 * @param state whether it is one yet, or still
 * @param devices that act for it, in the order they came; none when it is removed
 * @param recovery its recovery device
 */
public record Person(DeviceId id, Role role, State state, List<DeviceId> devices, Optional<DeviceId> recovery) {
    /** Whether somebody is a member. */
    public enum State {
        /** It joined by an invite that asks for approval, and has none yet. */
        PENDING,
        /** It is a member. */
        MEMBER,
        /** It was removed. */
        REMOVED
    }

    /** Copies the list. */
    public Person {
        devices = List.copyOf(devices);
    }

    Person as(Role other) {
        return new Person(id, other, state, devices, recovery);
    }

    Person approved() {
        return new Person(id, role, State.MEMBER, devices, recovery);
    }

    Person removed() {
        return new Person(id, role, State.REMOVED, List.of(), Optional.empty());
    }

    Person with(DeviceId device) {
        return new Person(
                id,
                role,
                state,
                Stream.concat(devices.stream(), Stream.of(device)).toList(),
                recovery);
    }

    Person withRecovery(DeviceId device) {
        return new Person(id, role, state, devices, Optional.of(device));
    }

    Person without(DeviceId device) {
        return new Person(
                id,
                role,
                state,
                devices.stream().filter(each -> !each.equals(device)).toList(),
                recovery.filter(each -> !each.equals(device)));
    }

    /** Its devices, its recovery device with them. */
    Stream<DeviceId> allDevices() {
        return Stream.concat(devices.stream(), recovery.stream());
    }

    /** Whether it is a member that owns the workspace. */
    public boolean isOwner() {
        return state == State.MEMBER && role == Role.ROLE_OWNER;
    }
}
