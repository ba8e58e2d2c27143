import { type RefObject, useEffect } from "react";
import { commandOf } from "./logic/keys";
import type { Hands } from "./stage/hands";
import { obey } from "./stage/keyboard";
import type { BoardSession } from "./store/boardSession";

/** Keys of the canvas, wherever on the page one is but in a field or a dialog. */
export function useKeyboard(session: BoardSession, hands: RefObject<Hands | undefined>, layout: () => void): void {
  useEffect(() => {
    const down = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      // A dialog may be on its way: what is typed meanwhile is not meant for the board.
      if (session.ui.get().dialog !== undefined && event.key !== "Escape") return;
      const place = placeOf(event.target);
      const mod = event.ctrlKey || event.metaKey;
      if (event.key === " " && place === "canvas") {
        event.preventDefault();
        return hands.current?.holdSpace(true);
      }
      const command = commandOf({ key: event.key, code: event.code, shift: event.shiftKey, alt: event.altKey, mod });
      if (command === undefined) return;
      const isGlobal = command === "palette" || command === "escape";
      if (place === "field" && !(command === "palette")) return;
      if (place === "dialog" && !isGlobal) return;
      // A button is pressed by Enter, and a list beside the board has arrow keys of its own.
      if (place === "control" && !mod && (command === "edit" || command.startsWith("go"))) return;
      const around = { hands: hands.current, layout };
      if (obey(session, command, around)) event.preventDefault();
    };
    const up = (event: KeyboardEvent) => {
      if (event.key === " ") hands.current?.holdSpace(false);
    };
    document.addEventListener("keydown", down);
    document.addEventListener("keyup", up);
    return () => {
      document.removeEventListener("keydown", down);
      document.removeEventListener("keyup", up);
    };
  }, [session, hands, layout]);
}

function placeOf(target: EventTarget | null): "canvas" | "field" | "dialog" | "control" | "page" {
  if (!(target instanceof Element)) return "page";
  if (target.closest("input, textarea, select, [contenteditable=true]") !== null) return "field";
  if (target.closest("dialog, [role=dialog]") !== null) return "dialog";
  if (target.id === "canvas") return "canvas";
  return target.closest("button, a, [role=tree], [role=menu], summary") === null ? "page" : "control";
}
