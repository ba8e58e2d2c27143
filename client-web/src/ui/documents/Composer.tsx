import { useState } from "react";
import { CommentField } from "../common/CommentField";
import { useSession } from "../shell/session";
import styles from "./Comments.module.css";
import { DOCUMENT_STRINGS as S } from "./strings";

interface Props {
  readonly label: string;
  /** What stands in the field at first. */
  readonly first?: string;
  /** What the button says. */
  readonly act?: string;
  send(text: string): Promise<unknown>;
  cancel(): void;
}

/** Where somebody writes what they have to say; Ctrl-Enter sends it. */
export function Composer({ label, first, act, send, cancel }: Props) {
  const { members } = useSession().workspace.team;
  const [text, setText] = useState(first ?? "");
  const [busy, setBusy] = useState(false);
  const go = () => {
    if (text.trim() === "" || busy) return;
    setBusy(true);
    void send(text.trim()).finally(() => setBusy(false));
  };
  return (
    <form
      className={styles.composer}
      onSubmit={(event) => {
        event.preventDefault();
        go();
      }}
    >
      <CommentField
        label={label}
        text={text}
        members={members}
        rows={3}
        focused
        write={setText}
        send={go}
        leave={cancel}
      />
      <div className={styles.acts}>
        <button type="submit" className="main" disabled={busy || text.trim() === ""}>
          {act ?? S.send}
        </button>
        <button type="button" className="quiet" onClick={cancel}>
          {S.cancel}
        </button>
      </div>
    </form>
  );
}
