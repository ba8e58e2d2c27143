/** A member, as the log knows one. */
import { Role } from "../gen/meridian/v1/log_pb";
import type { DeviceId } from "../protocol/ids";

/** PENDING: joined by an invite that asks for approval, and has none yet. */
export type PersonState = "PENDING" | "MEMBER" | "REMOVED";

export interface Person {
  /** The device that it came with, which may be gone by now. */
  readonly id: DeviceId;
  readonly role: Role;
  readonly state: PersonState;
  /** Those that act for it, in the order they came; none when it is removed. */
  readonly devices: readonly DeviceId[];
  readonly recovery: DeviceId | undefined;
}

/** Whether it is a member that owns the workspace. */
export function isOwner(person: Person): boolean {
  return person.state === "MEMBER" && person.role === Role.OWNER;
}

/** Its devices, its recovery device with them. */
export function allDevices({ devices, recovery }: Person): readonly DeviceId[] {
  return recovery === undefined ? devices : [...devices, recovery];
}

export function withoutDevice(person: Person, device: DeviceId): Person {
  const recovery = person.recovery === device ? undefined : person.recovery;
  return { ...person, devices: person.devices.filter((each) => each !== device), recovery };
}
