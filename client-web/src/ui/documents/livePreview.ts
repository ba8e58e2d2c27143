/** Markdown as it is meant: signs are hidden where the cursor is not, tasks are boxes, links are chips. The text stays what it is. */
import { syntaxTree } from "@codemirror/language";
import type { EditorState, Range } from "@codemirror/state";
import { Facet } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  ViewPlugin,
  type ViewUpdate,
  WidgetType,
} from "@codemirror/view";
import { DOCUMENT_STRINGS as S } from "./strings";

/** What the preview asks the page. */
export interface Surroundings {
  /** The address of what a link names, undefined where there is nothing of that name. */
  href(name: string): string | undefined;
  readonly members: readonly string[];
  readonly mayWrite: boolean;
}

export const surroundings = Facet.define<Surroundings, Surroundings>({
  combine: ([first]) => first ?? { href: () => undefined, members: [], mayWrite: false },
});

class Chip extends WidgetType {
  constructor(
    readonly name: string,
    readonly shown: string,
    readonly href: string | undefined,
  ) {
    super();
  }
  override eq(other: Chip): boolean {
    return other.name === this.name && other.shown === this.shown && other.href === this.href;
  }
  override toDOM(): HTMLElement {
    const chip = document.createElement(this.href === undefined ? "span" : "a");
    chip.className = this.href === undefined ? "cm-chip cm-unknown" : "cm-chip";
    chip.textContent = this.shown;
    if (this.href === undefined) chip.title = S.unknownLink(this.name);
    else chip.setAttribute("href", this.href);
    return chip;
  }
  override ignoreEvent(): boolean {
    return this.href !== undefined;
  }
}

class Box extends WidgetType {
  constructor(
    readonly done: boolean,
    readonly mayWrite: boolean,
  ) {
    super();
  }
  override eq(other: Box): boolean {
    return other.done === this.done && other.mayWrite === this.mayWrite;
  }
  override toDOM(view: EditorView): HTMLElement {
    const box = document.createElement("input");
    box.type = "checkbox";
    box.className = "cm-box";
    box.checked = this.done;
    box.disabled = !this.mayWrite;
    box.setAttribute("aria-label", this.done ? S.done : S.open);
    box.addEventListener("click", (event) => {
      event.preventDefault(); // the text says whether it is done
      toggleTask(view, view.posAtDOM(box));
    });
    return box;
  }
  override ignoreEvent(): boolean {
    return true;
  }
}

class Bullet extends WidgetType {
  override eq(): boolean {
    return true;
  }
  override toDOM(): HTMLElement {
    const bullet = document.createElement("span");
    bullet.className = "cm-bullet";
    bullet.textContent = "•";
    return bullet;
  }
}

/** A row of a table, its cells side by side in columns of one width. */
class Row extends WidgetType {
  constructor(readonly cells: readonly string[]) {
    super();
  }
  override eq(other: Row): boolean {
    return other.cells.length === this.cells.length && other.cells.every((cell, i) => cell === this.cells[i]);
  }
  override toDOM(): HTMLElement {
    const row = document.createElement("span");
    row.className = "cm-row";
    for (const cell of this.cells) {
      const box = document.createElement("span");
      box.textContent = cell;
      row.append(box);
    }
    return row;
  }
  override ignoreEvent(): boolean {
    return false;
  }
}

/** Does or undoes the task on the line at a position. */
export function toggleTask(view: EditorView, at: number): boolean {
  const line = view.state.doc.lineAt(at);
  const found = /^(\s*(?:[-*+]|\d+[.)])\s+\[)([ xX])\]/.exec(line.text);
  const [, before, mark] = found ?? [];
  if (before === undefined || view.state.readOnly) return false;
  const from = line.from + before.length;
  view.dispatch({ changes: { from, to: from + 1, insert: mark === " " ? "x" : " " }, userEvent: "input" });
  return true;
}

