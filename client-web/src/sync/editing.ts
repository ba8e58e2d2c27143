/**
 * Edits of documents: applied, stored with what they wrote, and kept so that they can be taken back. Runs within its workspace, which does one thing after the
 * other.
 */
import type { Touched } from "../model/automerge/touched";
import { BoardDocument } from "../model/board";
import type { CommentsDocument } from "../model/commentsDocument";
import { type Part, routed } from "../model/discussionRoute";
import type { Subject } from "../model/ids";
import { type CommentsIntent, IntentRefused, isDiscussion, type Warning } from "../model/intents";
import type { Edited, PlanDocument } from "../model/planDocument";
import { findThing } from "../model/schema";
import { TextDocument } from "../model/textDocument";
import type { Direction, Reverted } from "../model/undo/revert";
import { type HistoryState, UndoStack, type Step as UndoStep } from "../model/undo/undoStack";
import type { Candidate, Field } from "../model/values";
import { commentsOf, type DocumentId, TEAM_DOCUMENT } from "../protocol/ids";
import type { StoreWrite } from "../store/workspaceStore";
import { NotAllowed, type Step, type WorkspaceEvent } from "./events";
import type { Ledger } from "./ledger";
import { type AnyDocument, asKind } from "./library";
import { UNWATCHED, type Work } from "./work";

/** How an edit is to be taken back: not at all where this is left out. Edits in a row with the same group are one step. */
export interface Undoable {
  readonly group?: string;
}

/** What taking back came to. `skipped` fields have been written by somebody else since and stay as they are. */
export interface Undone {
  readonly done: boolean;
  readonly skipped: number;
}

interface Touch {
  readonly document: DocumentId;
  readonly plan: AnyDocument;
  readonly edited: Edited;
}

type Touching = (document: DocumentId, plan: AnyDocument, edit: () => Edited) => Edited;

type AnyIntent = Step["intents"][number] | CommentsIntent;

/** What is written into one document, with its place in the step. */
interface Written {
  readonly document: DocumentId;
  readonly plan: AnyDocument;
  readonly parts: readonly Part<AnyIntent>[];
}

/** A list cut where talk begins and ends: what is talked about may be made before it, and deleted after it. */
function runsOf(intents: Step["intents"], cut: boolean): Part<AnyIntent>[][] {
  const runs: Part<AnyIntent>[][] = [];
  for (const [index, intent] of intents.entries()) {
    const last = runs.at(-1);
    const goesOn = last?.[0] !== undefined && (!cut || isDiscussion(last[0].intent) === isDiscussion(intent));
    if (goesOn) last.push({ index, intent });
    else runs.push([{ index, intent }]);
  }
  return runs;
}

/** A refusal names the intent's place in the whole step. */
function applied(plan: AnyDocument, parts: readonly Part<AnyIntent>[]): Edited {
  try {
    return (plan as PlanDocument<{ intent: string }>).apply(parts.map(({ intent }) => intent));
  } catch (e) {
    if (e instanceof IntentRefused) throw new IntentRefused(parts[e.index]?.index ?? e.index, e.message);
    throw e;
  }
}

/** The document of comments beside another, where that holds a thread or comment. */
function besideHolding(plan: AnyDocument | undefined, subject: Subject): CommentsDocument | undefined {
  const comments = plan instanceof BoardDocument || plan instanceof TextDocument ? plan.beside : undefined;
  const map = comments && findThing((object, key) => comments.replica.tree.at(object, key), subject);
  return map === undefined ? undefined : comments;
}

const NOTHING: Edited = { changes: [], warnings: [], changed: { subjects: [], root: false, text: false } };

export class Editing {
  private readonly undoing = new UndoStack();
  private readonly toldHistory = new Map<DocumentId, string>();

  /** @param wrote is called after what was written is durable and told */
  constructor(
    private readonly ledger: Ledger,
    private readonly tell: (event: WorkspaceEvent) => void,
    private readonly wrote: () => void,
  ) {}

