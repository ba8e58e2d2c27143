/** What is said about a document: threads on parts of it or on the whole. */
import { useState } from "react";
import type { CommentThread } from "../../model/discussion";
import { type CommentId, newId, type ThreadId } from "../../model/ids";
import type { DocumentIntent } from "../../model/intents";
import { mentionsIn } from "../../model/prose";
import type { DocumentId } from "../../protocol/ids";
import { useEdit, useSession } from "../shell/session";
import styles from "./Comments.module.css";
import { Composer } from "./Composer";
import type { EditorHandle, Selected } from "./Editor";
import { offsetOf } from "./splices";
import { DOCUMENT_STRINGS as S } from "./strings";
import { Thread } from "./Thread";

interface Props {
  readonly document: DocumentId;
  readonly threads: readonly CommentThread[];
  readonly editor: EditorHandle | undefined;
  readonly selected: Selected;
  readonly chosen: string | undefined;
  choose(thread: string | undefined): void;
}

const fresh = <T extends string>() => newId<T>((length) => crypto.getRandomValues(new Uint8Array(length)));

/** The time as the model writes it: whole seconds. */
export function now(): string {
  return `${new Date().toISOString().slice(0, 19)}Z`;
}

export function Comments({ document, threads, editor, selected, chosen, choose }: Props) {
  const { workspace } = useSession();
  const { mayComment, team } = workspace;
  const edit = useEdit();
  const [about, setAbout] = useState<Selected>();
  const [quote, setQuote] = useState("");

  const change = (...intents: DocumentIntent[]) => edit({ kind: "document", document, intents });
  const comment = (thread: ThreadId, text: string): DocumentIntent => ({
    intent: "AddComment",
    comment: fresh<CommentId>(),
    thread,
    text,
    mentions: mentionsIn(text, team.members),
    at: now(),
  });

  const begin = () => {
    const text = editor === undefined ? "" : quoteOf(editor, selected);
    setQuote(text);
    setAbout(selected);
  };

  const open = async (text: string) => {
    const thread = fresh<ThreadId>();
    await editor?.binding.settled();
    const place = editor === undefined || quote === "" ? undefined : placeOf(editor, quote, about?.start ?? 0);
    const range = place === undefined ? {} : { range: [place.start, place.length] as const };
    const done = await change(
      { intent: "OpenThread", thread, on: { document }, ...range, at: now() },
      comment(thread, text),
    );
    if (done === false) return;
    setAbout(undefined);
    choose(thread);
  };

  // One in which all is deleted is kept and does not show (DISC-4).
  const shown = threads.filter(({ comments }) => comments.some((each) => !each.meta.life.deleted));
  const living = shown.filter((each) => !each.resolved);
  const resolved = shown.filter((each) => each.resolved);
  const thread = (each: CommentThread) => (
    <Thread
      key={each.id}
      thread={each}
      chosen={each.id === chosen}
      choose={() => choose(each.id)}
      change={change}
      reply={(text) => change(comment(each.id, text))}
    />
  );
  return (
    <section className={styles.comments} aria-labelledby="comments">
      <header>
        <h2 id="comments">{S.comments}</h2>
        {mayComment && about === undefined && (
          <button type="button" onMouseDown={(event) => event.preventDefault()} onClick={begin}>
            {selected.length > 0 ? S.comment : S.saySomething}
          </button>
        )}
      </header>
      {about !== undefined && (
        <div className={styles.draft}>
          <p className={styles.quote}>{quote === "" ? S.whole : quote}</p>
          <Composer label={S.saySomething} send={open} cancel={() => setAbout(undefined)} />
        </div>
      )}
      {shown.length === 0 && about === undefined && <p className={styles.none}>{S.noComments}</p>}
      {living.map(thread)}
      {resolved.length > 0 && (
        <details>
          <summary>{S.showResolved(resolved.length)}</summary>
          {resolved.map(thread)}
        </details>
      )}
    </section>
  );
}

function quoteOf({ view }: EditorHandle, { start, length }: Selected): string {
  const { doc } = view.state;
  return doc.sliceString(offsetOf(doc, start), offsetOf(doc, start + length), "\n");
}

/** Where a quote stands by now, nearest to where it was; undefined where it does not any more. */
function placeOf({ view }: EditorHandle, quote: string, start: number): Selected | undefined {
  const text = view.state.doc.toString();
  const was = offsetOf(view.state.doc, start);
  const before = text.lastIndexOf(quote, was);
  const after = text.indexOf(quote, was);
  const nearer = after < 0 || (before >= 0 && was - before < after - was) ? before : after;
  return nearer < 0 ? undefined : { start: [...text.slice(0, nearer)].length, length: [...quote].length };
}
