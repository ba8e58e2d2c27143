/** Brings an archive into an empty workspace, with the ids that things had (FMT-ARCHIVE-3 to FMT-ARCHIVE-5). */
import { sha256, toHex } from "../../../protocol/bytes";
import type { BoardId, DocumentId } from "../../ids";
import type { BoardIntent, DocumentIntent, TeamIntent } from "../../intents";
import { readJson } from "../fileJson";
import type { ImportContext } from "../merge/boardMerge";
import { FORMAT_LIMITS, ImportFailed, type ImportWarning, SourceText, strip, Warnings } from "../source";
import { archivedBoard } from "./archivedBoard";
import { DECISIONS_FOLDER, HISTORY_ENDING } from "./archivedDecisions";
import { ArchivedTeam, listedIn } from "./archivedTeam";
import { archivedDocument, plainText } from "./archivedText";
import { ARCHIVE_FORMAT, MANIFEST, WORKSPACE } from "./archiveExport";
import { Node } from "./node";
import { type Files, readZip } from "./zip";

const TEXT_CHARS_MAX = 16 * 1024 * 1024;
const BYTES_MAX = 512 * 1024 * 1024;

/** All that a restore writes. */
export interface RestorePlan {
  readonly team: readonly TeamIntent[];
  readonly boards: ReadonlyMap<BoardId, readonly BoardIntent[]>;
  readonly documents: ReadonlyMap<DocumentId, readonly DocumentIntent[]>;
  readonly warnings: readonly ImportWarning[];
  readonly cards: number;
}

/**
 * Each board and document in its turn, so that whoever carries it out may tell how far it is, and stop.
 *
 * @param context of a workspace without boards and documents
 * @throws ImportFailed, and then nothing of it is to be done
 */
export function* restoreParts(
  context: ImportContext,
  file: string,
  bytes: Uint8Array,
): Generator<{ readonly done: number; readonly all: number }, RestorePlan> {
  const files = readZip(file, bytes);
  const manifest = jsonIn(file, files, MANIFEST);
  if (manifest.text("format") !== ARCHIVE_FORMAT) {
    throw manifest.bad(`this is no archive of the form "${ARCHIVE_FORMAT}"`);
  }
  requireWhole(file, manifest, files);
  if (context.team.boards.size > 0 || context.team.documents.size > 0) {
    const reason = "an archive is restored into an empty workspace, and this one has boards or documents";
    throw new ImportFailed(file, undefined, reason);
  }
  const warnings = new Warnings(file);
  const workspace = jsonIn(file, files, WORKSPACE);
  const team = workspace.object("team");
  const intents = new ArchivedTeam(context.team, team, warnings).intents();
  const ids = { boards: listedIn<BoardId>(team, "boards"), documents: listedIn<DocumentId>(team, "documents") };
  const all = ids.boards.length + ids.documents.length;
  const boards = new Map<BoardId, BoardIntent[]>();
  const documents = new Map<DocumentId, DocumentIntent[]>();
  let [done, cards, comments] = [0, 0, 0];
  for (const id of ids.boards) {
    const node = workspace.object("boards").member(id);
    if (node !== undefined) boards.set(id, archivedBoard(node));
    cards += node?.list("cards").length ?? 0;
    comments += commentsIn(node);
    yield { done: ++done, all };
  }
  for (const id of ids.documents) {
    const node = workspace.object("documents").member(id);
    if (node !== undefined) documents.set(id, archivedDocument(node));
    comments += commentsIn(node);
    yield { done: ++done, all };
  }
  intents.push(...histories(context, files, documents, warnings));
  tellOfAuthors(comments, warnings);
  return { team: intents, boards, documents, warnings: warnings.all, cards };
}

function jsonIn(file: string, files: Files, path: string): Node {
  const bytes = files.get(path);
  if (bytes === undefined) throw new ImportFailed(file, undefined, `the archive has no "${path}"`);
  const source = SourceText.decode(`${file}/${path}`, bytes, BYTES_MAX);
  return new Node(source, readJson(source, TEXT_CHARS_MAX));
}

/** What the manifest lists is there, as it was. */
function requireWhole(file: string, manifest: Node, files: Files): void {
  for (const listed of manifest.list("files")) {
    const path = listed.text("path");
    const bytes = files.get(path);
    if (bytes !== undefined && toHex(sha256(bytes)) === listed.text("sha256")) continue;
    const what = bytes === undefined ? "missing" : "not as it was written";
    throw new ImportFailed(file, undefined, `"${path}" is ${what}; the archive is damaged`);
  }
}

/** Statements are signed by those who made them, for a log that is not this one: they cannot be said again, and come back as texts. */
function histories(
  context: ImportContext,
  files: Files,
  documents: Map<DocumentId, DocumentIntent[]>,
  warnings: Warnings,
): TeamIntent[] {
  const entries: TeamIntent[] = [];
  for (const [path, bytes] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (!path.startsWith(DECISIONS_FOLDER) || !path.endsWith(HISTORY_ENDING)) continue;
    const { text } = SourceText.decode(path, bytes);
    const document = context.newId() as DocumentId;
    entries.push({ intent: "AddDocument", document, title: titleOf(text) });
    documents.set(document, plainText(text));
  }
  if (entries.length > 0) {
    const [decisions, them] =
      entries.length === 1 ? ["1 decision", "a document"] : [`${entries.length} decisions`, "documents"];
    warnings.add(
      undefined,
      `${decisions}: drafts and recorded outcomes are back; what was said, signed for another workspace, is now ${them} called "History of the decision: ...". Certificates stay in the archive's decisions/, and what was still open has to be opened again`,
    );
  }
  return entries;
}

function titleOf(history: string): string {
  const [first = ""] = history.split(/\r\n|\n|\r/, 1);
  return strip(first.replace(/^#\s*/, "")).slice(0, FORMAT_LIMITS.titleCharsMax);
}

function tellOfAuthors(comments: number, warnings: Warnings): void {
  if (comments > 0) {
    const show = comments === 1 ? "1 comment shows" : `${comments} comments show`;
    warnings.add(undefined, `${show} whoever restores as the author: the archive's discussions/ say who wrote what`);
  }
  warnings.add(undefined, "who changed what, and when, is not in an archive: history begins with this import");
}

function commentsIn(holder: Node | undefined): number {
  return holder?.list("threads").reduce((all, thread) => all + thread.list("comments").length, 0) ?? 0;
}
