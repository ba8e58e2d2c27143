/** Files and folders that a person chooses or drops, as paths and bytes. */
import type { DroppedFile } from "../../sync/importing";

const MARKDOWN = /\.(md|markdown)$/i;

export interface Chosen {
  /** What was chosen, for what is said of the whole. */
  readonly name: string;
  readonly files: readonly DroppedFile[];
}

export const isMarkdownFile = (file: { readonly name: string }) => MARKDOWN.test(file.name);

/** Files of a chooser: those of a folder by their path in it. */
export async function chosenIn(files: readonly File[], isTaken = isMarkdownFile): Promise<Chosen> {
  const [top = "", ...below] = (files[0]?.webkitRelativePath ?? "").split("/");
  const pathOf = (file: File) => file.webkitRelativePath.split("/").slice(1).join("/") || file.name;
  const read = await Promise.all(files.filter(isTaken).map((file) => readAs(pathOf(file), file)));
  return { name: below.length > 0 ? top : nameOf(files), files: read };
}

/** What hangs on a pointer, folders with all that is in them. To be called before the event is over. */
export async function droppedIn(transfer: DataTransfer): Promise<Chosen> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  const [first] = entries;
  const single = entries.length === 1 && first?.isDirectory === true;
  const files = (await Promise.all(entries.map((entry) => filesBelow(entry, single ? "" : entry.name)))).flat();
  const read = files.filter(([, file]) => isMarkdownFile(file)).map(([path, file]) => readAs(path, file));
  return { name: single ? first.name : nameOf(files.map(([, file]) => file)), files: await Promise.all(read) };
}

async function filesBelow(entry: FileSystemEntry, path: string): Promise<(readonly [string, File])[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    return [[path, file]];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: (readonly [string, File])[] = [];
  // A reader gives a part at a time, and nothing at the end.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return found;
    for (const each of some) found.push(...(await filesBelow(each, path === "" ? each.name : `${path}/${each.name}`)));
  }
}

async function readAs(path: string, file: File): Promise<DroppedFile> {
  return { name: path, bytes: new Uint8Array(await file.arrayBuffer()) };
}

function nameOf(files: readonly File[]): string {
  const [only, ...more] = files;
  return more.length === 0 ? (only?.name ?? "") : `${files.length} files`;
}
