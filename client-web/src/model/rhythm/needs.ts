/** What waits for one member (RHY-5). */

import type { Card } from "../board";
import { type Instant, printDay } from "../calendar/time";
import { type BoardId, type CardId, compare, type DocumentId, type MemberId } from "../ids";
import type { CardLine, Change } from "./change";
import type { Matters, Remark } from "./matters";
import { cardTarget, firstLine, type Names, type Person, type Target } from "./names";
import type { BoardState } from "./state";

/** The most pressing first. */
const NEED_KINDS = ["decision", "blocker", "mention", "conflict", "overdue", "reason", "new"] as const;
export type NeedKind = (typeof NEED_KINDS)[number];

/** Something that waits for the reader. */
export interface Need {
  readonly kind: NeedKind;
  readonly target: Target;
  /** The rest of a sentence after the target's title. */
  readonly text: string;
  /** Who asks. */
  readonly by: Person | undefined;
  /** A deadline, where there is one. */
  readonly until: Instant | undefined;
}

/** Fields of a card that were written by two at once. */
export function conflictFields(card: Card): string {
  return [...new Set(card.meta.conflicts.map(({ field }) => field))].join(", ");
}

export class Needs {
  private readonly targets = new Map<string, Target>();
  private readonly needs: Need[] = [];

  /** @param boards those that are not in the trash */
  constructor(
    private readonly reader: MemberId,
    private readonly names: Names,
    private readonly boards: ReadonlyMap<BoardId, BoardState>,
  ) {}

  /** @param today in the reader's zone */
  of(matters: Matters, moved: readonly CardLine[], still: readonly CardLine[], today: number): Need[] {
    for (const { document, waitingFor, standing, deadline } of matters.decisions) {
      if (!waitingFor.includes(this.reader) || standing === "over") continue;
      this.add("decision", this.names.documentTarget(document), "waits for your answer", undefined, deadline);
    }
    for (const [id, board] of this.boards) {
      for (const card of board.cards.values()) {
        if (!card.meta.life.deleted && this.owns(card)) this.card(id, card, printDay(today));
      }
    }
    this.remarks(matters.remarks);
    this.lines(moved, still);
    return this.needs.sort(
      (a, b) => NEED_KINDS.indexOf(a.kind) - NEED_KINDS.indexOf(b.kind) || compare(a.target.title, b.target.title),
    );
  }

  private owns(card: Card): boolean {
    return card.owners.some((owner) => "member" in owner && owner.member === this.reader);
  }

  private card(board: BoardId, card: Card, today: string): void {
    const target = cardTarget(board, card);
    this.targets.set(card.id, target);
    const fields = conflictFields(card);
    if (fields !== "") this.add("conflict", target, `was written by two at once (${fields}): pick one value`);
    const { targetDate } = card;
    if (targetDate !== undefined && targetDate < today && !this.names.isOver(card)) {
      this.add("overdue", target, `was to be done by ${targetDate}`);
    }
  }

  private remarks(remarks: readonly Remark[]): void {
    for (const [i, remark] of remarks.entries()) {
      if (remark.settled || remark.author.member === this.reader) continue;
      const said = `“${firstLine(remark.text)}”`;
      if (remark.blocker && this.targets.has(remark.about)) {
        this.add("blocker", this.target(remark), `is blocked: ${said}`, remark.author);
      } else if (remark.mentions.includes(this.reader) && !this.isAnswered(remark, remarks.slice(i + 1))) {
        this.add("mention", this.target(remark), said, remark.author);
      }
    }
  }

  private isAnswered(remark: Remark, later: readonly Remark[]): boolean {
    return later.some((each) => each.about === remark.about && each.author.member === this.reader);
  }

  private target({ about }: Remark): Target {
    const known = this.targets.get(about);
    if (known !== undefined) return known;
    const target = this.find(about);
    this.targets.set(about, target);
    return target;
  }

  private find(id: string): Target {
    for (const [board, { cards }] of this.boards) {
      const card = cards.get(id as CardId);
      if (card !== undefined) return cardTarget(board, card);
    }
    return this.names.documentTarget(id as DocumentId);
  }

  private lines(moved: readonly CardLine[], still: readonly CardLine[]): void {
    const mine = ({ owners }: CardLine) => owners.some(({ member }) => member === this.reader);
    for (const line of still.filter(mine)) {
      if (line.why === undefined || line.why.source === "none") {
        this.add("reason", line.card, "did not move: say why in a line");
      }
    }
    for (const line of moved.filter(mine)) {
      const owners = line.changes.find(({ what }) => what === "owners");
      if (owners !== undefined && this.isNews(owners)) this.add("new", line.card, "is yours now");
    }
  }

  /** Somebody else made the reader an owner. */
  private isNews({ from, by }: Change): boolean {
    const { name } = this.names.ofMember(this.reader);
    const before = from?.split(", ").includes(name) ?? false;
    return !before && by.every(({ member }) => member !== this.reader);
  }

  private add(kind: NeedKind, target: Target, text: string, by?: Person, until?: Instant): void {
    this.needs.push({ kind, target, text, by, until });
  }
}
