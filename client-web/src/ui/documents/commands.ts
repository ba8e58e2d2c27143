/** What the toolbar and the keys do to the Markdown. */
import { EditorSelection } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";

/** Puts signs around what is selected, or takes them away. */
export function wrap(view: EditorView, sign: string): boolean {
  const { state } = view;
  view.dispatch(
    state.changeByRange((range) => {
      const text = state.sliceDoc(range.from, range.to);
      const before = state.sliceDoc(range.from - sign.length, range.from);
      const after = state.sliceDoc(range.to, range.to + sign.length);
      if (before === sign && after === sign) {
        return {
          changes: [
            { from: range.from - sign.length, to: range.from },
            { from: range.to, to: range.to + sign.length },
          ],
          range: EditorSelection.range(range.from - sign.length, range.to - sign.length),
        };
      }
      return {
        changes: { from: range.from, to: range.to, insert: sign + text + sign },
        range: EditorSelection.range(range.from + sign.length, range.to + sign.length),
      };
    }),
    { userEvent: "input" },
  );
  view.focus();
  return true;
}

/** Begins every line of the selection so, or not any more where all do. */
export function begin(view: EditorView, sign: string): boolean {
  const { state } = view;
  const { from, to } = state.selection.main;
  const [first, last] = [state.doc.lineAt(from).number, state.doc.lineAt(to).number];
  const lines = Array.from({ length: last - first + 1 }, (_, i) => state.doc.line(first + i));
  const all = lines.every(({ text }) => text.startsWith(sign));
  const changes = lines.map((line) => {
    if (all) return { from: line.from, to: line.from + sign.length };
    const old = /^(?:#{1,6} |> |[-*+] (?:\[[ xX]\] )?)/.exec(line.text)?.[0] ?? "";
    return { from: line.from, to: line.from + old.length, insert: sign };
  });
  view.dispatch({ changes, userEvent: "input" });
  view.focus();
  return true;
}

/** Heading of the second, the third, and then none. */
export function heading(view: EditorView): boolean {
  const { text } = view.state.doc.lineAt(view.state.selection.main.from);
  return begin(view, text.startsWith("## ") ? "### " : text.startsWith("### ") ? "### " : "## ");
}

/** `[[`, whose completion opens. */
export function linkTo(view: EditorView): boolean {
  const { from, to } = view.state.selection.main;
  const text = view.state.sliceDoc(from, to);
  view.dispatch({
    changes: { from, to, insert: `[[${text}` },
    selection: { anchor: from + 2 + text.length },
    userEvent: "input.type",
  });
  view.focus();
  return true;
}
