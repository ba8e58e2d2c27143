/** The theme's colours, read from the page's variables, for what is painted. */
import type { StatusCategory } from "../../../model/values";

const NAMES = {
  paper: "--paper",
  raised: "--raised",
  ground: "--ground",
  ink: "--ink",
  soft: "--ink-soft",
  edge: "--edge",
  edgeStrong: "--edge-strong",
  dots: "--dots",
  accent: "--accent",
  accentWash: "--accent-wash",
  alarm: "--alarm",
  warn: "--warn",
  mark: "--mark",
  backlog: "--backlog",
  scoped: "--scoped",
  active: "--active",
  review: "--review",
  done: "--done",
  dropped: "--dropped",
} as const;

export type Colors = Readonly<Record<keyof typeof NAMES, string>> & { readonly font: string };

export function colorsOf(element: Element): Colors {
  const style = getComputedStyle(element);
  const read = Object.entries(NAMES).map(([name, variable]) => [name, style.getPropertyValue(variable).trim()]);
  return { ...(Object.fromEntries(read) as Record<keyof typeof NAMES, string>), font: style.fontFamily };
}

/** JSON Canvas: "1" to "6" are red, orange, yellow, green, cyan, purple. */
const PRESETS: Readonly<Record<string, string>> = {
  "1": "#d64545",
  "2": "#d98324",
  "3": "#c5a200",
  "4": "#3f9c52",
  "5": "#1a97a6",
  "6": "#8a5cc7",
};

/** A thing's own colour as CSS writes it. */
export function ownColor(color: string | undefined): string | undefined {
  return color === undefined ? undefined : (PRESETS[color] ?? color);
}

export const COLOR_CHOICES = Object.keys(PRESETS);

export function categoryColor(colors: Colors, category: StatusCategory | undefined): string {
  return category === undefined ? colors.edge : colors[category];
}
