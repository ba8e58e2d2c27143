/** What was said, as Markdown that a person reads. */
import type { Board } from "../../board";
import { type CommentThread, threadsInOrder } from "../../discussion";
import type { BoardId, DeviceId, TopicRef } from "../../ids";
import { compare } from "../../ids";
import { memberOf, type Team } from "../../team";
import { oneLine, strip } from "../source";

interface Known {
  readonly team: Team;
  readonly boards: ReadonlyMap<BoardId, Board>;
}

export function writeDiscussion(known: Known, title: string, threads: readonly CommentThread[]): string {
  return `# ${oneLine(title)}\n${threadsInOrder(threads)
    .map((thread) => threadText(known, thread))
    .join("")}`;
}

function threadText(known: Known, thread: CommentThread): string {
  let text = `\n## ${oneLine(topicOf(known, thread.on))}${thread.resolved ? " (resolved)" : ""}\n`;
  if (thread.anchor !== undefined) text += `\n> ${strip(thread.anchor.quote).replaceAll("\n", "\n> ")}\n`;
  for (const comment of thread.comments.filter(({ meta }) => !meta.life.deleted)) {
    text += `\n**${nameOf(known.team, comment.author)}**, ${comment.at}${comment.isRaised ? " (blocker)" : ""}\n\n`;
    text += `${strip(comment.text)}\n`;
  }
  return text;
}

function topicOf({ team, boards }: Known, on: TopicRef): string {
  if ("document" in on) return team.documents.get(on.document)?.title ?? "The document";
  for (const [, board] of [...boards].sort(([a], [b]) => compare(a, b))) {
    const card = board.cards.get(on.card);
    if (card !== undefined) return card.title;
  }
  return "A card that is gone";
}

function nameOf(team: Team, device: DeviceId): string {
  return memberOf(team, device)?.name ?? "somebody";
}
