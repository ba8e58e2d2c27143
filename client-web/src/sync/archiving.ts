/** The whole workspace as an archive or calendar, and an archive into an empty workspace. In the workspace's turn. */
import { type Board, BoardDocument } from "../model/board";
import type { DecisionHistory } from "../model/formats/archive/archivedDecisions";
import { archiveParts } from "../model/formats/archive/archiveExport";
import { restoreParts } from "../model/formats/archive/archiveImport";
import { deadlineOf, writeIcs } from "../model/formats/ics/icsExport";
import type { ImportWarning } from "../model/formats/source";
import { type BoardId, byId, compare, type DocumentId } from "../model/ids";
import { type BoardEntry, type DocumentEntry, isEntryDeleted, TeamDocument } from "../model/team";
import { TextDocument } from "../model/textDocument";
import { TEAM_DOCUMENT, type WorkspaceId } from "../protocol/ids";
import type { Step } from "./events";
import { exportOf } from "./exporting";
import type { DroppedFile, ExportedFile } from "./importing";
import type { Library } from "./library";
import { carryThrough, type Work } from "./work";

/** What the documents do not tell. */
export interface Facts {
  readonly workspace: WorkspaceId;
  /** The position of the log. */
  readonly revision: number;
  /** All in which something was said. */
  readonly decisions: ReadonlyMap<DocumentId, DecisionHistory>;
}

/** A file to be saved that is no text. */
export interface ExportedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What a restore brought, and what it could not bring. */
export interface Restored {
  readonly boards: number;
  readonly documents: number;
  readonly cards: number;
  readonly warnings: readonly ImportWarning[];
}

/** All that is here, read once. */
interface Whole {
  readonly team: TeamDocument;
  readonly boards: ReadonlyMap<BoardId, Board>;
  readonly documents: ReadonlyMap<DocumentId, TextDocument>;
  readonly boardsInOrder: readonly BoardEntry[];
  readonly documentsByTitle: readonly DocumentEntry[];
}

async function wholeOf(library: Library, work: Work): Promise<Whole> {
  const { plan: team } = await library.slot(TEAM_DOCUMENT);
  if (!(team instanceof TeamDocument)) throw new Error("the team document is not here yet");
  const boards = new Map<BoardId, Board>();
  const documents = new Map<DocumentId, TextDocument>();
  const trashed = new Set<DocumentId>();
  const entries = [...team.team.boards.values(), ...team.team.documents.values()];
  for (const [i, entry] of entries.entries()) {
    const { plan } = await library.slot(entry.id);
    if (plan instanceof BoardDocument) boards.set(entry.id, plan.board);
    if (plan instanceof TextDocument) documents.set(entry.id, plan);
    if (isEntryDeleted(entry, plan?.heads() ?? [])) trashed.add(entry.id);
    await work.at(i, 2 * entries.length);
  }
  const isThere = ({ id }: { readonly id: DocumentId }) => !trashed.has(id);
  return {
    team,
    boards,
    documents,
    boardsInOrder: [...team.team.boards.values()].filter(isThere).sort((a, b) => a.order - b.order || byId(a, b)),
    documentsByTitle: [...team.team.documents.values()]
      .filter(isThere)
      .sort((a, b) => compare(a.title, b.title) || byId(a, b)),
  };
}

function calendarOf({ team: { team }, boards, boardsInOrder }: Whole, facts: Facts): string {
  const { workspace, revision, decisions } = facts;
  return writeIcs({
    workspace,
    revision,
    team,
    boards: boardsInOrder.flatMap((entry) => {
      const board = boards.get(entry.id);
      return board === undefined ? [] : [[entry, board] as const];
    }),
    deadlines: [...decisions].flatMap(([document, { decision }]) => deadlineOf(document, decision, team) ?? []),
  });
}

/** Target dates, deadlines and cycles, as calendar programs read them (FMT-ICS). */
export async function exportCalendar(library: Library, facts: Facts, work: Work): Promise<ExportedFile> {
  return { name: "calendar.ics", text: calendarOf(await wholeOf(library, work), facts) };
}

/** Everything in one ZIP, readable without Meridian (FMT-ARCHIVE). */
export async function exportArchive(
  library: Library,
  all: readonly DocumentId[],
  facts: Facts,
  work: Work,
): Promise<ExportedBytes> {
  const whole = await wholeOf(library, work);
  const { team, ...rest } = whole;
  const entries = team.team.boards.size + team.team.documents.size;
  const source = {
    ...rest,
    team: team.team,
    workspaceJson: await exportOf(library, [TEAM_DOCUMENT, ...all]),
    calendar: calendarOf(whole, facts),
    decisions: facts.decisions,
  };
  const bytes = await carryThrough(archiveParts(source), (_, done) =>
    work.at(entries + Math.min(done, entries), 2 * entries),
  );
  return { name: "archive.zip", bytes };
}

/** The steps that bring an archive into a workspace without boards and documents. @throws ImportFailed, and then nothing of it is to be done */
export async function planRestore(
  library: Library,
  file: DroppedFile,
  newId: () => string,
  work: Work,
): Promise<{ readonly steps: readonly Step[]; readonly restored: Restored }> {
  const { plan: team } = await library.slot(TEAM_DOCUMENT);
  if (!(team instanceof TeamDocument)) throw new Error("the team document is not here yet");
  const context = { team: team.team, newId, takeTheirs: false };
  const plan = await carryThrough(restoreParts(context, file.name, file.bytes), ({ done, all }) =>
    work.at(done, 2 * all),
  );
  const steps: Step[] = [{ kind: "team", intents: plan.team }];
  for (const [document, intents] of plan.boards) steps.push({ kind: "board", document, intents });
  for (const [document, intents] of plan.documents) steps.push({ kind: "document", document, intents });
  const { cards, warnings } = plan;
  return { steps, restored: { boards: plan.boards.size, documents: plan.documents.size, cards, warnings } };
}
