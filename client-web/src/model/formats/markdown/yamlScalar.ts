/** Single values as YAML writes them on one line: plain, in single or in double quotes. */
import { isBlank, strip } from "../source";

const PLAIN = /^[\p{L}\p{N}_/.(]\P{Cc}*$/u;
const OTHER_TYPE = /^(?:true|false|yes|no|on|off|null|~|[-+]?[0-9][0-9_.,:eExXoO+-]*|\d{4}-\d\d-\d\d.*)$/i;

export function readScalar(text: string): string {
  if (text.length >= 2 && text.startsWith("'") && text.endsWith("'")) return text.slice(1, -1).replaceAll("''", "'");
  if (text.length >= 2 && text.startsWith('"') && text.endsWith('"')) return unescaped(text.slice(1, -1));
  return text;
}

export function writeScalar(value: string): string {
  const isPlain = PLAIN.test(value) && !OTHER_TYPE.test(value) && !/: | #|[: ]$/.test(value);
  if (isPlain) return value;
  let out = '"';
  for (const c of value) {
    if (c === '"' || c === "\\") out += `\\${c}`;
    else if (c === "\n") out += "\\n";
    else if (c === "\t") out += "\\t";
    else if (c < " ") out += `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`;
    else out += c;
  }
  return `${out}"`;
}

/** The items of `a, "b, c", [[d]]`. */
export function readFlow(text: string): string[] {
  const items: string[] = [];
  let start = 0;
  let depth = 0;
  let quote = "";
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (quote !== "") {
      if (c === "\\" && quote === '"') i++;
      else if (c === quote) quote = "";
    } else if ((c === '"' || c === "'") && isBlank(text.slice(start, i))) quote = c;
    else if (c === "[") depth++;
    else if (c === "]") depth--;
    else if (c === "," && depth === 0) {
      items.push(readScalar(strip(text.slice(start, i))));
      start = i + 1;
    }
  }
  return [...items, readScalar(strip(text.slice(start)))];
}

/** A number sign after a space begins a comment, unless it stands in quotes. */
export function withoutComment(text: string): string {
  let quote = "";
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (quote !== "") {
      if (c === "\\" && quote === '"') i++;
      else if (c === quote) quote = "";
    } else if ((c === '"' || c === "'") && (i === 0 || "[, ".includes(text[i - 1]!))) quote = c;
    else if (c === "#" && (i === 0 || isBlank(text[i - 1]!))) return strip(text.slice(0, i));
  }
  return strip(text);
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r" };

function unescaped(text: string): string {
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/gs, (_, hex: string | undefined, c = "") =>
    hex === undefined ? (ESCAPES[c] ?? c) : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
