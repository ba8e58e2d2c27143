/** Who is who: names, initials and colours of owners and of whoever wrote something. */
import { compare, type DeviceId, type MemberId } from "../../../model/ids";
import type { Member } from "../../../model/team";
import { type Owner, ownerText } from "../../../model/values";

export interface Person {
  readonly name: string;
  readonly initials: string;
  /** 0 to 7: a colour of the theme. */
  readonly hue: number;
}

export class People {
  private readonly byMember = new Map<MemberId, Member>();
  private readonly byDevice = new Map<DeviceId, Member>();
  /** Sorted by name. */
  readonly members: readonly Member[];

  constructor(
    members: readonly Member[],
    private readonly device: DeviceId,
  ) {
    this.members = [...members].sort((a, b) => compare(a.name, b.name));
    for (const member of members) {
      this.byMember.set(member.id, member);
      for (const device of member.devices) if (!this.byDevice.has(device)) this.byDevice.set(device, member);
    }
  }

  /** Whose browser this is. */
  get me(): Member | undefined {
    return this.byDevice.get(this.device);
  }

  of(device: DeviceId): Member | undefined {
    return this.byDevice.get(device);
  }

  nameOf(device: DeviceId): string | undefined {
    return this.byDevice.get(device)?.name;
  }

  member(id: MemberId): Member | undefined {
    return this.byMember.get(id);
  }

  person(owner: Owner): Person | undefined {
    const name = "member" in owner ? this.byMember.get(owner.member)?.name : owner.name;
    return name === undefined ? undefined : { name, initials: initialsOf(name), hue: hueOf(ownerText(owner)) };
  }
}

export function initialsOf(name: string): string {
  const words = name.split(/[\s._-]+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const letters = (word: string | undefined) => [...(word ?? "")].find((c) => /[\p{L}\p{N}]/u.test(c)) ?? "";
  const [first, last] = [words[0], words.length > 1 ? words.at(-1) : undefined];
  const initials = last === undefined ? [...(first ?? "?")].slice(0, 2).join("") : letters(first) + letters(last);
  return initials.toUpperCase();
}

/** The same for the same text everywhere. */
export function hueOf(text: string): number {
  let hash = 7;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) >>> 0;
  return hash % 8;
}
