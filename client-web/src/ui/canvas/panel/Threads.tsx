/** What is said about a card: conversations, replies, blockers. */
import { type FormEvent, useState } from "react";
import type { Card } from "../../../model/board";
import type { Comment, CommentThread } from "../../../model/discussion";
import type { CommentId, MemberId, ThreadId } from "../../../model/ids";
import type { BoardIntent } from "../../../model/intents";
import { mentionsIn } from "../../../model/prose";
import { CommentField } from "../../common/CommentField";
import { COMMON } from "../../common/strings";
import type { BoardSession } from "../store/boardSession";
import { CANVAS } from "../strings";
import styles from "./Threads.module.css";

interface Props {
  readonly session: BoardSession;
  readonly card: Card;
}

/** As the model wants it: whole seconds of the author's own clock (DISC-7). */
const now = () => `${new Date().toISOString().slice(0, 19)}Z`;

export function Threads({ session, card }: Props) {
  const threads = session.store.threadsOf(card.id).filter((thread) => living(thread).length > 0);
  const open = threads.filter((thread) => !thread.resolved);
  const resolved = threads.filter((thread) => thread.resolved);
  const start = (text: string, blocks: boolean) => {
    const thread = session.newId<ThreadId>();
    const comment = session.newId<CommentId>();
    const at = now();
    const raise: BoardIntent[] = blocks ? [{ intent: "RaiseBlocker", comment, at }] : [];
    return session.edit([
      { intent: "OpenThread", thread, on: { card: card.id }, at },
      { intent: "AddComment", comment, thread, text, mentions: mentions(session, text), at },
      ...raise,
    ]);
  };
  return (
    <section className={styles.threads}>
      <h3>{CANVAS.threads}</h3>
      {open.map((thread) => (
        <Thread key={thread.id} session={session} thread={thread} />
      ))}
      {session.mayComment && <Write session={session} name={CANVAS.newThread} blocking send={start} />}
      {resolved.length > 0 && (
        <details className={styles.resolved}>
          <summary>
            {CANVAS.resolved} ({resolved.length})
          </summary>
          {resolved.map((thread) => (
            <Thread key={thread.id} session={session} thread={thread} />
          ))}
        </details>
      )}
    </section>
  );
}

function mentions(session: BoardSession, text: string): MemberId[] {
  return mentionsIn(text, session.faces.people.members);
}

function living({ comments, meta }: CommentThread): readonly Comment[] {
  return meta.life.deleted ? [] : comments.filter((comment) => !comment.meta.life.deleted);
}

function Thread({ session, thread }: { readonly session: BoardSession; readonly thread: CommentThread }) {
  const { id, resolved } = thread;
  const reply = (text: string) =>
    session.edit([
      {
        intent: "AddComment",
        comment: session.newId<CommentId>(),
        thread: id,
        text,
        mentions: mentions(session, text),
        at: now(),
      },
    ]);
  return (
    <article className={styles.thread} data-resolved={resolved || undefined}>
      {living(thread).map((comment) => (
        <Said key={comment.id} session={session} comment={comment} />
      ))}
      {session.mayComment && (
        <div className={styles.after}>
          {!resolved && <Write session={session} name={CANVAS.reply} send={reply} />}
          {session.mayChange(thread.home) && (
            <button
              type="button"
              className={styles.small}
              onClick={() =>
                void session.edit([{ intent: resolved ? "ReopenThread" : "ResolveThread", thread: id, at: now() }])
              }
            >
              {resolved ? CANVAS.reopen : CANVAS.resolve}
            </button>
          )}
        </div>
      )}
    </article>
  );
}

const WHEN = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

function Said({ session, comment }: { readonly session: BoardSession; readonly comment: Comment }) {
  const { id, author, at, text, editedAt, isRaised, home } = comment;
  const [editing, setEditing] = useState(false);
  const may = session.mayChange(home);
  const name = session.faces.people.nameOf(author) ?? CANVAS.somebody;
  const stamp = { intent: isRaised ? ("ClearBlocker" as const) : ("RaiseBlocker" as const), comment: id, at: now() };
  return (
    <div className={styles.comment} data-blocker={isRaised || undefined}>
      <p className={styles.by}>
        <strong>{name}</strong>
        <time dateTime={at}>{WHEN.format(new Date(at))}</time>
        {editedAt !== undefined && <span>{CANVAS.edited}</span>}
        {isRaised && <span className={styles.blocker}>{CANVAS.blocker}</span>}
      </p>
      {editing ? (
        <Revise session={session} comment={comment} leave={() => setEditing(false)} />
      ) : (
        <p className={styles.text}>{text}</p>
      )}
      {may && !editing && (
        <div className={styles.acts}>
          <button type="button" className={styles.quiet} onClick={() => void session.edit([{ ...stamp, at: now() }])}>
            {isRaised ? CANVAS.clear : CANVAS.raise}
          </button>
          {session.isMine(author) && (
            <>
              <button type="button" className={styles.quiet} onClick={() => setEditing(true)}>
                {COMMON.edit}
              </button>
              <button type="button" className={styles.quiet} onClick={() => void session.deleteComment(id)}>
                {COMMON.remove}
              </button>
            </>
          )}
        </div>
      )}
    </div>
  );
}

/** What one has said oneself, to be said better. */
function Revise({ session, comment, leave }: { session: BoardSession; comment: Comment; leave(): void }) {
  const [text, setText] = useState(comment.text);
  const save = async () => {
    const said = text.trim();
    if (said === "") return;
    const intent = { intent: "EditComment" as const, comment: comment.id, text: said };
    if ((await session.edit([{ ...intent, mentions: mentions(session, said), at: now() }])) !== false) leave();
  };
  return (
    <form
      className={styles.write}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <CommentField
        label={COMMON.editOwn}
        text={text}
        members={session.faces.people.members}
        rows={2}
        focused
        write={setText}
        send={() => void save()}
        leave={leave}
      />
      <div className={styles.acts}>
        <button type="submit" className="main" disabled={text.trim() === ""}>
          {COMMON.save}
        </button>
        <button type="button" onClick={leave}>
          {COMMON.cancel}
        </button>
      </div>
    </form>
  );
}

interface WriteProps {
  readonly session: BoardSession;
  readonly name: string;
  readonly blocking?: boolean;
  send(text: string, blocks: boolean): Promise<unknown>;
}

function Write({ session, name, blocking, send }: WriteProps) {
  const [text, setText] = useState("");
  const [blocks, setBlocks] = useState(false);
  const submit = async (event?: FormEvent) => {
    event?.preventDefault();
    const said = text.trim();
    if (said === "") return;
    // What was refused stays in the field.
    if ((await send(said, blocks)) === false) return;
    setText("");
    setBlocks(false);
  };
  return (
    <form className={styles.write} onSubmit={(event) => void submit(event)}>
      <CommentField
        label={name}
        text={text}
        members={session.faces.people.members}
        rows={1}
        write={setText}
        send={() => void submit()}
      />
      {text.trim() !== "" && (
        <div className={styles.after}>
          {blocking === true && (
            <label className={styles.blocks}>
              <input type="checkbox" checked={blocks} onChange={({ target }) => setBlocks(target.checked)} />
              {CANVAS.asBlocker}
            </label>
          )}
          <button type="submit" className="main">
            {CANVAS.send}
          </button>
        </div>
      )}
    </form>
  );
}
