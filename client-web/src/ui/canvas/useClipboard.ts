import { useEffect } from "react";
import { TITLE_MAX } from "../../model/limits";
import { clipSelected, deleteSelected, pasteClip, pasteLines } from "./deeds/actions";
import { CLIP_TYPE, clipText, linesOf, parseClip } from "./deeds/clip";
import type { BoardSession } from "./store/boardSession";
import { CANVAS } from "./strings";

const LINES_MAX = 500;

/** Copy, cut and paste of cards; lines of any text become cards. */
export function useClipboard(session: BoardSession): void {
  useEffect(() => {
    const copy = (event: ClipboardEvent): boolean => {
      const clip = isElsewhere(event) ? undefined : clipSelected(session);
      if (clip === undefined || event.clipboardData === null) return false;
      event.clipboardData.setData("text/plain", clipText(clip));
      event.clipboardData.setData(CLIP_TYPE, JSON.stringify(clip));
      event.preventDefault();
      session.announce(CANVAS.copied(clip.cards.length));
      return true;
    };
    const cut = (event: ClipboardEvent) => {
      if (session.mayWrite && copy(event)) deleteSelected(session);
    };
    const paste = (event: ClipboardEvent) => {
      if (isElsewhere(event) || event.clipboardData === null || !session.mayWrite) return;
      const clip = parseClip(event.clipboardData.getData(CLIP_TYPE));
      const lines = linesOf(event.clipboardData.getData("text/plain"), LINES_MAX, TITLE_MAX);
      if (clip === undefined && lines.length === 0) return;
      event.preventDefault();
      if (clip !== undefined) void pasteClip(session, clip);
      else void pasteLines(session, lines);
    };
    document.addEventListener("copy", copy);
    document.addEventListener("cut", cut);
    document.addEventListener("paste", paste);
    return () => {
      document.removeEventListener("copy", copy);
      document.removeEventListener("cut", cut);
      document.removeEventListener("paste", paste);
    };
  }, [session]);
}

/** In a field, or with text of the page chosen. */
function isElsewhere({ target }: ClipboardEvent): boolean {
  const inField = target instanceof Element && target.closest("input, textarea, select, dialog") !== null;
  return inField || (getSelection()?.toString() ?? "") !== "";
}
