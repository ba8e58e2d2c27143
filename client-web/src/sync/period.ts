/** How a workspace was at one place of its log, how it is or was later, and what happened in between: replayed apart from the documents in memory. */
import { Replica } from "../model/automerge/replica";
import { BoardDocument } from "../model/board";
import type { Frontier } from "../model/calendar/forms";
import { CommentsDocument } from "../model/commentsDocument";
import type { BoardId } from "../model/ids";
import { type Happening, Witness } from "../model/rhythm/happenings";
import type { Period } from "../model/rhythm/matters";
import {
  BoardState,
  NO_TEAM,
  type TeamState,
  type TextState,
  teamState,
  textState,
  WorkspaceState,
} from "../model/rhythm/state";
import { TeamDocument } from "../model/team";
import { TextDocument } from "../model/textDocument";
import { type Attribution, attributed } from "../model/whose";
import { type ActorId, commentsOf, type DocumentId, deviceOfActor } from "../protocol/ids";
import type { Ledger } from "./ledger";
import { type AnyDocument, KINDS, wrapped } from "./library";
import { breathe, byPlace, documentsOf, type Past, type PastChange, place, type Run, together } from "./past";
import { StoreDamaged } from "./standing";

/** What is replayed is never written to. */
const NOBODY = "0".repeat(48) as ActorId;

interface Placed {
  readonly place: number;
  readonly ordinal: number;
  readonly happening: Happening;
}

/** @param until undefined for how it is now, with what is not sent yet */
export async function periodOf(
  ledger: Ledger,
  past: Past,
  run: Run,
  from: Frontier,
  until: Frontier | undefined,
): Promise<Period> {
  const last = until === undefined ? Number.POSITIVE_INFINITY : Math.max(from.position, until.position);
  const before = new Gathered(ledger.standing.attribution);
  const after = new Gathered(ledger.standing.attribution);
  const placed: Placed[] = [];
  const receipts = await past.receipts.all();
  for (const id of ledger.index.all()) {
    if (ledger.library.about(id) !== id) continue; // with what it is about
    const quiet = await run(async () => {
      const { plan } = await ledger.library.slot(id);
      const rows = documentsOf(id).flatMap((each) => ledger.index.of(each));
      const accepted = rows.filter(({ state }) => state === "ACCEPTED");
      if (plan === undefined || accepted.length === 0) return true;
      if (accepted.some((row) => place(row) > Math.min(from.position, last))) return false;
      // Nothing came: as it is here.
      before.add(id, plan);
      after.take(id, before);
      return true;
    });
    if (quiet) continue;
    const said = documentsOf(id).length > 1 ? await past.changes(commentsOf(id)) : [];
    const changes = { own: await past.changes(id), said };
    placed.push(...(await replay(id, changes, from.position, last, before, after, receipts)));
  }
  placed.sort((a, b) => compareNumbers(a.place, b.place) || a.ordinal - b.ordinal);
  return {
    from,
    to: until ?? (await past.frontier(Number.MAX_SAFE_INTEGER)),
    before: before.state(),
    after: after.state(),
    happenings: placed.map(({ happening }) => happening),
  };
}

function compareNumbers(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

async function replay(
  id: DocumentId,
  changes: { readonly own: readonly PastChange[]; readonly said: readonly PastChange[] },
  from: number,
  last: number,
  before: Gathered,
  after: Gathered,
  receipts: readonly number[],
): Promise<Placed[]> {
  const all = [...changes.own, ...changes.said]
    .filter(({ row }) => place(row) <= last)
    .sort((a, b) => byPlace(a.row, b.row));
  const old = all.filter(({ row }) => place(row) <= from);
  const kind = kindIn(changes.own);
  if (kind === undefined || all.length === 0) return [];
  const plan = KINDS[kind](new Replica(NOBODY));
  const beside = new CommentsDocument(new Replica(NOBODY));
  if (plan instanceof CommentsDocument) return []; // what it is about is not here
  if (!(plan instanceof TeamDocument)) plan.beside = beside;
  /** Of one document. */
  const receive = (some: readonly PastChange[]) => {
    const to = some[0]?.row.document === id ? plan : beside;
    const { outcomes, changed } = to.receive(some.map(({ chunk }) => ({ chunk, author: undefined })));
    if (outcomes.every(({ type }) => type === "Accepted")) return changed;
    throw new StoreDamaged(`document ${id} cannot be rebuilt from its changes`);
  };
  try {
    const [own, said] = [true, false].map((is) => old.filter(({ row }) => (row.document === id) === is));
    if (own !== undefined && own.length > 0) {
      receive(own);
      if (said !== undefined && said.length > 0) receive(said);
      before.add(id, plan);
    }
    const witness = new Witness(id, plan);
    const placed: Placed[] = [];
    for (const group of together(all.slice(old.length), ({ row }) => row)) {
      const acts = witness.tell(receive(group));
      const { row } = group[0]!;
      const receivedAt = row.pos === undefined ? undefined : receipts[row.pos - 1];
      const author = deviceOfActor(row.actor);
      const happening = { document: id, position: row.pos ?? 0, receivedAt, author, acts };
      placed.push({ place: place(row), ordinal: row.ordinal, happening });
      await breathe();
    }
    after.add(id, plan);
    return placed;
  } finally {
    beside.close();
    plan.close();
  }
}

/** Which kind of document its changes make. */
function kindIn(changes: readonly PastChange[]) {
  const replica = new Replica(NOBODY);
  try {
    replica.apply(changes.slice(0, 1).map(({ chunk }) => ({ chunk, author: undefined })));
    return wrapped(replica)?.kind;
  } finally {
    replica.close();
  }
}

/** Documents by what they are, as they were when they were added. */
class Gathered {
  private team: TeamState = NO_TEAM;
  private readonly boards = new Map<BoardId, BoardState>();
  private readonly documents = new Map<DocumentId, TextState>();

  constructor(private readonly attribution: Attribution) {}

  add(id: DocumentId, plan: AnyDocument): void {
    if (plan instanceof TeamDocument) {
      const team = teamState(plan);
      this.team = { ...team, members: attributed(team.members, this.attribution) };
    } else if (plan instanceof BoardDocument) this.boards.set(id, BoardState.of(plan));
    else if (plan instanceof TextDocument) this.documents.set(id, textState(plan));
  }

  /** The same as another has. */
  take(id: DocumentId, other: Gathered): void {
    const board = other.boards.get(id);
    const text = other.documents.get(id);
    if (board !== undefined) this.boards.set(id, board);
    else if (text !== undefined) this.documents.set(id, text);
    else this.team = other.team;
  }

  state(): WorkspaceState {
    const sorted = <V>(map: ReadonlyMap<DocumentId, V>) => new Map([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
    return new WorkspaceState(this.team, sorted(this.boards), sorted(this.documents));
  }
}