  /** Changes that this engine did not make, or that cannot be taken back, touched these. */
  heard(document: DocumentId, touched: Touched): void {
    this.undoing.heard(document, touched);
  }

  /** Carries out steps, all or nothing (STORE-3). @throws IntentRefused, NotAllowed, StoreFault, Cancelled */
  async carryOut(steps: readonly Step[], undo?: Undoable, work: Work = UNWATCHED): Promise<readonly Warning[]> {
    const warnings: Warning[] = [];
    const touches = await this.write(async (touch) => {
      for (const [done, step] of steps.entries()) {
        await work.at(steps.length + done, 2 * steps.length);
        const document = step.kind === "team" ? TEAM_DOCUMENT : step.document;
        const plan = asKind(await this.ledger.library.slot(document), step.kind);
        if (plan === undefined) throw new RangeError(`document ${document} is not a ${step.kind}`);
        const comments = plan.kind === "team" ? undefined : await this.ledger.library.comments(document);
        for (const run of runsOf(step.intents, comments !== undefined)) {
          for (const each of await this.written(document, plan, comments, run)) {
            // The step's kind and the document's are the same by now.
            const edited = touch(each.document, each.plan, () => applied(each.plan, each.parts));
            warnings.push(...edited.warnings);
          }
        }
      }
    });
    this.keep(touches, undo);
    return warnings;
  }

  /** Into which documents a part of a step is written: what is said goes where it lies, or beside (DISC-31, DISC-32). */
  private async written(
    document: DocumentId,
    plan: AnyDocument,
    comments: CommentsDocument | undefined,
    run: readonly Part<AnyIntent>[],
  ): Promise<readonly Written[]> {
    const said = run.flatMap(({ index, intent }) => (isDiscussion(intent) ? [{ index, intent }] : []));
    const isTalked = plan instanceof BoardDocument || plan instanceof TextDocument;
    if (comments === undefined || said.length === 0 || !isTalked) return [{ document, plan, parts: run }];
    plan.beside = comments;
    const threads = plan instanceof BoardDocument ? plan.board.threads() : plan.threads();
    const { replica } = plan;
    const to = routed(said, { replica, threads, whyNoTalk: (topic) => plan.whyNoTalk(topic) });
    return [
      { document, plan, parts: to.content },
      { document: commentsOf(document), plan: comments, parts: to.comments },
    ].filter(({ parts }) => parts.length > 0);
  }

  /** Takes back the last undoable edit of this engine that touched a document, or does again what was taken back last (UNDO-1). */
  async revert(document: DocumentId, direction: Direction): Promise<Undone> {
    const step = this.undoing.last(document, direction);
    if (step === undefined) return { done: false, skipped: 0 };
    const heads = await this.headsOfOwn(step);
    const reverts: Reverted[] = [];
    let skipped = 0;
    const written = this.write(async (touch) => {
      for (const [part, items] of step.parts) {
        const { plan } = await this.ledger.library.slot(part);
        if (plan === undefined) continue;
        touch(part, plan, () => {
          const reverted = this.undoing.revert(part, plan, items, direction, (id) => heads.get(id));
          reverts.push(reverted);
          skipped += reverted.skipped;
          return reverted.edited;
        });
      }
    });
    try {
      await written;
    } catch (e) {
      for (const each of reverts) each.abandon();
      throw e;
    }
    for (const each of reverts) each.settle();
    this.undoing.turn(step, direction);
    this.tellHistory([...step.parts.keys()]);
    return { done: true, skipped };
  }

