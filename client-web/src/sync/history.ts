/** A workspace's past, replayed from the stored log, and what its reader has seen of it. Needs no network. */
import { type Board, BoardDocument } from "../model/board";
import type { ThingKind } from "../model/boardDiff";
import type { Frontier } from "../model/calendar/forms";
import type { Subject } from "../model/ids";
import { isEntryDeleted, memberOf, TeamDocument } from "../model/team";
import { TextDocument } from "../model/textDocument";
import { attributed } from "../model/whose";
import { commentsOf, type DocumentId, TEAM_DOCUMENT } from "../protocol/ids";
import type { Ledger } from "./ledger";
import type { AnyDocument } from "./library";
import { type Moment, Past, type Replay, type Run, type Since } from "./past";
import { type BoardChanges, SinceThen } from "./since";
import { type Act, type AuthoredRange, type FieldAct, WhoWrote } from "./whoWrote";

/** Something in the trash, who put it there and when. */
export type Trashed = Act &
  (
    | { readonly kind: "board" | "document"; readonly id: string; readonly title: string }
    | { readonly kind: ThingKind; readonly board: DocumentId; readonly id: string; readonly title: string }
  );

/** A document as it was. */
export interface AsOf<T> {
  readonly frontier: Frontier;
  readonly state: T;
}

export class WorkspaceHistory {
  private readonly past: Past;
  private readonly sinceThen: SinceThen;
  /** The document that is travelled in, forwards from where it was last asked for. */
  private travelled: { readonly document: DocumentId; readonly replay: Replay; readonly end: number } | undefined;
  private travelling: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly ledger: Ledger,
    private readonly run: Run,
  ) {
    this.past = new Past(ledger, run);
    this.sinceThen = new SinceThen(this.past);
  }

  /** The frontier from which on something is asked for. */
  async frontier(since: Since): Promise<Frontier> {
    switch (since.type) {
      case "Position":
        return this.past.frontier(since.position);
      case "Time":
        return this.past.frontierAt(since.millis);
      case "Looked": {
        const looked = (await this.me())?.looked;
        return looked === undefined ? this.past.frontier(0) : this.past.here(looked);
      }
    }
  }

  /** This home's member; undefined where it is nobody's yet. */
  async me() {
    return this.run(async () => {
      const { plan } = await this.ledger.library.slot(TEAM_DOCUMENT);
      if (!(plan instanceof TeamDocument)) return undefined;
      return memberOf({ members: attributed(plan.team.members, this.ledger.standing.attribution) }, this.ledger.device);
    });
  }

  async changedSince(board: DocumentId, since: Since): Promise<BoardChanges> {
    return this.sinceThen.changes(board, await this.frontier(since));
  }

  moments(document: DocumentId): Promise<readonly Moment[]> {
    return this.past.moments(document);
  }

  /** A board as of then, read by `read`; undefined where it was not there yet. The live one is left alone. */
  async boardAt<T>(board: DocumentId, at: Since, read: (board: Board) => T): Promise<AsOf<T | undefined>> {
    return this.at(board, at, (plan) => (plan instanceof BoardDocument ? read(plan.board) : undefined));
  }

  async textAt(document: DocumentId, at: Since): Promise<AsOf<string | undefined>> {
    return this.at(document, at, (plan) => (plan instanceof TextDocument ? plan.text : undefined));
  }

  private at<T>(document: DocumentId, at: Since, read: (plan: AnyDocument | undefined) => T): Promise<AsOf<T>> {
    const answer = this.travelling.then(async () => {
      const frontier = await this.frontier(at);
      const replay = await this.travel(document, frontier.position);
      return { frontier, state: read(replay.plan) };
    });
    this.travelling = answer.catch(() => undefined); // whoever asked hears of it
    return answer;
  }

  private async travel(document: DocumentId, position: number): Promise<Replay> {
    const { travelled } = this;
    // Forwards only, and only as far as the log went when its changes were read.
    const goesOn =
      travelled?.document === document && travelled.replay.position <= position && position <= travelled.end;
    if (!goesOn) this.arrive();
    const end = this.ledger.standing.log().pos;
    const replay = goesOn ? travelled.replay : await this.past.replay(document);
    if (!goesOn) this.travelled = { document, replay, end };
    await replay.to(position);
    return replay;
  }

  /** Back in the present: what was held for travelling goes. */
  arrive(): void {
    this.travelled?.replay.close();
    this.travelled = undefined;
  }

  /** Who wrote the fields of a thing that show. */
  async fields(document: DocumentId, subject: Subject): Promise<readonly FieldAct[]> {
    const own = await this.wrote(document, (who) => who.fields(subject), []);
    const isSaid = subject.kind === "thread" || subject.kind === "comment";
    return own.length > 0 || !isSaid ? own : this.wrote(document, (who) => who.fields(subject), [], true);
  }

  /** Who wrote which part of a document's text. */
  async ranges(document: DocumentId): Promise<readonly AuthoredRange[]> {
    return this.wrote(document, (who) => who.ranges(), []);
  }

  private async wrote<T>(document: DocumentId, read: (who: WhoWrote) => T, none: T, isBeside = false): Promise<T> {
    const millis = await this.past.receipts.all();
    return this.run(async () => {
      const { plan } = await this.ledger.library.slot(document);
      const beside =
        isBeside && (plan instanceof BoardDocument || plan instanceof TextDocument) ? plan.beside : undefined;
      const found = beside ?? plan;
      const of = beside === undefined ? document : commentsOf(document);
      return found === undefined ? none : read(new WhoWrote(found, of, this.ledger.index, millis));
    });
  }

  /** Everything in the trash: boards and documents, and what lies in the trash of boards that are there. */
  async trash(): Promise<readonly Trashed[]> {
    const millis = await this.past.receipts.all();
    return this.run(async () => {
      const { index, library } = this.ledger;
      const { plan: team } = await library.slot(TEAM_DOCUMENT);
      if (!(team instanceof TeamDocument)) return [];
      const who = new WhoWrote(team, TEAM_DOCUMENT, index, millis);
      const found: Trashed[] = [];
      for (const [kind, entries] of [
        ["board", team.team.boards] as const,
        ["document", team.team.documents] as const,
      ]) {
        for (const entry of entries.values()) {
          const { plan } = await library.slot(entry.id);
          const { id, title } = entry;
          if (isEntryDeleted(entry, plan?.heads() ?? [])) found.push({ kind, id, title, ...actOf(who, { kind, id }) });
          else if (plan instanceof BoardDocument) {
            found.push(...trashOf(plan, id, new WhoWrote(plan, id, index, millis)));
          }
        }
      }
      return found;
    });
  }
}

function trashOf({ board }: BoardDocument, id: DocumentId, who: WhoWrote): Trashed[] {
  const found: Trashed[] = [];
  for (const [kind, things] of [
    ["card", board.cards] as const,
    ["group", board.groups] as const,
    ["dependency", board.dependencies] as const,
  ]) {
    for (const thing of things.values()) {
      if (!thing.meta.life.deleted) continue;
      const subject: Subject = { kind, id: thing.id };
      found.push({ kind, board: id, id: thing.id, title: thing.title, ...actOf(who, subject) });
    }
  }
  return found;
}

function actOf(who: WhoWrote, subject: Subject): Act {
  const act = who.life(subject);
  if (act === undefined) throw new Error(`${subject.kind} ${subject.id} is in no place`);
  return act;
}
