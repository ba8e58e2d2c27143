import { type DragEvent, useState } from "react";
import { DOCUMENT_STRINGS } from "../documents/strings";
import { chosenIn, isMarkdownFile } from "../documents/takeFiles";
import type { BoardSession } from "./store/boardSession";
import { CANVAS } from "./strings";

interface Drop {
  /** Whether a file hangs over the board. */
  readonly over: boolean;
  readonly on: {
    onDragOver(event: DragEvent): void;
    onDragLeave(event: DragEvent): void;
    onDrop(event: DragEvent): void;
  };
}

/** Files dropped on the board come onto it. */
export function useDrop(session: BoardSession): Drop {
  const [over, setOver] = useState(false);
  const hasFiles = (event: DragEvent) => session.mayWrite && event.dataTransfer.types.includes("Files");
  return {
    over,
    on: {
      onDragOver(event) {
        if (!hasFiles(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = "copy";
        setOver(true);
      },
      onDragLeave(event) {
        if (event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)) return;
        setOver(false);
      },
      onDrop(event) {
        setOver(false);
        if (!hasFiles(event)) return;
        event.preventDefault();
        void takeFiles(session, [...event.dataTransfer.files]);
      },
    },
  };
}

/** One after the other; what one of them brings is one step of undo. */
export async function takeFiles(session: BoardSession, files: readonly File[]): Promise<void> {
  const { engine, workspace, board } = session;
  const texts = files.filter(isMarkdownFile);
  if (texts.length > 0) {
    try {
      const { name, files: read } = await chosenIn(texts);
      const { added, changed, warnings } = await engine.call("ImportDocuments", { workspace, name, files: read });
      session.tell(DOCUMENT_STRINGS.broughtIn(added, changed, warnings));
    } catch (failure) {
      session.complain(failure);
    }
  }
  for (const file of files) {
    if (isMarkdownFile(file)) continue;
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const { summary, warnings } = await engine.call("Import", {
        workspace,
        file: { name: file.name, bytes },
        request: { board },
      });
      session.tell(CANVAS.imported(file.name, summary, warnings.length));
    } catch (failure) {
      session.complain(failure);
    }
  }
}

/** Asks for files in the browser's own way. */
export function chooseFiles(session: BoardSession): void {
  const input = document.createElement("input");
  input.type = "file";
  input.multiple = true;
  input.accept = ".canvas,.csv,.tsv,.md,.markdown";
  input.addEventListener("change", () => void takeFiles(session, [...(input.files ?? [])]));
  input.click();
}
