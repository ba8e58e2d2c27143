/** Markdown files into documents: chosen, or dropped on the list. */
import { type DragEvent, type ReactNode, useRef, useState } from "react";
import { useNotices, useSession } from "../shell/session";
import styles from "./Documents.module.css";
import { DOCUMENT_STRINGS as S } from "./strings";
import { type Chosen, chosenIn, droppedIn } from "./takeFiles";

function useBringIn(): (chosen: Promise<Chosen>) => Promise<void> {
  const { engine, workspace } = useSession();
  const { say, complain } = useNotices();
  return async (chosen) => {
    try {
      const { name, files } = await chosen;
      const { added, changed, warnings } = await engine.call("ImportDocuments", {
        workspace: workspace.id,
        name,
        files,
      });
      say(S.broughtIn(added, changed, warnings));
    } catch (failure) {
      complain(failure);
    }
  };
}

export function BringIn() {
  const bring = useBringIn();
  const choose = (folder: boolean) => {
    const input = document.createElement("input");
    input.type = "file";
    input.multiple = true;
    input.webkitdirectory = folder;
    if (!folder) input.accept = ".md,.markdown";
    input.addEventListener("change", () => void bring(chosenIn([...(input.files ?? [])])));
    input.click();
  };
  return (
    <p className={styles.bring}>
      <button type="button" onClick={() => choose(false)}>
        {S.bringIn}
      </button>
      <button type="button" onClick={() => choose(true)}>
        {S.bringFolder}
      </button>
      <span>{S.bringHint}</span>
    </p>
  );
}

/** Where files can be dropped. */
export function DropZone({ children }: { readonly children: ReactNode }) {
  const { mayWrite } = useSession().workspace;
  const bring = useBringIn();
  const [over, setOver] = useState(false);
  const zone = useRef<HTMLDivElement>(null);
  const hasFiles = (event: DragEvent) => mayWrite && event.dataTransfer.types.includes("Files");
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: for pointers; the buttons do the same for keys
    <div
      ref={zone}
      className={over ? `${styles.zone} ${styles.over}` : styles.zone}
      onDragOver={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={({ relatedTarget }) => {
        if (!(relatedTarget instanceof Node && zone.current?.contains(relatedTarget) === true)) setOver(false);
      }}
      onDrop={(event) => {
        setOver(false);
        if (!hasFiles(event)) return;
        event.preventDefault();
        void bring(droppedIn(event.dataTransfer));
      }}
    >
      {children}
    </div>
  );
}
