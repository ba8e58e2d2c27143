import { useState } from "react";
import type { Comment, CommentThread } from "../../model/discussion";
import type { DocumentIntent } from "../../model/intents";
import { mentionsIn } from "../../model/prose";
import type { DeviceId } from "../../protocol/ids";
import { COMMON } from "../common/strings";
import { useNotices, useSession } from "../shell/session";
import { now } from "./Comments";
import styles from "./Comments.module.css";
import { Composer } from "./Composer";
import { DOCUMENT_STRINGS as S } from "./strings";

interface Props {
  readonly thread: CommentThread;
  readonly chosen: boolean;
  choose(): void;
  change(...intents: DocumentIntent[]): Promise<unknown>;
  reply(text: string): Promise<unknown>;
}

/** One conversation. */
export function Thread({ thread, chosen, choose, change, reply }: Props) {
  const { mayWrite, mayComment } = useSession().workspace;
  const [replying, setReplying] = useState(false);
  const { id, anchor, resolved, comments, home } = thread;
  const mayChange = home === "content" ? mayWrite : mayComment;
  return (
    <article className={`${styles.thread} ${chosen ? styles.chosen : ""}`} onFocus={choose} data-thread={id}>
      {anchor !== undefined && (
        <p className={styles.quote}>
          {anchor.quote}
          {anchor.state !== "intact" && <em>{anchor.state === "deleted" ? S.originalDeleted : S.changed}</em>}
        </p>
      )}
      {comments.map((comment) => (
        <Said key={comment.id} comment={comment} change={change} />
      ))}
      {mayComment &&
        (replying ? (
          <Composer
            label={S.reply}
            send={(text) => reply(text).then(() => setReplying(false))}
            cancel={() => setReplying(false)}
          />
        ) : (
          <div className={styles.acts}>
            <button type="button" className="quiet" onClick={() => setReplying(true)}>
              {S.reply}
            </button>
            {mayChange && (
              <button
                type="button"
                className="quiet"
                onClick={() =>
                  void change({ intent: resolved ? "ReopenThread" : "ResolveThread", thread: id, at: now() })
                }
              >
                {resolved ? S.reopen : S.resolve}
              </button>
            )}
          </div>
        ))}
    </article>
  );
}

const WHEN = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

function Said({ comment, change }: { readonly comment: Comment; readonly change: Props["change"] }) {
  const { workspace } = useSession();
  const { offer } = useNotices();
  const [editing, setEditing] = useState(false);
  const { id, author, at, text, editedAt, isRaised, meta, home } = comment;
  const { members } = workspace.team;
  const memberOf = (device: DeviceId) => members.find((each) => each.devices.includes(device));
  const me = memberOf(workspace.device);
  const isMine = author === workspace.device || (me !== undefined && memberOf(author) === me);
  const may = home === "content" ? workspace.mayWrite : workspace.mayComment;
  const remove = async () => {
    if ((await change({ intent: "DeleteComment", comment: id })) === false) return;
    offer(COMMON.removed, COMMON.bringBack, () => void change({ intent: "RestoreComment", comment: id }));
  };
  const save = (said: string) =>
    change({
      intent: "EditComment",
      comment: id,
      text: said,
      mentions: mentionsIn(said, members),
      at: now(),
    }).then((done) => {
      if (done !== false) setEditing(false);
    });
  if (meta.life.deleted) return <p className={styles.none}>{S.deletedComment}</p>;
  return (
    <div className={styles.said}>
      <p className={styles.who}>
        <strong>{memberOf(author)?.name ?? S.somebody}</strong>
        <time dateTime={at}>{WHEN.format(new Date(at))}</time>
        {editedAt !== undefined && <span>{COMMON.edited}</span>}
        {isRaised && <span className={styles.blocker}>{S.blocker}</span>}
      </p>
      {editing ? (
        <Composer label={COMMON.editOwn} first={text} act={COMMON.save} send={save} cancel={() => setEditing(false)} />
      ) : (
        <p className={styles.text}>{text}</p>
      )}
      {may && !editing && (
        <div className={styles.acts}>
          <button
            type="button"
            className="quiet"
            onClick={() => void change({ intent: isRaised ? "ClearBlocker" : "RaiseBlocker", comment: id, at: now() })}
          >
            {isRaised ? S.clear : S.raise}
          </button>
          {isMine && (
            <>
              <button type="button" className="quiet" onClick={() => setEditing(true)}>
                {COMMON.edit}
              </button>
              <button type="button" className="quiet" onClick={() => void remove()}>
                {COMMON.remove}
              </button>
            </>
          )}
        </div>
      )}
    </div>
  );
}
