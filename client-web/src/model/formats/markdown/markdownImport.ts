/** Markdown files into documents (FMT-MD-1 to FMT-MD-4). */
import { compare, type DocumentId } from "../../ids";
import type { ImportContext } from "../merge/boardMerge";
import { DocumentMerge, type DocumentsPlan, type Shelf } from "../merge/documentMerge";
import { isMarkdown } from "../paths";
import { FORMAT_LIMITS, ImportFailed, Warnings } from "../source";
import { readMarkdown } from "./markdownFile";

export type { DocumentsPlan, Shelf } from "../merge/documentMerge";

/** A file with its path from the folder that was chosen. */
export interface VaultFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Files that are not Markdown, and hidden folders, are left out. @throws ImportFailed, and then nothing of it is to be done */
export function planMarkdown(
  context: ImportContext,
  name: string,
  all: readonly VaultFile[],
  shelf: Shelf,
): DocumentsPlan {
  const files = all.filter(({ path }) => isMarkdown(path) && !path.startsWith(".") && !path.includes("/."));
  const most = FORMAT_LIMITS.itemsMax;
  if (files.length === 0) throw new ImportFailed(name, undefined, "there is no Markdown file (*.md) here");
  if (files.length > most) {
    throw new ImportFailed(name, undefined, `${files.length} Markdown files, and at most ${most} are read`);
  }
  const read = files.sort((a, b) => compare(a.path, b.path)).map(({ path, bytes }) => readMarkdown(path, bytes));
  const owners = new Map<DocumentId, string>();
  for (const { own, ownAt, path } of read) {
    if (own === undefined) continue;
    const twin = owners.get(own);
    if (twin !== undefined) throw new ImportFailed(path, ownAt, `"${twin}" has the same id`);
    owners.set(own, path);
  }
  const merge = new DocumentMerge(context, shelf, new Warnings(name));
  for (const file of read) merge.take(file);
  return merge.plan;
}
