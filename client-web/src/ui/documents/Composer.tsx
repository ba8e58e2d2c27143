import { useState } from "react";
import styles from "./Comments.module.css";
import { DOCUMENT_STRINGS as S } from "./strings";

interface Props {
  readonly label: string;
  send(text: string): Promise<unknown>;
  cancel(): void;
}

/** Where somebody writes what they have to say; Ctrl-Enter sends it. */
export function Composer({ label, send, cancel }: Props) {
  const [text, setText] = useState("");
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
      <textarea
        aria-label={label}
        placeholder={label}
        rows={3}
        maxLength={10_000}
        value={text}
        // biome-ignore lint/a11y/noAutofocus: the person has just asked for it
        autoFocus
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) go();
          if (event.key === "Escape") cancel();
        }}
      />
      <div>
        <button type="submit" className="main" disabled={busy || text.trim() === ""}>
          {S.send}
        </button>
        <button type="button" className="quiet" onClick={cancel}>
          {S.cancel}
        </button>
      </div>
    </form>
  );
}
