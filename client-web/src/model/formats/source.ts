/** Files as they come: strictly read, with the place of whatever is wrong (FMT-ERR-1 to FMT-ERR-3). */

/** A place in a text file, from 1; column 0 where only the line is known. Columns are UTF-16 units, as editors count. */
export interface Mark {
  readonly line: number;
  readonly column: number;
}

export const START: Mark = { line: 1, column: 1 };

/** How large a file may be that is imported; more is refused with the figure, nothing is cut off silently. In UTF-16 units where it is not bytes. */
export const FORMAT_LIMITS = {
  fileBytesMax: 64 * 1024 * 1024,
  nestingMax: 64,
  itemsMax: 50_000,
  rowsMax: 200_000,
  columnsMax: 512,
  textCharsMax: 2 * 1024 * 1024,
  titleCharsMax: 1_000,
  nameCharsMax: 200,
  extraCharsMax: 12_000,
} as const;

/** A file that cannot be imported, and nothing of it is. Its message is `file:line:column: reason`, as compilers say it. */
export class ImportFailed extends Error {
  constructor(
    readonly file: string,
    readonly at: Mark | undefined,
    readonly reason: string,
  ) {
    super(`${placed(file, at)}: ${reason}`);
  }
}

function placed(file: string, at: Mark | undefined): string {
  if (at === undefined) return file;
  return at.column > 0 ? `${file}:${at.line}:${at.column}` : `${file}:${at.line}`;
}

/** A file that was read as UTF-8, without a byte order mark. */
export class SourceText {
  constructor(
    readonly file: string,
    readonly text: string,
  ) {}

  /** Reads strictly: a byte that is not UTF-8 is an error with its line, never a replacement character. @throws ImportFailed */
  static decode(file: string, bytes: Uint8Array, most: number = FORMAT_LIMITS.fileBytesMax): SourceText {
    if (bytes.length > most) {
      throw new ImportFailed(file, undefined, `the file has ${bytes.length} bytes, and at most ${most} are read`);
    }
    const [first, second] = bytes;
    if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
      throw new ImportFailed(file, START, "the file is UTF-16, not UTF-8; save it as UTF-8");
    }
    try {
      return new SourceText(file, new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    } catch {
      throw badByte(file, bytes);
    }
  }

  bad(at: Mark, reason: string): ImportFailed {
    return new ImportFailed(this.file, at, reason);
  }

  /** Line and column of an offset. Lines end at LF, CRLF or CR. */
  mark(offset: number): Mark {
    return markAt(this.text, offset);
  }
}

function badByte(file: string, bytes: Uint8Array): ImportFailed {
  // The longest beginning that is UTF-8, by halves: then the next byte is to blame.
  const strict = (length: number): string | undefined => {
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(0, length), { stream: true });
    } catch {
      return undefined; // not up to here
    }
  };
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (strict(middle) === undefined) high = middle - 1;
    else low = middle;
  }
  const before = strict(low) ?? "";
  const known = new TextEncoder().encode(before).length;
  const byte = (bytes[known] ?? 0).toString(16).toUpperCase().padStart(2, "0");
  return new ImportFailed(
    file,
    markAt(before, before.length),
    `the byte 0x${byte} is not UTF-8; save the file as UTF-8`,
  );
}

function markAt(text: string, offset: number): Mark {
  let line = 1;
  let start = 0;
  for (let i = 0; i < offset; i++) {
    const c = text[i];
    if (c === "\n" || (c === "\r" && text[i + 1] !== "\n")) {
      line++;
      start = i + 1;
    }
  }
  return { line, column: offset - start + 1 };
}

/** Something that an import did otherwise than somebody may expect. */
export interface ImportWarning {
  readonly file: string;
  readonly at: Mark | undefined;
  readonly sentence: string;
}

/** Collects what an import has to say. */
export class Warnings {
  readonly all: ImportWarning[] = [];

  constructor(private readonly file: string) {}

  add(at: Mark | undefined, sentence: string): void {
    this.all.push({ file: this.file, at, sentence });
  }

  /** Of one of several files, which is named. */
  about(file: string, at: Mark | undefined, sentence: string): void {
    this.all.push({ file, at, sentence });
  }
}

// What Java calls white space: a no-break space is not.
const SPACE = "\\t-\\r\\u001c-\\u001f \\u1680\\u2000-\\u2006\\u2008-\\u200a\\u2028\\u2029\\u205f\\u3000";
const ENDS = new RegExp(`^[${SPACE}]+|[${SPACE}]+$`, "g");

export function strip(text: string): string {
  return text.replace(ENDS, "");
}

export function isBlank(text: string): boolean {
  return strip(text) === "";
}

/** Line breaks, control characters and runs of spaces as one space; none at the ends: as titles and names can hold it. */
export function oneLine(text: string): string {
  return strip(text.replace(/[ \p{Cc}]+/gu, " "));
}
