import { useState } from "react";
import type { Comment, CommentThread } from "../../model/discussion";
import type { DocumentIntent } from "../../model/intents";
import type { DeviceId } from "../../protocol/ids";
import { useSession } from "../shell/session";
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
  const { mayWrite } = useSession().workspace;
  const [replying, setReplying] = useState(false);
  const { id, anchor, resolved, comments } = thread;
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
      {mayWrite &&
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
            <button
              type="button"
              className="quiet"
              onClick={() =>
                void change({ intent: resolved ? "ReopenThread" : "ResolveThread", thread: id, at: now() })
              }
            >
              {resolved ? S.reopen : S.resolve}
            </button>
          </div>
        ))}
    </article>
  );
}

const WHEN = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

function Said({ comment, change }: { readonly comment: Comment; readonly change: Props["change"] }) {
  const { workspace } = useSession();
  const name = (device: DeviceId) =>
    workspace.team.members.find((each) => each.devices.includes(device))?.name ?? S.somebody;
  const { id, author, at, text, isRaised, meta } = comment;
  if (meta.life.deleted) return <p className={styles.none}>{S.deletedComment}</p>;
  return (
    <div className={styles.said}>
      <p className={styles.who}>
        <strong>{name(author)}</strong>
        <time dateTime={at}>{WHEN.format(new Date(at))}</time>
        {isRaised && <span className={styles.blocker}>{S.blocker}</span>}
      </p>
      <p className={styles.text}>{text}</p>
      {workspace.mayWrite && (
        <button
          type="button"
          className={`quiet ${styles.raise}`}
          onClick={() => void change({ intent: isRaised ? "ClearBlocker" : "RaiseBlocker", comment: id, at: now() })}
        >
          {isRaised ? S.clear : S.raise}
        </button>
      )}
    </div>
  );
}
