/** Whom a text names: `@` and a member's name, or as much of it as nobody else begins with. */
import type { MemberId } from "../../../model/ids";
import type { Member } from "../../../model/team";

export function mentionsIn(text: string, members: readonly Member[]): MemberId[] {
  const found = new Set<MemberId>();
  const lower = text.toLowerCase();
  for (let at = lower.indexOf("@"); at >= 0; at = lower.indexOf("@", at + 1)) {
    // In an address of mail nobody is meant.
    if (at > 0 && /[\p{L}\p{N}]/u.test(lower.charAt(at - 1))) continue;
    const member = namedAt(lower.slice(at + 1), members);
    if (member !== undefined) found.add(member.id);
  }
  return [...found];
}

function namedAt(rest: string, members: readonly Member[]): Member | undefined {
  const whole = members
    .filter(({ name }) => rest.startsWith(name.toLowerCase()) && !/^[\p{L}\p{N}]/u.test(rest.slice(name.length)))
    .sort((a, b) => b.name.length - a.name.length);
  if (whole[0] !== undefined) return whole[0];
  const word = /^[\p{L}\p{N}_-]+/u.exec(rest)?.[0];
  const first = word === undefined ? [] : members.filter(({ name }) => name.toLowerCase().split(/\s+/)[0] === word);
  return first.length === 1 ? first[0] : undefined;
}
