/** Documents and discussions of an archive as intents. */
import { isInstant } from "../../calendar/forms";
import type { CardId, CommentId, DocumentId, MemberId, ThreadId, TopicRef } from "../../ids";
import type { DiscussionIntent, DocumentIntent, Splice } from "../../intents";
import { parseJson, printCompact } from "../../json";
import { DRAFT_FIELDS } from "../../schema";
import { isFileObject, write } from "../fileJson";
import type { Node } from "./node";

const PIECE_POINTS = 4_000;

export function archivedDocument(document: Node): DocumentIntent[] {
  const intents: DocumentIntent[] = plainText(document.text("text"));
  intents.push(...archivedTalk(document));
  const draft = document.member("decision");
  for (const field of DRAFT_FIELDS) {
    const value = draft?.optional(field);
    if (value !== undefined) intents.push({ intent: "SetDraft", field, value });
  }
  for (const [round, recorded] of document.members("outcomes")) {
    if (!/^[1-9]\d{0,5}$/.test(round) || !isFileObject(recorded.at.value)) {
      throw recorded.bad("an outcome is an object, under the number of its round");
    }
    intents.push({ intent: "RecordOutcome", round: Number(round), outcome: restoredOutcome(write(recorded.at.value)) });
  }
  return intents;
}

/** An outcome that an archive brought from another workspace is marked: it is told, and proves nothing here (DEC-42). */
function restoredOutcome(line: string): string {
  const recorded = parseJson(line);
  return printCompact({ ...(typeof recorded === "object" ? recorded : {}), restored: true });
}

/** A document with this text and nothing else. */
export function plainText(text: string): DocumentIntent[] {
  const pieces = piecesOf(text).map((splice): DocumentIntent => ({ intent: "EditText", splices: [splice] }));
  return [{ intent: "Create" }, ...pieces];
}

/** A text as splices into an empty one, so that it can be spread over changes of bounded size. */
export function piecesOf(text: string): Splice[] {
  const pieces: Splice[] = [];
  const points = [...text];
  for (let at = 0; at < points.length; at += PIECE_POINTS) {
    pieces.push([at, 0, points.slice(at, at + PIECE_POINTS).join("")]);
  }
  return pieces;
}

/** What was said. Who said it is no longer to be shown: changes have the author that writes them. */
export function archivedTalk(holder: Node): DiscussionIntent[] {
  return holder.list("threads").flatMap(archivedThread);
}

function archivedThread(node: Node): DiscussionIntent[] {
  const thread = node.id<ThreadId>();
  const range = rangeOf(node);
  const on = topicOf(node.object("on"));
  const intents: DiscussionIntent[] = [
    { intent: "OpenThread", thread, on, at: instant(node), ...(range === undefined ? {} : { range }) },
  ];
  const last: DiscussionIntent[] = [];
  for (const said of node.list("comments")) {
    const comment = said.id<CommentId>();
    const mentions = said.ids<MemberId>("mentions", "member");
    intents.push({ intent: "AddComment", comment, thread, text: said.text("text"), mentions, at: instant(said) });
    if (said.member("raised") !== undefined) {
      last.push({ intent: "RaiseBlocker", comment, at: instant(said.object("raised")) });
      if (!said.flag("blocker"))
        last.push({ intent: "ClearBlocker", comment, at: instant(said.member("cleared") ?? said) });
    }
    if (said.flag("deleted")) last.push({ intent: "DeleteComment", comment });
  }
  intents.push(...last);
  if (node.text("state") === "resolved") {
    intents.push({ intent: "ResolveThread", thread, at: instant(node.member("stateSet") ?? node) });
  }
  return intents;
}

/** None where the quoted text is gone: there is nothing to hold on to. */
function rangeOf(thread: Node): readonly [start: number, length: number] | undefined {
  const anchor = thread.member("anchor");
  if (anchor === undefined) return undefined;
  const [start, end] = [anchor.integer("start"), anchor.integer("end")];
  return end <= start ? undefined : [Math.max(0, start), end - start];
}

function topicOf(on: Node): TopicRef {
  return on.member("card") === undefined
    ? { document: on.id<DocumentId>("document") }
    : { card: on.id<CardId>("card") };
}

function instant(node: Node): string {
  const at = node.text("at");
  if (!isInstant(at)) throw node.bad('"at" is an instant, as 2026-11-30T09:00:00Z');
  return at;
}
