/** A Markdown file as an import reads it (FMT-MD-1 to FMT-MD-4). */
import { type DocumentId, isId } from "../../ids";
import { linksIn } from "../../prose";
import type { Field } from "../../values";
import { Digits, type FileObject } from "../fileJson";
import { readExported, type SourceThing } from "../merge/base";
import { stemOf } from "../paths";
import { FORMAT_LIMITS, type Mark, oneLine, SourceText, START } from "../source";
import { FrontMatter, type Split } from "./frontMatter";
import { firstHeading, nameIn } from "./markdownNames";

/** A card that a file says it belongs to. */
export interface NamedCard {
  readonly name: string;
  readonly at: Mark;
}

export interface MarkdownFile {
  readonly path: string;
  /** The id that Meridian wrote into it, if it did. */
  readonly own: DocumentId | undefined;
  readonly ownAt: Mark;
  readonly front: FrontMatter;
  /** Its path as id; title, and text as description. */
  readonly thing: SourceThing;
  /** Cards that its front matter names. */
  readonly cards: readonly NamedCard[];
  /** Names between double brackets in its text. */
  readonly links: readonly string[];
}

/** @throws ImportFailed where the file is not UTF-8, too large, or its front matter cannot be understood */
export function readMarkdown(path: string, bytes: Uint8Array): MarkdownFile {
  const source = SourceText.decode(path, bytes);
  const most = FORMAT_LIMITS.textCharsMax;
  if (source.text.length > most) {
    throw source.bad(START, `the document has ${source.text.length} characters, and at most ${most} are read`);
  }
  const split = FrontMatter.split(source, source.text.replaceAll("\r\n", "\n"));
  const { front, body } = split;
  const id = front.scalar("id", source);
  const values = new Map<Field, string>([
    ["title", titleOf(front, source, body)],
    ["description", body],
  ]);
  const exported = readExported(front.scalar("meridian", source) ?? "");
  const extra = extraIn(split, source.text.includes("\r\n"));
  return {
    path,
    own: id !== undefined && isId(id) ? (id as DocumentId) : undefined,
    ownAt: front.at("id"),
    front,
    thing: { id: path, at: START, values, sets: new Map(), extra, exported },
    cards: ["card", "cards"].flatMap((key) =>
      front.list(key, source).map((name) => ({ name: nameIn(name), at: front.at(key) })),
    ),
    links: linksIn(body),
  };
}

function titleOf(front: FrontMatter, source: SourceText, body: string): string {
  const told = oneLine(front.scalar("title", source) ?? "");
  const title = told !== "" ? told : (firstHeading(body) ?? oneLine(stemOf(source.file))) || "Untitled";
  const most = FORMAT_LIMITS.titleCharsMax;
  if (title.length > most) {
    const at = told !== "" ? front.at("title") : START;
    throw source.bad(at, `the title has ${title.length} characters, and at most ${most} are read`);
  }
  return title;
}

function extraIn({ front, hasFront, gap }: Split, crlf: boolean): FileObject {
  const extra = new Map<string, string | Digits>();
  if (hasFront) extra.set("front", front.without("meridian").raw).set("gap", new Digits(String(gap)));
  if (crlf) extra.set("lineEnds", "crlf");
  return extra;
}