const LINES: Readonly<Record<string, string>> = {
  ATXHeading1: "cm-h1",
  ATXHeading2: "cm-h2",
  ATXHeading3: "cm-h3",
  ATXHeading4: "cm-h4",
  ATXHeading5: "cm-h4",
  ATXHeading6: "cm-h4",
  SetextHeading1: "cm-h1",
  SetextHeading2: "cm-h2",
  FencedCode: "cm-block",
  CodeBlock: "cm-block",
  Blockquote: "cm-quote",
  Table: "cm-table",
  TableHeader: "cm-tableHead",
  HorizontalRule: "cm-rule",
  ListItem: "cm-item",
};
const SPANS: Readonly<Record<string, string>> = {
  StrongEmphasis: "cm-strong",
  Emphasis: "cm-em",
  Strikethrough: "cm-strike",
  InlineCode: "cm-code",
  Link: "cm-url",
  Autolink: "cm-url",
};
/** Signs of a span, hidden while the cursor is not in it. */
const INLINE_SIGNS = new Set(["EmphasisMark", "StrikethroughMark", "CodeMark", "LinkMark", "URL", "LinkTitle"]);
const LINK = /\[\[([^[\]|#\n]+)(#[^[\]|\n]*)?(?:\|([^[\]\n]*))?]]/g;

const hidden = Decoration.replace({});
const line = (name: string) => Decoration.line({ class: name });
const span = (name: string) => Decoration.mark({ class: name });

function touches(state: EditorState, from: number, to: number): boolean {
  return state.selection.ranges.some((range) => range.from <= to && range.to >= from);
}

class Painter {
  private readonly found: Range<Decoration>[] = [];
  private readonly lines = new Set<string>();

  constructor(
    private readonly view: EditorView,
    private readonly page: Surroundings,
  ) {}

  paint(): DecorationSet {
    for (const { from, to } of this.view.visibleRanges) {
      this.paintTree(from, to);
      this.paintNames(from, to);
    }
    return Decoration.set(this.found, true);
  }

  private isActive(from: number, to: number): boolean {
    return this.view.hasFocus && touches(this.view.state, from, to);
  }

  private isActiveLine(at: number): boolean {
    const { from, to } = this.view.state.doc.lineAt(at);
    return this.isActive(from, to);
  }

  private addLines(name: string, from: number, to: number): void {
    const { doc } = this.view.state;
    for (let at = doc.lineAt(from); ; at = doc.line(at.number + 1)) {
      const key = `${name} ${at.number}`;
      if (!this.lines.has(key)) {
        this.lines.add(key);
        this.found.push(line(name).range(at.from));
      }
      if (at.to >= to || at.number === doc.lines) return;
    }
  }

  private paintTree(from: number, to: number): void {
    const { state } = this.view;
    syntaxTree(state).iterate({
      from,
      to,
      enter: (node) => {
        const { name } = node;
        const lineName = LINES[name];
        if (lineName !== undefined) {
          const end = name === "ListItem" ? state.doc.lineAt(node.from).to : node.to;
          this.addLines(lineName, node.from, Math.max(node.from, end));
        }
        const spanName = SPANS[name];
        if (spanName !== undefined && node.to > node.from) this.found.push(span(spanName).range(node.from, node.to));
        const parent = node.node.parent;
        if (name === "Table" && !this.isActive(node.from, node.to)) {
          this.table(node.from, node.to);
          return false;
        }
        if (name === "HeaderMark" && parent !== null) this.sign(node.from, this.blanksAfter(node.to), node.from);
        else if (name === "QuoteMark") this.sign(node.from, this.blanksAfter(node.to), node.from);
        else if (name === "ListMark") this.listMark(node.from, node.to);
        else if (name === "TaskMarker") this.task(node.from, node.to);
        else if (INLINE_SIGNS.has(name) && parent !== null && parent.name !== "FencedCode") {
          const inLink = parent.name === "Link" || SPANS[parent.name] !== undefined;
          if (inLink && !this.isActive(parent.from, parent.to)) this.hide(node.from, node.to);
        } else if (name === "CodeMark" || name === "CodeInfo")
          this.found.push(span("cm-mark").range(node.from, node.to));
      },
    });
  }

  /** The row that says how columns stand is a line; the others have their cells side by side. */
  private table(from: number, to: number): void {
    const { doc } = this.view.state;
    const last = doc.lineAt(to).number;
    for (let at = doc.lineAt(from).number; at <= last; at++) {
      const { from: start, to: end, text } = doc.line(at);
      if (/^[\s|:-]+$/.test(text)) {
        this.found.push(line("cm-tableRule").range(start));
        this.hide(start, end);
      } else {
        const cells = text
          .replace(/^\s*\||\|\s*$/g, "")
          .split(/(?<!\\)\|/)
          .map((cell) => cell.trim().replaceAll("\\|", "|"));
        if (end > start) this.found.push(Decoration.replace({ widget: new Row(cells) }).range(start, end));
        if (start === doc.lineAt(from).from) this.found.push(line("cm-tableHead").range(start));
      }
    }
  }

  private blanksAfter(at: number): number {
    const end = this.view.state.doc.lineAt(at).to;
    return at < end && this.view.state.sliceDoc(at, at + 1) === " " ? at + 1 : at;
  }

  private sign(from: number, to: number, at: number): void {
    if (this.isActiveLine(at)) this.found.push(span("cm-mark").range(from, to));
    else this.hide(from, to);
  }

  private hide(from: number, to: number): void {
    if (to > from) this.found.push(hidden.range(from, to));
  }

  private listMark(from: number, to: number): void {
    const { doc } = this.view.state;
    const { text, from: start } = doc.lineAt(from);
    const rest = text.slice(to - start);
    if (/^\s+\[[ xX]\]/.test(rest)) {
      if (!this.isActiveLine(from)) this.hide(from, this.blanksAfter(to));
    } else if (/^[-*+]$/.test(text.slice(from - start, to - start)) && !this.isActiveLine(from)) {
      this.found.push(Decoration.replace({ widget: new Bullet() }).range(from, this.blanksAfter(to)));
    }
  }

  private task(from: number, to: number): void {
    const done = this.view.state.sliceDoc(from + 1, from + 2).toLowerCase() === "x";
    const { to: end } = this.view.state.doc.lineAt(from);
    if (done && end > to) this.found.push(span("cm-done").range(to, end));
    if (this.isActive(from, to)) return;
    const widget = new Box(done, this.page.mayWrite);
    this.found.push(Decoration.replace({ widget }).range(from, this.blanksAfter(to)));
  }

  private paintNames(from: number, to: number): void {
    const { state } = this.view;
    const text = state.sliceDoc(from, to);
    for (const found of text.matchAll(LINK)) {
      const [whole, name = "", part = "", shown] = found;
      const start = from + found.index;
      if (this.isActive(start, start + whole.length) || this.isCode(start)) continue;
      const widget = new Chip(name, shown ?? name + part, this.page.href(name));
      this.found.push(Decoration.replace({ widget }).range(start, start + whole.length));
    }
    const lower = text.toLowerCase();
    for (let at = lower.indexOf("@"); at >= 0; at = lower.indexOf("@", at + 1)) {
      const name = this.page.members.find((each) => lower.startsWith(each.toLowerCase(), at + 1));
      if (name === undefined || this.isCode(from + at)) continue;
      this.found.push(span("cm-mention").range(from + at, from + at + 1 + name.length));
    }
  }

  private isCode(at: number): boolean {
    for (let node = syntaxTree(this.view.state).resolveInner(at, 1); node.parent !== null; node = node.parent) {
      if (node.name === "InlineCode" || node.name === "FencedCode" || node.name === "CodeBlock") return true;
    }
    return false;
  }
}

export const livePreview = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = new Painter(view, view.state.facet(surroundings)).paint();
    }

    update({ view, docChanged, selectionSet, viewportChanged, focusChanged, startState, state }: ViewUpdate): void {
      const other =
        startState.facet(surroundings) !== state.facet(surroundings) || syntaxTree(startState) !== syntaxTree(state);
      if (docChanged || selectionSet || viewportChanged || focusChanged || other) {
        this.decorations = new Painter(view, state.facet(surroundings)).paint();
      }
    }
  },
  { decorations: (plugin) => plugin.decorations },
);
