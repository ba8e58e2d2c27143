/** Relative paths as they stand in files: `notes/idea.md`, `./idea.md`, `..\idea.md`. */
import { strip } from "./source";

/** The path from the root, without `.` and `..`; undefined where it is absolute, empty, leads out of the root, or is a URL. */
export function resolvePath(folder: string, path: string): string | undefined {
  const plain = strip(path).replaceAll("\\", "/");
  if (plain === "" || plain.startsWith("/") || plain.includes(":") || plain.includes("\0")) return undefined;
  const names: string[] = [];
  for (const name of `${folder}/${plain}`.split("/")) {
    if (name === "..") {
      if (names.pop() === undefined) return undefined;
    } else if (name !== "" && name !== ".") names.push(name);
  }
  return names.length === 0 ? undefined : names.join("/");
}

/** The folder a file lies in, empty for the root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** The last name of a path, without its ending. */
export function stemOf(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const dot = name.lastIndexOf(".");
  return dot <= 0 ? name : name.slice(0, dot);
}

export function isMarkdown(path: string): boolean {
  return /\.(md|markdown)$/i.test(path);
}
