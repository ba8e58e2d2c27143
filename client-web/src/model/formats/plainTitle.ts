/** The words of one line of Markdown, without what makes them bold, a heading, a link or an item. */
import { oneLine } from "./source";

const S = "[ \\t\\n\\v\\f\\r]";
const N = "[^ \\t\\n\\v\\f\\r]";
const BLOCK = new RegExp(`^${S}*(?:>${S}*|#{1,6}(?:${S}+|$)|[-*+]${S}+|\\d{1,9}[.)]${S}+|\\[[ xX]\\]${S}+)`, "g");
const CLOSING_HASHES = new RegExp(`${S}+#+${S}*$`);
const IMAGE_OR_LINK = /!?\[([^[\]]*)\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^[\]]*\])/g;
const WIKI_LINK = /!?\[\[(?:[^[\]|]*\|)?([^[\]|]+)\]\]/g;
const AUTO_LINK = /<(https?:\/\/[^<> \t\n\v\f\r]+)>/g;
const TAG = /<\/?[A-Za-z][^<>]*>/g;
const CODE = /(`+)(?!`)(.+?)(?<!`)\1(?!`)/g;
const STARS = new RegExp(`(\\*{1,3}|~~|==)(?=${N})(.+?)(?<=${N})\\1`, "g");
const UNDERSCORES = new RegExp(`(?<![\\p{L}\\p{N}_])(_{1,3})(?=${N})(.+?)(?<=${N})\\1(?![\\p{L}\\p{N}_])`, "gu");
const ESCAPE = /\\([!-/:-@[-`{-~])/g;
const ESCAPED = /[\uE000-\uE07F]/g;
const ESCAPED_BASE = 0xe000;
/** What of a line is looked at: longer ones are no titles, and patterns must not take long on what somebody made to be slow. */
const LINE_CHARS_MAX = 2_000;
const PEELS_MAX = 16;

/** Empty where nothing but decoration stands there. */
export function plainTitle(line: string): string {
  let text = hidden(line.slice(0, LINE_CHARS_MAX));
  text = untilStable(BLOCK, text, "");
  text = text.replace(CLOSING_HASHES, "");
  text = text.replace(WIKI_LINK, "$1");
  text = untilStable(IMAGE_OR_LINK, text, "$1");
  text = text.replace(AUTO_LINK, "$1");
  text = text.replace(TAG, "");
  text = untilStable(STARS, text, "$2");
  text = untilStable(UNDERSCORES, text, "$2");
  text = text.replace(CODE, "$2");
  return oneLine(plain(text));
}

/** Escaped characters as ones that mean nothing. */
function hidden(text: string): string {
  if (text.search(ESCAPED) >= 0) return text;
  return text.replace(ESCAPE, (_, c: string) => String.fromCharCode(ESCAPED_BASE + c.charCodeAt(0)));
}

function plain(text: string): string {
  const shown = text.replace(ESCAPED, (c) => String.fromCharCode(c.charCodeAt(0) - ESCAPED_BASE));
  return shown.isWellFormed() ? shown : shown.slice(0, -1);
}

/** Nested decoration is peeled from the outside in. */
function untilStable(pattern: RegExp, text: string, replacement: string): string {
  let now = text;
  for (let i = 0; i < PEELS_MAX; i++) {
    const next = now.replace(pattern, replacement);
    if (next === now) break;
    now = next;
  }
  return now;
}