  /** Settles a conflict with one of the values that stand there. One step to be taken back. @returns false where that value is not there any more */
  async pick(document: DocumentId, subject: Subject, field: Field, candidate: Candidate): Promise<boolean> {
    let picked = true;
    const touches = await this.write(async (touch) => {
      const slot = await this.ledger.library.slot(document);
      const home =
        subject.kind === "thread" || subject.kind === "comment" ? besideHolding(slot.plan, subject) : undefined;
      const plan = home ?? slot.plan;
      if (plan === undefined) return;
      touch(home === undefined ? document : commentsOf(document), plan, () => {
        const edited = plan.pick(subject, field, candidate);
        picked = edited !== undefined;
        return edited ?? NOTHING;
      });
    });
    this.keep(touches, {});
    return picked;
  }

  /** Whether there is something to take back, or to do again, in a document. */
  historyOf(document: DocumentId): HistoryState {
    return this.undoing.state(document);
  }

  /** Heads of boards and documents that nobody but this engine has written in: what their deletion may cite (LIFE-8). */
  private async headsOfOwn(step: UndoStep): Promise<ReadonlyMap<string, readonly string[]>> {
    const { index, library } = this.ledger;
    const found = new Map<string, readonly string[]>();
    if (!step.parts.has(TEAM_DOCUMENT)) return found;
    const { plan } = await library.slot(TEAM_DOCUMENT);
    for (const { map } of step.parts.get(TEAM_DOCUMENT) ?? []) {
      const id = plan?.replica.tree.place(map)?.key as DocumentId | undefined;
      if (id === undefined || index.of(id).some((row) => row.actor !== library.actor)) continue;
      found.set(id, (await library.slot(id)).plan?.heads() ?? []);
    }
    return found;
  }

  /** Runs edits of documents and stores what they wrote: all of it or nothing. */
  private async write(edits: (touch: Touching) => Promise<void>): Promise<readonly Touch[]> {
    const { ledger } = this;
    const ahead = new Set<DocumentId>();
    const touches: Touch[] = [];
    try {
      await edits((document, plan, edit) => {
        if (!ledger.standing.mayWriteIn(document)) throw new NotAllowed(ledger.named(ledger.standing.whyNot));
        ahead.add(document);
        const edited = edit();
        touches.push({ document, plan, edited });
        return edited;
      });
      await ledger.library.write(touches.flatMap((touch) => this.rows(touch)));
    } catch (e) {
      // A document that went ahead of the store comes back from it as it was.
      for (const document of ahead) {
        ledger.library.forget(document);
        this.tell({ type: "Reset", document });
      }
      throw e;
    }
    for (const { document, edited } of touches) this.tell({ type: "Changed", document, changed: edited.changed });
    this.wrote();
    return touches;
  }

  /** Keeps what was written so that it can be taken back; where it is not to be, it counts as somebody else's. */
  private keep(touches: readonly Touch[], undo: Undoable | undefined): void {
    if (undo === undefined) {
      for (const { document, edited } of touches) {
        for (const { touched } of edited.changes) this.heard(document, touched);
      }
      return;
    }
    const edits = touches.map(({ document, plan, edited }) => ({ document, plan, changes: edited.changes }));
    this.undoing.record(edits, undo.group);
    this.tellHistory(touches.map(({ document }) => document));
  }

  private rows({ document, edited }: Touch): StoreWrite[] {
    const { index, library } = this.ledger;
    return edited.changes.map(({ change }) => {
      const row = {
        ordinal: index.nextOrdinal(),
        document,
        hash: change.hash,
        actor: library.actor,
        seq: change.seq,
        pos: undefined,
        state: "ACCEPTED" as const,
        unsealed: true,
      };
      return { write: "change", row, chunk: change.chunk };
    });
  }

  private tellHistory(documents: readonly DocumentId[]): void {
    for (const document of new Set(documents.map((each) => this.ledger.library.about(each)))) {
      const history = this.historyOf(document);
      const told = JSON.stringify(history);
      if (this.toldHistory.get(document) === told) continue;
      this.toldHistory.set(document, told);
      this.tell({ type: "History", document, history });
    }
  }
}
