/** What links to something by its name: documents, and cards by their descriptions. */

import { linksIn } from "../model/prose";
import { isEntryDeleted, type TeamDocument } from "../model/team";
import { TEAM_DOCUMENT } from "../protocol/ids";
import type { Workspace } from "../sync/workspace";
import type { Backlink } from "./api";

/** Names are the same whatever their case. */
export function sameName(left: string, right: string): boolean {
  return left.trim().toLowerCase() === right.trim().toLowerCase();
}

/** Documents by title, then cards board by board. */
export async function backlinks(workspace: Workspace, name: string): Promise<readonly Backlink[]> {
  const entries = await workspace.read("team", TEAM_DOCUMENT, ({ team }: TeamDocument) => ({
    boards: [...team.boards.values()],
    documents: [...team.documents.values()],
  }));
  const found: Backlink[] = [];
  const links = (text: string) => text.includes("[[") && linksIn(text).some((each) => sameName(each, name));
  for (const entry of entries?.documents ?? []) {
    const read = await workspace.read("document", entry.id, (each) => ({ text: each.text, heads: each.heads() }));
    if (read === undefined || isEntryDeleted(entry, read.heads) || !links(read.text)) continue;
    found.push({ document: entry.id, title: entry.title });
  }
  for (const { id: board } of entries?.boards ?? []) {
    const cards = await workspace.read("board", board, (each) =>
      [...each.board.cards.values()].filter((card) => !card.meta.life.deleted && links(card.description)),
    );
    for (const { id: card, title } of cards ?? []) found.push({ board, card, title });
  }
  return found;
}
