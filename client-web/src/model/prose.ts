/** What Markdown says besides its words: who is mentioned (DISC-12) and what is linked. Code spans and code blocks do not count. */
import type { MemberId } from "./ids";

/** The lines of a text without code blocks and code spans. */
function proseLines(markdown: string): string[] {
  const prose: string[] = [];
  let fence = "";
  for (const line of markdown.split("\n")) {
    const stripped = line.trim();
    if (fence !== "") {
      if (stripped.startsWith(fence)) fence = "";
    } else if (stripped.startsWith("```") || stripped.startsWith("~~~")) {
      fence = stripped.slice(0, 3);
    } else {
      prose.push(withoutCodeSpans(line));
    }
  }
  return prose;
}

/** A code span begins with a run of backticks and ends with the next run of the same length. */
function withoutCodeSpans(line: string): string {
  const runs = [...line.matchAll(/`+/g)];
  let kept = "";
  let from = 0;
  for (let i = 0; i < runs.length; ) {
    const [run] = runs[i]!;
    const closing = runs.findIndex(([other], j) => j > i && other.length === run.length);
    if (closing < 0) {
      i++;
      continue;
    }
    kept += line.slice(from, runs[i]!.index);
    from = runs[closing]!.index + run.length;
    i = closing + 1;
  }
  return kept + line.slice(from);
}

/** Each character by itself, as every language does it: what becomes of it elsewhere in a word does not count. */
function lower(text: string): string {
  return [...text].map((character) => [...character.toLowerCase()][0] ?? "").join("");
}

/** The members whom a text mentions by `@name`, rising; the longest name that fits counts. */
export function mentionsIn(
  markdown: string,
  members: Iterable<{ readonly id: MemberId; readonly name: string }>,
): MemberId[] {
  const names = [...members]
    .map(({ id, name }) => ({ id, name: lower(name.trim()) }))
    .filter(({ name }) => name !== "");
  const found = new Set<MemberId>();
  for (const line of proseLines(markdown).map(lower)) {
    for (let at = line.indexOf("@"); at >= 0; at = line.indexOf("@", at + 1)) {
      if (/[\p{L}\p{Nd}]$/u.test(line.slice(Math.max(0, at - 2), at))) continue;
      const rest = line.slice(at + 1);
      const fitting = names.filter(
        ({ name }) => rest.startsWith(name) && !/^[\p{L}\p{Nd}]/u.test(rest.slice(name.length)),
      );
      const longest = Math.max(0, ...fitting.map(({ name }) => name.length));
      for (const { id, name } of fitting) if (name.length === longest) found.add(id);
    }
  }
  return [...found].sort();
}

const LINK = /\[\[([^[\]|#\n]+)(?:#[^[\]|\n]*)?(?:\|[^[\]\n]*)?]]/g;

/** The names in `[[name]]`, `[[name|shown]]` and `[[name#part]]`, each once, in their order. */
export function linksIn(markdown: string): string[] {
  const names = proseLines(markdown).flatMap((line) => [...line.matchAll(LINK)].map(([, name = ""]) => name.trim()));
  return [...new Set(names)];
}
