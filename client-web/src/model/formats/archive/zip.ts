/** Files by path as one ZIP, in memory (FMT-ARCHIVE-2, FMT-ARCHIVE-4). */
import { GateError } from "../../automerge/gateError";
import { inflateRaw } from "../../automerge/inflate";
import { compare } from "../../ids";
import { resolvePath } from "../paths";
import { ImportFailed } from "../source";

export type Files = ReadonlyMap<string, Uint8Array>;

const FILES_MAX = 100_000;
const BYTES_MAX = 512 * 1024 * 1024;
/** What the plain form of a ZIP can count. */
const COUNT_MAX = 0xffff;

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const LOCAL_BYTES = 30;
const CENTRAL_BYTES = 46;
const END_BYTES = 22;
const COMMENT_BYTES_MAX = 0xffff;
const STORED = 0;
const DEFLATED = 8;
const UTF8_NAMES = 0x0800;
/** Two seconds after the first moment that a ZIP can name: files have no time, and the Java client's library cannot write the first. */
const NO_TIME = 1;
const NO_DATE = 0x0021;

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = CRC_TABLE[(crc ^ byte) & 0xff]! ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/** Stored, not deflated: two versions of a compressor may give different bytes for the same state. Paths in their order. */
export function writeZip(files: Files): Uint8Array {
  const inOrder = [...files].sort(([a], [b]) => compare(a, b));
  if (inOrder.length > COUNT_MAX) throw new RangeError(`An archive holds at most ${COUNT_MAX} files here.`);
  const named = inOrder.map(([path, bytes]) => ({ name: new TextEncoder().encode(path), bytes, crc: crc32(bytes) }));
  const size = named.reduce(
    (all, { name, bytes }) => all + LOCAL_BYTES + CENTRAL_BYTES + 2 * name.length + bytes.length,
    END_BYTES,
  );
  const out = new Uint8Array(size);
  const view = new DataView(out.buffer);
  let at = 0;
  const places: number[] = [];
  for (const { name, bytes, crc } of named) {
    places.push(at);
    view.setUint32(at, LOCAL, true);
    common(view, at + 4, name.length, bytes.length, crc);
    out.set(name, at + LOCAL_BYTES);
    out.set(bytes, at + LOCAL_BYTES + name.length);
    at += LOCAL_BYTES + name.length + bytes.length;
  }
  const start = at;
  for (const [i, { name, bytes, crc }] of named.entries()) {
    view.setUint32(at, CENTRAL, true);
    view.setUint16(at + 4, 10, true);
    common(view, at + 6, name.length, bytes.length, crc);
    view.setUint32(at + 42, places[i]!, true);
    out.set(name, at + CENTRAL_BYTES);
    at += CENTRAL_BYTES + name.length;
  }
  view.setUint32(at, END, true);
  view.setUint16(at + 8, named.length, true);
  view.setUint16(at + 10, named.length, true);
  view.setUint32(at + 12, at - start, true);
  view.setUint32(at + 16, start, true);
  return out;
}

/** From the version that reads it to the length of the name: the same in both heads. */
function common(view: DataView, at: number, nameBytes: number, bytes: number, crc: number): void {
  view.setUint16(at, 10, true);
  view.setUint16(at + 2, UTF8_NAMES, true);
  view.setUint16(at + 4, STORED, true);
  view.setUint16(at + 6, NO_TIME, true);
  view.setUint16(at + 8, NO_DATE, true);
  view.setUint32(at + 10, crc, true);
  view.setUint32(at + 14, bytes, true);
  view.setUint32(at + 18, bytes, true);
  view.setUint16(at + 22, nameBytes, true);
}

/** @throws ImportFailed where it is no ZIP, a path leads out of it or stands there twice, or it unpacks to too much */
export function readZip(archive: string, bytes: Uint8Array): Files {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const bad = (reason: string) => new ImportFailed(archive, undefined, reason);
  const files = new Map<string, Uint8Array>();
  const spelled = new Set<string>();
  let left = BYTES_MAX;
  let at = directoryOf(view);
  if (at === undefined) throw bad("this is no ZIP archive, or it ends in the middle");
  try {
    while (view.getUint32(at, true) === CENTRAL) {
      const entry = entryAt(view, bytes, at, archive);
      at = entry.next;
      if (entry.path.endsWith("/")) continue;
      if (resolvePath("", entry.path) !== entry.path) {
        throw bad(`the archive names a file "${entry.path}", which may lead out of it; it is not read`);
      }
      if (spelled.has(entry.path.toLowerCase())) throw bad(`the archive holds "${entry.path}" twice`);
      if (files.size === FILES_MAX) throw bad(`the archive holds more than ${FILES_MAX} files`);
      if (entry.size > left) {
        throw bad(`the archive unpacks to more than ${BYTES_MAX / 1024 / 1024} MiB, and is not read`);
      }
      left -= entry.size;
      spelled.add(entry.path.toLowerCase());
      files.set(entry.path, contentOf(view, bytes, entry, bad));
    }
  } catch (e) {
    // The end of the bytes within something that they promised.
    if (e instanceof RangeError) throw bad("the archive ends in the middle of a file");
    throw e;
  }
  if (files.size === 0) throw bad("this is no ZIP archive, or nothing is in it");
  return files;
}

/** Where the list of files begins; undefined where there is none. */
function directoryOf(view: DataView): number | undefined {
  const last = view.byteLength - END_BYTES;
  for (let at = last; at >= 0 && at >= last - COMMENT_BYTES_MAX; at--) {
    if (view.getUint32(at, true) === END) return view.getUint32(at + 16, true);
  }
  return undefined;
}

interface Entry {
  readonly path: string;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly local: number;
  readonly next: number;
}

function entryAt(view: DataView, bytes: Uint8Array, at: number, archive: string): Entry {
  const [nameBytes, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true)) as [
    number,
    number,
    number,
  ];
  const name = bytes.subarray(at + CENTRAL_BYTES, at + CENTRAL_BYTES + nameBytes);
  let path: string;
  try {
    path = new TextDecoder("utf-8", { fatal: true }).decode(name);
  } catch {
    throw new ImportFailed(archive, undefined, "the archive is damaged: a name in it is not UTF-8");
  }
  return {
    path,
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    packed: view.getUint32(at + 20, true),
    size: view.getUint32(at + 24, true),
    local: view.getUint32(at + 42, true),
    next: at + CENTRAL_BYTES + nameBytes + extra + comment,
  };
}

function contentOf(view: DataView, bytes: Uint8Array, entry: Entry, bad: (reason: string) => ImportFailed): Uint8Array {
  const { local, packed, size, method, crc, path } = entry;
  if (view.getUint32(local, true) !== LOCAL) throw bad(`the archive is damaged: "${path}" is not where it should be`);
  const start = local + LOCAL_BYTES + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  if (start + packed > bytes.length) throw bad("the archive ends in the middle of a file");
  const stored = bytes.subarray(start, start + packed);
  const content = method === STORED ? stored : method === DEFLATED ? inflated(stored, size) : undefined;
  if (content === undefined || content.length !== size || crc32(content) !== crc) {
    throw bad(`the archive is damaged: "${path}" is not as it was packed`);
  }
  return content;
}

function inflated(packed: Uint8Array, size: number): Uint8Array | undefined {
  try {
    return inflateRaw(packed, 0, size);
  } catch (e) {
    if (e instanceof GateError) return undefined;
    throw e;
  }
}
