/**
 * What everybody last said of a revision. What a person says on one device replaces what they had said there, and whatever they had seen of the other; said at
 * once on two, the most restrictive counts (DEC-50).
 */
import type { MemberId } from "../ids";
import { WORDS, type Word } from "./decision";
import type { ReceivedStatement } from "./statement";

/** Something that somebody said. */
export interface Stance {
  readonly statement: ReceivedStatement;
  readonly word: Word;
  readonly option: string | undefined;
}

export class Stances {
  private readonly byMember = new Map<MemberId, Stance[]>();

  add(stance: Stance): void {
    const { author, device, seen } = stance.statement;
    const before = this.byMember.get(author) ?? [];
    const kept = before.filter(({ statement }) => statement.device !== device && statement.position > seen.position);
    this.byMember.set(author, [...kept, stance]);
  }

  of(member: MemberId): Stance | undefined {
    const all = this.byMember.get(member) ?? [];
    return all.length < 2 ? all[0] : [...all].sort(mostRestrictive)[0];
  }

  speakers(): Iterable<MemberId> {
    return this.byMember.keys();
  }

  clear(): void {
    this.byMember.clear();
  }
}

function mostRestrictive(one: Stance, other: Stance): number {
  return WORDS.indexOf(one.word) - WORDS.indexOf(other.word) || other.statement.position - one.statement.position;
}
