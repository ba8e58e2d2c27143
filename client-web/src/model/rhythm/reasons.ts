/** Finds why cards of one board moved or did not: in what people said, else in arrows and decisions that wait (RHY-4). */
import type { Card } from "../board";
import type { UpdateLine } from "../values";
import type { Attribution } from "./attribution";
import { NO_REASON, type Why, type WhySource } from "./change";
import type { DecisionFact, Matters, Remark } from "./matters";
import { firstLine, type Names, personKey } from "./names";
import type { BoardState } from "./state";

const CARDS_NAMED_MAX = 3;

export class Reasons {
  private readonly remarks = new Map<string, Remark[]>();
  private readonly waiting = new Map<string, DecisionFact>();

  constructor(
    private readonly before: BoardState,
    private readonly after: BoardState,
    private readonly names: Names,
    private readonly attribution: Attribution,
    matters: Matters,
  ) {
    for (const each of matters.remarks) this.remarks.set(each.about, [...(this.remarks.get(each.about) ?? []), each]);
    for (const each of matters.decisions) if (each.standing !== "over") this.waiting.set(each.document, each);
  }

  /** Why a card stood still. */
  ofStill(card: Card): Why {
    return this.said(card, true) ?? this.waitsFor(card) ?? this.undecided(card) ?? NO_REASON;
  }

  /** Why a card moved; "no reason given" only where the changes ask for one: it slipped, went back, or was given up. */
  ofMoved(card: Card, asksForReason: boolean): Why | undefined {
    return asksForReason ? this.ofStill(card) : (this.said(card, false) ?? this.freed(card));
  }

  private said(card: Card, heldUp: boolean): Why | undefined {
    return this.line(card) ?? this.remarked(card, heldUp);
  }

  /** The last line of the weekly update that is new in this period: an owner's, else anybody's. */
  private line(card: Card): Why | undefined {
    const same = (a: UpdateLine, b: UpdateLine) => a.week === b.week && a.member === b.member && a.text === b.text;
    const old = this.before.cards.get(card.id)?.updates ?? [];
    const fresh = card.updates.filter((each) => !old.some((other) => same(each, other)));
    const isOwner = ({ member }: UpdateLine) =>
      card.owners.some((owner) => "member" in owner && owner.member === member);
    const best = fresh.findLast(isOwner) ?? fresh.at(-1);
    if (best === undefined) return undefined;
    const { text, member } = best;
    return { source: "update", text, by: this.names.ofMember(member), at: this.attribution.at(card.id, "why") };
  }

  private remarked(card: Card, heldUp: boolean): Why | undefined {
    const about = this.remarks.get(card.id) ?? [];
    const blocker = heldUp ? about.findLast((each) => each.blocker && !each.settled) : undefined;
    if (blocker !== undefined) return why("blocker", blocker);
    const recent = about.filter((each) => !each.blocker && each.fresh);
    const owners = new Set(this.names.owners(card).map(personKey));
    // The last by an owner, else by anybody.
    const comment = recent.findLast(({ author }) => owners.has(personKey(author))) ?? recent.at(-1);
    return comment === undefined ? undefined : why("comment", comment);
  }

  private waitsFor(card: Card): Why | undefined {
    const open = this.openBlockers(card).map((blocker) => {
      const status = this.names.status(blocker);
      return firstLine(blocker.title) + (status === undefined ? "" : ` (${status.name})`);
    });
    return open.length === 0 ? undefined : arrow(`waits for ${listed(open)}`);
  }

  private freed(card: Card): Why | undefined {
    const done = this.after.blockersOf(card.id).filter((blocker) => {
      const was = this.before.cards.get(blocker.id);
      return this.names.isOver(blocker) && was !== undefined && was.status !== blocker.status;
    });
    const titles = done.map(({ title }) => firstLine(title));
    return titles.length === 0 ? undefined : arrow(`no longer waits for ${listed(titles)}`);
  }

  private undecided(card: Card): Why | undefined {
    const document = card.documents.find((each) => this.waiting.has(each));
    if (document === undefined) return undefined;
    const text = `waits for the decision on ${this.names.document(document)}`;
    return { source: "decision", text, by: undefined, at: undefined };
  }

  /** Cards that this one waits for and that are not over, by rising id. */
  openBlockers(card: Card): Card[] {
    return this.after.blockersOf(card.id).filter((blocker) => !this.names.isOver(blocker));
  }
}

function why(source: WhySource, { text, author, at }: Remark): Why {
  return { source, text: firstLine(text), by: author, at };
}

function arrow(text: string): Why {
  return { source: "arrow", text, by: undefined, at: undefined };
}

function listed(titles: readonly string[]): string {
  const shown = titles.slice(0, CARDS_NAMED_MAX).join(", ");
  const more = titles.length - CARDS_NAMED_MAX;
  return more > 0 ? `${shown} and ${more} more` : shown;
}
