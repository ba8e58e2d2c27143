import { useState } from "react";
import type { DocumentId } from "../../protocol/ids";
import { useEdit, useSession } from "../shell/session";
import { DOCUMENT_STRINGS as S } from "./strings";
import styles from "./Title.module.css";

/** The title, to be changed in its place. */
export function Title({ document, title }: { readonly document: DocumentId; readonly title: string }) {
  const { mayWrite } = useSession().workspace;
  const edit = useEdit();
  const [typed, setTyped] = useState<string>();
  if (!mayWrite) return <h1 className={styles.title}>{title}</h1>;
  const commit = () => {
    const next = typed?.trim() ?? "";
    setTyped(undefined);
    if (next === "" || next === title) return;
    void edit({ kind: "team", intents: [{ intent: "SetTitle", entry: { document }, title: next }] });
  };
  return (
    <h1 className={styles.title}>
      <span className="unseen">{title}</span>
      <input
        aria-label={S.title}
        value={typed ?? title}
        maxLength={200}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === "Enter") event.currentTarget.blur();
          if (event.key === "Escape") setTyped(undefined);
        }}
      />
    </h1>
  );
}
