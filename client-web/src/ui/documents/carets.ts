/** Cursors of others in the text. */
import { type Extension, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, WidgetType } from "@codemirror/view";
import { offsetOf } from "./splices";

export interface Caret {
  readonly id: string;
  readonly name: string;
  /** In code points. */
  readonly at: number;
}

export const setCarets = StateEffect.define<readonly Caret[]>();

class CaretMark extends WidgetType {
  constructor(readonly name: string) {
    super();
  }
  override eq(other: CaretMark): boolean {
    return other.name === this.name;
  }
  override toDOM(): HTMLElement {
    const mark = document.createElement("span");
    mark.className = "cm-caret";
    mark.setAttribute("aria-hidden", "true");
    mark.dataset.name = this.name; // shown by a rule: it is no part of the text
    return mark;
  }
}

export const carets: Extension = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, { changes, effects, state }) {
    let now = marks.map(changes);
    for (const effect of effects) {
      if (!effect.is(setCarets)) continue;
      now = Decoration.set(
        effect.value.map(({ name, at }) =>
          Decoration.widget({ widget: new CaretMark(name), side: 1 }).range(offsetOf(state.doc, at)),
        ),
        true,
      );
    }
    return now;
  },
  provide: (marks) => EditorView.decorations.from(marks),
});
