/** Markdown files into the workspace's documents: read whole, or not at all. */
import { type Board, BoardDocument } from "../model/board";
import { planMarkdown } from "../model/formats/markdown/markdownImport";
import type { Shelf, ShelvedDocument } from "../model/formats/merge/documentMerge";
import type { ImportWarning } from "../model/formats/source";
import type { BoardId, DocumentId } from "../model/ids";
import { type Team, TeamDocument } from "../model/team";
import { TextDocument } from "../model/textDocument";
import { TEAM_DOCUMENT } from "../protocol/ids";
import type { Step } from "./events";
import type { DroppedFile } from "./importing";
import type { Library } from "./library";

/** What an import of documents did; nothing at all where the workspace held it already. */
export interface ImportedDocuments {
  readonly added: number;
  readonly changed: number;
  /** Documents that became the draft of a decision. */
  readonly drafted: number;
  readonly warnings: readonly ImportWarning[];
}

/** What a person has chosen: `name` is what is said of the whole, files have their paths from there as names. */
export interface ChosenDocuments {
  readonly name: string;
  readonly files: readonly DroppedFile[];
  /** Documents whose decision was opened. */
  readonly opened: ReadonlySet<DocumentId>;
}

/**
 * @param all the documents of the workspace
 * @throws ImportFailed, and then nothing of it is to be done
 */
export async function planDocuments(
  library: Library,
  all: readonly DocumentId[],
  { name, files, opened }: ChosenDocuments,
  newId: () => string,
): Promise<{ readonly steps: readonly Step[]; readonly imported: ImportedDocuments }> {
  const { plan: team } = await library.slot(TEAM_DOCUMENT);
  if (!(team instanceof TeamDocument)) throw new Error("the team document is not here yet");
  const shelf = { ...(await shelfOf(library, all, team.team)), opened };
  const context = { team: team.team, newId, takeTheirs: false };
  const vault = files.map((each) => ({ path: each.name, bytes: each.bytes }));
  const plan = planMarkdown(context, name, vault, shelf);
  const steps: Step[] = [];
  if (plan.team.length > 0) steps.push({ kind: "team", intents: plan.team });
  for (const [document, intents] of plan.documents) steps.push({ kind: "document", document, intents });
  for (const [document, intents] of plan.boards) steps.push({ kind: "board", document, intents });
  const { added, changed, drafted, warnings } = plan;
  return { steps, imported: { added, changed, drafted, warnings } };
}

/** Boards and documents that are here. */
export async function shelfOf(library: Library, all: readonly DocumentId[], team: Team): Promise<Shelf> {
  const boards = new Map<BoardId, Board>();
  const documents = new Map<DocumentId, ShelvedDocument>();
  for (const id of all) {
    const { plan } = await library.slot(id);
    if (plan instanceof TextDocument) documents.set(id, { text: plan.text, heads: plan.heads(), draft: plan.draft });
    if (plan instanceof BoardDocument && team.boards.has(id)) boards.set(id, plan.board);
  }
  return { boards, documents };
}
