/** Everything that a workspace holds as one ZIP that is read without Meridian (FMT-ARCHIVE). */
import { sha256, toHex, utf8 } from "../../../protocol/bytes";
import type { Board } from "../../board";
import type { CommentThread } from "../../discussion";
import type { BoardId, DocumentId } from "../../ids";
import { type JsonObject, printJson } from "../../json";
import type { BoardEntry, DocumentEntry, Team } from "../../team";
import type { TextDocument } from "../../textDocument";
import { threadJson } from "../../workspaceJson";
import { writeCanvas } from "../canvas/canvasExport";
import { writeCsv } from "../csv/csvExport";
import { writeMarkdown } from "../markdown/markdownExport";
import { DocumentPaths } from "../merge/words";
import { type DecisionHistory, decisionFiles } from "./archivedDecisions";
import { writeDiscussion } from "./discussionText";
import { writeZip } from "./zip";

/** What kind of file it is, and its version. */
export const ARCHIVE_FORMAT = "meridian-archive/1";
export const MANIFEST = "manifest.json";
export const WORKSPACE = "workspace.json";

const README = `This is everything that a Meridian workspace held at one moment.

boards/       each board as a canvas (jsoncanvas.org) and a table; archives that the command line writes have a picture, too
documents/    each document as Markdown
discussions/  what was said about cards and documents, as Markdown and JSON
decisions/    what was said in decisions and what came of it, as Markdown and, with certificates, as JSON
calendar.ics  target dates, deadlines and the team's cycles
workspace.json  all of it, with ids; "meridian import" of this archive into an empty workspace brings it back from there.
              What was said in decisions comes back as documents to read: statements are signed for the workspace
              that they were made in
manifest.json   what is in this archive, with SHA-256 sums
`;

/** All that is written, read by whoever has the documents. */
export interface ArchiveSource {
  readonly team: Team;
  /** All of the team's list that are here, whether in the trash or not. */
  readonly boards: ReadonlyMap<BoardId, Board>;
  readonly documents: ReadonlyMap<DocumentId, TextDocument>;
  /** Those of the lists that are not in the trash, in the order in which people see them. */
  readonly boardsInOrder: readonly BoardEntry[];
  readonly documentsByTitle: readonly DocumentEntry[];
  /** As JSON-5 has it. */
  readonly workspaceJson: string;
  readonly calendar: string;
  readonly decisions: ReadonlyMap<DocumentId, DecisionHistory>;
}

/** Each file in its turn, so that whoever carries it out may tell how far it is, and stop; the last is the ZIP. */
export function* archiveParts(source: ArchiveSource): Generator<string, Uint8Array> {
  const { team, boards, documents } = source;
  const files = new Map<string, Uint8Array>();
  const put = (path: string, text: string) => files.set(path, utf8(text));
  put("README.txt", README);
  put("calendar.ics", source.calendar);
  put(WORKSPACE, source.workspaceJson);
  yield WORKSPACE;
  for (const [path, text] of decisionFiles(team, source.decisions)) put(path, text);
  const written = new Map([...documents].map(([id, plan]) => [id, { text: plan.text, heads: plan.heads() }] as const));
  for (const [path, text] of writeMarkdown(team, written, boards)) put(`documents/${path}`, text);
  yield "documents/";
  const paths = new DocumentPaths(team);
  const said = (name: string, title: string, threads: readonly CommentThread[]) => {
    if (threads.length === 0) return;
    put(`discussions/${name}.json`, `${printJson(threads.map(threadJson))}\n`);
    put(`discussions/${name}.md`, writeDiscussion({ team, boards }, title, threads));
  };
  for (const { id, title } of source.documentsByTitle) {
    said(paths.path(id).replace(/\.(md|markdown)$/, ""), title, documents.get(id)?.threads() ?? []);
  }
  // Numbered, so that no two names are the same and none depends on what a disk allows in a title.
  let number = 0;
  for (const { id, title } of source.boardsInOrder) {
    const board = boards.get(id);
    if (board === undefined || board.schema === 0) continue;
    const name = `board-${++number}`;
    put(`boards/${name}.canvas`, writeCanvas(team, id, board));
    put(`boards/${name}.csv`, writeCsv(team, id, board));
    said(name, title, board.threads());
    yield `boards/${name}.canvas`;
  }
  put(MANIFEST, `${printJson(manifest(source, files))}\n`);
  return writeZip(files);
}

function manifest({ team, boards }: ArchiveSource, files: ReadonlyMap<string, Uint8Array>): JsonObject {
  const cards = [...boards.values()].reduce((all, board) => all + board.cards.size, 0);
  return {
    format: ARCHIVE_FORMAT,
    name: team.name,
    counts: { boards: team.boards.size, documents: team.documents.size, members: team.members.size, cards },
    files: [...files]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([path, bytes]) => ({ path, bytes: bytes.length, sha256: toHex(sha256(bytes)) })),
  };
}
