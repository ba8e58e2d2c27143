/** The text of a document, to be read and typed into: CodeMirror in a shadow root, bound to the engine's text. */
import { closeCompletion } from "@codemirror/autocomplete";
import { defaultKeymap } from "@codemirror/commands";
import { markdown, markdownKeymap, markdownLanguage } from "@codemirror/lang-markdown";
import { Annotation, Compartment, EditorState, Prec } from "@codemirror/state";
import { drawSelection, EditorView, keymap, placeholder } from "@codemirror/view";
import { useEffect, useMemo, useRef, useState } from "react";
import type { DocumentId } from "../../model/ids";
import type { TextSnapshot } from "../../worker/api";
import type { EngineClient } from "../../worker/client";
import { useNotices, useSession } from "../shell/session";
import { carets } from "./carets";
import { wrap } from "./commands";
import { completion } from "./completion";
import { editorTheme } from "./editorTheme";
import { livePreview, type Surroundings, surroundings, toggleTask } from "./livePreview";
import { type Marked, markings, setMarkings } from "./markings";
import { codePoints } from "./splices";
import { DOCUMENT_STRINGS as S } from "./strings";
import { TextBinding, textOf } from "./textBinding";
import { find, type Named } from "./things";

/** What came from the engine, as against what was typed. */
const theirs = Annotation.define<boolean>();
/** A pause that ends a burst of typing: what one undo takes back. */
const BURST_MILLIS = 1_000;

/** Where the person is in the text, in code points. */
export interface Selected {
  readonly start: number;
  readonly length: number;
}

export interface EditorHandle {
  readonly view: EditorView;
  readonly binding: TextBinding;
}

interface Props {
  readonly document: DocumentId;
  readonly first: TextSnapshot;
  readonly named: readonly Named[];
  readonly source: boolean;
  readonly marked: readonly Marked[];
  ready(handle: EditorHandle | undefined): void;
  selected(range: Selected): void;
  /** Somebody clicked on a marked part. */
  choose(id: string): void;
  undo(direction: "Undo" | "Redo"): void;
}

export function Editor(props: Props) {
  const { document: id, first, named, source, marked } = props;
  const { engine, workspace } = useSession();
  const { complain } = useNotices();
  const host = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<EditorView>();
  const latest = useRef(props);
  latest.current = props;
  const members = useMemo(() => workspace.team.members.map(({ name }) => name), [workspace.team.members]);
  const choices = useRef({ named, members });
  choices.current = { named, members };
  const looks = useMemo(() => new Compartment(), []);
  const around = useMemo(() => new Compartment(), []);
  const { mayWrite } = workspace;
  const surrounding = useMemo<Surroundings>(
    () => ({
      href: (name) => {
        const found = find(named, name);
        return found && `#/w/${workspace.id}${found.path}`;
      },
      members,
      mayWrite,
    }),
    [named, members, mayWrite, workspace.id],
  );

  // The editor lives as long as its document is shown; everything else reaches it by its compartments and effects.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what changes later is put into the editor below
  useEffect(() => {
    const place = host.current;
    if (place === null) return;
    const root = place.shadowRoot ?? place.attachShadow({ mode: "open" });
    const bound = bind(engine, workspace.id, id, first, complain, () => made);
    const made = new EditorView({
      root,
      parent: root,
      state: EditorState.create({
        doc: textOf(first.text),
        extensions: [
          EditorState.lineSeparator.of("\n"),
          EditorState.readOnly.of(!mayWrite),
          EditorView.editable.of(mayWrite),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({
            "aria-label": S.text,
            spellcheck: "true",
            ...(mayWrite ? {} : { tabindex: "0" }),
          }),
          drawSelection(),
          markdown({ base: markdownLanguage, addKeymap: false }),
          completion({ named: () => choices.current.named, members: () => choices.current.members }),
          editorTheme,
          markings((chosen) => latest.current.choose(chosen)),
          carets,
          placeholder(S.placeholder),
          around.of(surroundings.of(surrounding)),
          looks.of(source ? [] : livePreview),
          Prec.high(keymap.of(keys((direction) => latest.current.undo(direction)))),
          keymap.of([...markdownKeymap, ...defaultKeymap]),
          EditorView.updateListener.of(({ docChanged, selectionSet, transactions, state }) => {
            for (const each of transactions) {
              if (each.docChanged && each.annotation(theirs) !== true) bound.binding.typed(each.changes);
            }
            if (!docChanged && !selectionSet) return;
            const { from, to } = state.selection.main;
            const start = codePoints(state.doc, 0, from);
            latest.current.selected({ start, length: codePoints(state.doc, from, to) });
          }),
        ],
      }),
    });
    setView(made);
    latest.current.ready({ view: made, binding: bound.binding });
    return () => {
      bound.stop();
      latest.current.ready(undefined);
      made.destroy();
    };
  }, [engine, workspace.id, id, first, mayWrite]);

  useEffect(() => view?.dispatch({ effects: looks.reconfigure(source ? [] : livePreview) }), [view, looks, source]);
  useEffect(
    () => view?.dispatch({ effects: around.reconfigure(surroundings.of(surrounding)) }),
    [view, around, surrounding],
  );
  useEffect(() => view?.dispatch({ effects: setMarkings.of(marked) }), [view, marked]);

  return <div ref={host} />;
}

function keys(undo: (direction: "Undo" | "Redo") => void) {
  const by = (direction: "Undo" | "Redo") => () => {
    undo(direction);
    return true;
  };
  return [
    { key: "Mod-z", run: by("Undo"), preventDefault: true },
    { key: "Mod-Shift-z", run: by("Redo"), preventDefault: true },
    { key: "Mod-y", run: by("Redo"), preventDefault: true },
    { key: "Mod-b", run: (view: EditorView) => wrap(view, "**") },
    { key: "Mod-i", run: (view: EditorView) => wrap(view, "*") },
    { key: "Mod-e", run: (view: EditorView) => wrap(view, "`") },
    { key: "Mod-Enter", run: (view: EditorView) => toggleTask(view, view.state.selection.main.head) },
    { key: "Escape", run: closeCompletion },
  ];
}

type Workspaces = ReturnType<typeof useSession>["workspace"]["id"];

/** Follows the engine's text, and sends it what is typed. */
function bind(
  engine: EngineClient,
  workspace: Workspaces,
  document: DocumentId,
  first: TextSnapshot,
  complain: (failure: unknown) => void,
  view: () => EditorView,
) {
  let burst = 0;
  let lastMillis = 0;
  const binding = new TextBinding(first, {
    send: (version, splices) => {
      const now = performance.now();
      if (now - lastMillis > BURST_MILLIS) burst++;
      lastMillis = now;
      const group = `typing ${document} ${burst}`;
      return engine.call("EditText", { workspace, document, version, splices, group });
    },
    show: (changes) => view().dispatch({ changes, annotations: theirs.of(true) }),
    refused: complain,
  });
  const stop = engine.listen((event) => {
    if (event.type === "Text" && event.document === document) binding.heard(event.snapshot);
  });
  return { binding, stop };
}
