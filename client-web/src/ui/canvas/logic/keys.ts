/** Which key does what on the canvas (PRODUCT's conventions). */
export type Command =
  | "fit"
  | "fitSelection"
  | "actualSize"
  | "zoomIn"
  | "zoomOut"
  | "select"
  | "hand"
  | "newCard"
  | "newGroup"
  | "status"
  | "assignee"
  | "label"
  | "edit"
  | "escape"
  | "delete"
  | "group"
  | "duplicate"
  | "selectAll"
  | "undo"
  | "redo"
  | "palette"
  | "search"
  | "help"
  | "pin"
  | "outline"
  | "layout"
  | "link"
  | "goLeft"
  | "goRight"
  | "goUp"
  | "goDown"
  | "nudgeLeft"
  | "nudgeRight"
  | "nudgeUp"
  | "nudgeDown"
  | "linkedLeft"
  | "linkedRight"
  | "linkedUp"
  | "linkedDown"
  | "walkLeft"
  | "walkRight"
  | "walkUp"
  | "walkDown"
  | "toggle"
  | "panel";

export interface Stroke {
  /** As KeyboardEvent has it. */
  readonly key: string;
  readonly code: string;
  readonly shift: boolean;
  readonly alt: boolean;
  /** Control, or Command on a Mac. */
  readonly mod: boolean;
}

const PLAIN: Readonly<Record<string, Command>> = {
  v: "select",
  h: "hand",
  c: "newCard",
  g: "newGroup",
  s: "status",
  a: "assignee",
  l: "label",
  p: "pin",
  o: "outline",
  enter: "edit",
  f2: "edit",
  escape: "escape",
  delete: "delete",
  backspace: "delete",
  "+": "zoomIn",
  "=": "zoomIn",
  "-": "zoomOut",
  "?": "help",
  "/": "search",
  x: "link",
  i: "panel",
};

const MOD: Readonly<Record<string, Command>> = {
  k: "palette",
  f: "search",
  g: "group",
  d: "duplicate",
  a: "selectAll",
  z: "undo",
  y: "redo",
  "0": "actualSize",
  "+": "zoomIn",
  "=": "zoomIn",
  "-": "zoomOut",
};

const ARROWS: Readonly<Record<string, "Left" | "Right" | "Up" | "Down">> = {
  arrowleft: "Left",
  arrowright: "Right",
  arrowup: "Up",
  arrowdown: "Down",
};

export function commandOf(stroke: Stroke): Command | undefined {
  const key = stroke.key.toLowerCase();
  const way = ARROWS[key];
  if (way !== undefined) {
    if (stroke.mod) return stroke.alt || stroke.shift ? undefined : `linked${way}`;
    if (stroke.alt) return `walk${way}`;
    return stroke.shift ? `nudge${way}` : `go${way}`;
  }
  if (stroke.mod) {
    if (stroke.alt) return undefined;
    if (key === "z" && stroke.shift) return "redo";
    if (key === "l" && stroke.shift) return "layout";
    return stroke.shift && key !== "+" ? undefined : MOD[key];
  }
  if (stroke.alt) return undefined;
  // By place, because what Shift makes of a digit depends on the keyboard.
  if (stroke.shift && stroke.code === "Digit1") return "fit";
  if (stroke.shift && stroke.code === "Digit2") return "fitSelection";
  if (stroke.key === " ") return undefined; // held, it is the hand
  return PLAIN[key];
}
