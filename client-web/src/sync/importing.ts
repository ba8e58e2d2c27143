/** Files in, files out: which format a file has, and what it does to which board. */
import type { Board } from "../model/board";
import { BoardDocument } from "../model/board";
import { writeCanvas } from "../model/formats/canvas/canvasExport";
import { CANVAS, planCanvas, type Vault } from "../model/formats/canvas/canvasImport";
import { writeCsv } from "../model/formats/csv/csvExport";
import { CSV, planCsv } from "../model/formats/csv/csvImport";
import { type WrittenDocument, writeMarkdown } from "../model/formats/markdown/markdownExport";
import {
  type BoardTarget,
  earlierBoard,
  type ImportContext,
  type ImportPlan,
  type ImportSummary,
} from "../model/formats/merge/boardMerge";
import { stemOf } from "../model/formats/paths";
import { ImportFailed, type ImportWarning, oneLine } from "../model/formats/source";
import type { BoardId, DocumentId } from "../model/ids";
import { type Team, TeamDocument } from "../model/team";
import { TextDocument } from "../model/textDocument";
import { TEAM_DOCUMENT } from "../protocol/ids";
import type { Step } from "./events";
import { shelfOf } from "./importingDocuments";
import type { Library } from "./library";

/** A file that a person has dropped or chosen. */
export interface DroppedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface ImportRequest {
  /** Where its cards go; left out: the board that an earlier import of a file of this name made, else a new one. */
  readonly board?: BoardId;
  /** Where both sides changed a field, the file's value instead of the one here. */
  readonly takeTheirs?: boolean;
  /** Files around a canvas, by path from the same root as its own name: Markdown that it shows becomes documents. */
  readonly vault?: readonly DroppedFile[];
}

/** What an import did; nothing at all where the workspace held it already. */
export interface Imported {
  readonly board: BoardId;
  readonly summary: ImportSummary;
  readonly warnings: readonly ImportWarning[];
}

/** A file to be saved. */
export interface ExportedFile {
  readonly name: string;
  readonly text: string;
}

export type ExportFormat = "canvas" | "csv";

type Planner = (
  context: ImportContext,
  target: BoardTarget,
  file: string,
  bytes: Uint8Array,
  vault?: Vault,
) => ImportPlan;

interface Format {
  readonly kind: string;
  readonly endings: readonly string[];
  readonly plan: Planner;
}

const FORMATS: readonly Format[] = [
  { kind: CANVAS, endings: [".canvas"], plan: planCanvas },
  { kind: CSV, endings: [".csv", ".tsv"], plan: planCsv },
];

/** The steps that bring a file into the workspace; `all` are its documents. @throws ImportFailed, and then nothing of it is to be done */
export async function planImport(
  library: Library,
  all: readonly DocumentId[],
  file: DroppedFile,
  request: ImportRequest,
  newId: () => string,
): Promise<{ readonly steps: readonly Step[]; readonly imported: Imported }> {
  const format = FORMATS.find(({ endings }) => endings.some((ending) => file.name.toLowerCase().endsWith(ending)));
  if (format === undefined) {
    const known = FORMATS.flatMap((each) => each.endings).join(", ");
    throw new ImportFailed(file.name, undefined, `this is no file that can be imported here: these can be ${known}`);
  }
  const team = await teamOf(library);
  const id = request.board ?? earlierBoard(team, format.kind, file.name) ?? (newId() as BoardId);
  const { plan } = team.boards.has(id) ? await library.slot(id) : { plan: undefined };
  const target = {
    id,
    title: oneLine(stemOf(file.name)),
    board: plan instanceof BoardDocument ? plan.board : undefined,
  };
  const context = { team, newId, takeTheirs: request.takeTheirs ?? false };
  const vault = request.vault === undefined ? undefined : await vaultOf(library, all, team, request.vault);
  const planned = format.plan(context, target, file.name, file.bytes, vault);
  const { team: intents, board, documents, summary, warnings } = planned;
  const steps: Step[] = [];
  if (intents.length > 0) steps.push({ kind: "team", intents });
  for (const [document, edits] of documents) steps.push({ kind: "document", document, intents: edits });
  if (board.length > 0) steps.push({ kind: "board", document: id, intents: board });
  return { steps, imported: { board: id, summary, warnings } };
}

async function vaultOf(
  library: Library,
  all: readonly DocumentId[],
  team: Team,
  files: readonly DroppedFile[],
): Promise<Vault> {
  return { files: new Map(files.map(({ name, bytes }) => [name, bytes])), shelf: await shelfOf(library, all, team) };
}

/** A board as a file of another program. */
export async function exportBoard(library: Library, board: BoardId, format: ExportFormat): Promise<ExportedFile> {
  const team = await teamOf(library);
  const { plan } = await library.slot(board);
  if (!(plan instanceof BoardDocument)) throw new Error("This board is not here.");
  return { name: `${fileName(team, board)}.${format}`, text: WRITERS[format](team, board, plan.board) };
}

const WRITERS: Readonly<Record<ExportFormat, (team: Team, id: BoardId, board: Board) => string>> = {
  canvas: writeCanvas,
  csv: writeCsv,
};

async function teamOf(library: Library): Promise<Team> {
  const { plan } = await library.slot(TEAM_DOCUMENT);
  if (!(plan instanceof TeamDocument)) throw new Error("the team document is not here yet");
  return plan.team;
}

/** All documents as Markdown files, by the paths that they have from the folder they are saved to. */
export async function exportDocuments(library: Library, all: readonly DocumentId[]): Promise<ExportedFile[]> {
  const team = await teamOf(library);
  const documents = new Map<DocumentId, WrittenDocument>();
  const boards = new Map<BoardId, Board>();
  for (const id of all) {
    const { plan } = await library.slot(id);
    if (plan instanceof TextDocument) documents.set(id, { text: plan.text, heads: plan.heads() });
    if (plan instanceof BoardDocument && team.boards.has(id)) boards.set(id, plan.board);
  }
  return [...writeMarkdown(team, documents, boards)].map(([name, text]) => ({ name, text }));
}

/** A title as files can be called on every system. */
function fileName(team: Team, board: DocumentId): string {
  const title = team.boards.get(board)?.title ?? "";
  return (
    title
      .replace(/[\p{Cc}<>:"/\\|?*]+/gu, " ")
      .replace(/^[ .]+|[ .]+$/g, "")
      .slice(0, 100) || "Board"
  );
}
