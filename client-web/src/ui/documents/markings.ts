/** Parts of the text that threads are about, and by whom parts were written. They move with the text until the engine says where they are. */
import { type Extension, type Range, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";
import { offsetOf } from "./splices";

/** A part of the text, in code points. */
export interface Marked {
  readonly id: string;
  readonly start: number;
  readonly length: number;
  readonly className: string;
}

export const setMarkings = StateEffect.define<readonly Marked[]>();

const field = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, { changes, effects, state }) {
    let now = marks.map(changes);
    for (const effect of effects) {
      if (!effect.is(setMarkings)) continue;
      const found: Range<Decoration>[] = [];
      for (const { id, start, length, className } of effect.value) {
        const from = offsetOf(state.doc, start);
        const to = offsetOf(state.doc, start + length);
        if (to > from) found.push(Decoration.mark({ class: className, attributes: { "data-id": id } }).range(from, to));
      }
      now = Decoration.set(found, true);
    }
    return now;
  },
  provide: (marks) => EditorView.decorations.from(marks),
});

/** @param choose is told when somebody clicks on one */
export function markings(choose: (id: string) => void): Extension {
  return [
    field,
    EditorView.domEventHandlers({
      click: ({ target }) => {
        const id = target instanceof Element ? target.closest("[data-id]")?.getAttribute("data-id") : null;
        if (id !== null && id !== undefined) choose(id);
        return false;
      },
    }),
  ];
}
