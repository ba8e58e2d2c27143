/** Content lines (RFC 5545, 3.1): CRLF, folded at 75 octets and never within a character. Owned by one export. */
import { printInstant } from "../../calendar/time";
import { isBlank } from "../source";

const OCTETS_MAX = 75;
const FIRST_MILLIS = Date.UTC(2000, 0, 1);

export class IcsWriter {
  private out = "";

  begin(component: string): this {
    return this.line(`BEGIN:${component}`);
  }

  end(component: string): this {
    return this.line(`END:${component}`);
  }

  /** A line whose value needs no escaping. */
  line(line: string): this {
    let octets = 0;
    for (const character of line) {
      const size = octetsOf(character.codePointAt(0) ?? 0);
      if (octets + size > OCTETS_MAX) {
        // The space that begins a continuation counts.
        this.out += "\r\n ";
        octets = 1;
      }
      this.out += character;
      octets += size;
    }
    this.out += "\r\n";
    return this;
  }

  /** A property whose value is text (3.3.11). */
  text(property: string, value: string): this {
    return isBlank(value) ? this : this.line(`${property}:${escaped(value)}`);
  }

  /** A property whose value is a list of texts. */
  texts(property: string, values: readonly string[]): this {
    return values.length === 0 ? this : this.line(`${property}:${values.map(escaped).join(",")}`);
  }

  print(): string {
    return this.out;
  }
}

function octetsOf(point: number): number {
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x10000 ? 3 : 4;
}

/** Without control characters but the tab, and halves of characters. */
function escaped(text: string): string {
  return text
    .replaceAll("\r\n", "\n")
    .replace(/[\\;,]/g, "\\$&")
    .replaceAll("\n", "\\n")
    .replace(/(?!\t)[\p{Cc}\p{Cs}]/gu, "");
}

/** `20261126` of `2026-11-26`. */
export function icsDate(date: string): string {
  return date.replaceAll("-", "");
}

/** Milliseconds of a clock since its 1970-01-01 00:00, as `20261126T210000`. */
export function icsLocal(local: number): string {
  return printInstant(Math.floor(local / 1_000) * 1_000)
    .replace(/[-:]/g, "")
    .replace("Z", "");
}

export function icsUtc(at: number): string {
  return `${icsLocal(at)}Z`;
}

/** `+0530` of milliseconds; with seconds where there are any. */
export function icsOffset(offset: number): string {
  const seconds = Math.abs(offset) / 1_000;
  const two = (n: number) => String(Math.floor(n)).padStart(2, "0");
  const text = `${offset < 0 ? "-" : "+"}${two(seconds / 3_600)}${two((seconds / 60) % 60)}`;
  return seconds % 60 === 0 ? text : text + two(seconds % 60);
}

/**
 * When a revision is said to have been made. The state knows no clock, so each revision is a second after the one before: readers that compare stamps see the
 * later as the later, and two exports of one state are the same.
 */
export function icsStamp(revision: number): string {
  return icsUtc(FIRST_MILLIS + revision * 1_000);
}
