/** `[[` offers documents and cards, `@` the team. */
import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from "@codemirror/autocomplete";
import type { Extension } from "@codemirror/state";
import type { Named } from "./things";

const OPTIONS_MAX = 200;

export interface Choices {
  named(): readonly Named[];
  members(): readonly string[];
}

export function completion(choices: Choices): Extension {
  const links = (context: CompletionContext): CompletionResult | null => {
    const open = context.matchBefore(/\[\[[^[\]|#\n]*/);
    if (open === null) return null;
    const options = choices.named().map(
      ({ name, hint, kind }): Completion => ({
        label: name,
        ...(hint === "" ? {} : { detail: hint }),
        type: kind,
        apply: (view, _completion, from, to) => {
          const closed = view.state.sliceDoc(to, to + 2) === "]]";
          const insert = closed ? name : `${name}]]`;
          const changes = { from, to, insert };
          view.dispatch({ changes, selection: { anchor: from + name.length + 2 }, userEvent: "input.complete" });
        },
      }),
    );
    return { from: open.from + 2, options: options.slice(0, OPTIONS_MAX), validFor: /^[^[\]|#\n]*$/ };
  };
  const mentions = (context: CompletionContext): CompletionResult | null => {
    const open = context.matchBefore(/(?:^|[^\p{L}\p{Nd}])@[\p{L}\p{Nd} .'-]*/u);
    if (open === null) return null;
    const from = open.from + open.text.lastIndexOf("@") + 1;
    const options = choices.members().map((name) => ({ label: name, type: "member", apply: `${name} ` }));
    return { from, options, validFor: /^[\p{L}\p{Nd} .'-]*$/u };
  };
  return autocompletion({ override: [links, mentions], icons: false });
}
