/**
 * Brings one thing that is here together with what the file says of it (FMT-MERGE-2 to FMT-MERGE-4). Per field: what did not change in the file since the last
 * import is left alone; what changed there and not here is taken; what changed on both sides stays, with a warning; items of sets are added and removed one by
 * one.
 */
import type { Thing, ThingKind } from "../../boardDiff";
import type { CardId } from "../../ids";
import type { BoardIntent } from "../../intents";
import type { Field, Source } from "../../values";
import { same } from "../fileJson";
import type { Warnings } from "../source";
import {
  Base,
  baseKey,
  beginning,
  extraOf,
  extraWith,
  fingerprint,
  joined,
  NO_EXTRA,
  printExtra,
  requireStorable,
  requireStorableBase,
  type SourceThing,
  shown,
  sortedSet,
  storedSet,
} from "./base";
import type { Ours } from "./ours";
import { kindOfThing, refOf, type Writes } from "./writes";

/** Of what was made here and came back in a file: what it was then is remembered like an import. */
export const OWN_KIND = "meridian";

/** What an import is about, and whose value stands where both sides changed a field. */
export interface Importing {
  readonly kind: string;
  readonly file: string;
  readonly takeTheirs: boolean;
}

export class ThingMerge {
  constructor(
    private readonly importing: Importing,
    private readonly ours: Ours,
    private readonly writes: Writes,
    private readonly warnings: Warnings,
  ) {}

  /** Everything of a thing that was just added, and only carries what its Add intent gave it. */
  fill(
    kind: ThingKind,
    id: string,
    theirs: SourceThing,
    given: ReadonlyMap<Field, string>,
    more: ReadonlyMap<string, string>,
  ): BoardIntent[] {
    const { importing } = this;
    const intents: BoardIntent[] = [];
    const base = new Map(more);
    for (const [field, value] of theirs.values) {
      if (value !== (given.get(field) ?? "")) intents.push(...this.writes.value(kind, id, field, "", value));
      base.set(baseKey(importing.kind, field), fingerprint(value));
    }
    for (const [field, words] of theirs.sets) {
      for (const word of words) intents.push(...this.writes.item(id as CardId, field, word, true));
      base.set(baseKey(importing.kind, field), joined(words));
    }
    remember(theirs, importing.kind, base);
    requireStorableBase(base, importing.file, theirs.at);
    const thing = refOf(kind, id);
    intents.push({
      intent: "SetSource",
      thing,
      source: { kind: importing.kind, id: theirs.id, values: Object.fromEntries(base) },
    });
    const extra = extraWith(undefined, importing.kind, theirs.extra);
    requireStorable(extra ?? "", importing.file, theirs.at, "foreign keys");
    if (extra !== undefined) intents.push({ intent: "SetExtra", thing, extra });
    return intents;
  }

  /** Whatever changed in the file. @param more to remember besides the values, by key of the source */
  update(local: Thing, theirs: SourceThing, more: ReadonlyMap<string, string>): BoardIntent[] {
    const { kind, file } = this.importing;
    const intents: BoardIntent[] = [];
    const before = local.meta.source?.values ?? {};
    const base = new Map([...Object.entries(before), ...more]);
    for (const [field, value] of theirs.values) intents.push(...this.single(local, theirs, field, value, base));
    for (const [field, words] of theirs.sets) intents.push(...this.several(local, theirs, field, words, base));
    const thing = refOf(kindOfThing(local), local.id);
    if (!Base.ofExtra(local.meta, kind, theirs).matches(printExtra(theirs.extra))) {
      remember(theirs, kind, base);
      if (!same(extraOf(local.meta, kind), theirs.extra)) {
        const extra = extraWith(local.meta, kind, theirs.extra);
        requireStorable(extra ?? "", file, theirs.at, "foreign keys");
        intents.push({ intent: "SetExtra", thing, ...(extra === undefined ? {} : { extra }) });
      }
    }
    if (differs(base, before)) {
      requireStorableBase(base, file, theirs.at);
      const source: Source = local.meta.source ?? { kind: OWN_KIND, id: local.id, values: {} };
      intents.push({ intent: "SetSource", thing, source: { ...source, values: Object.fromEntries(base) } });
    }
    return intents;
  }

  /** Whether the file says anything else than at the last import. */
  changedThere(local: Thing, theirs: SourceThing): boolean {
    const base = (field: Field) => Base.of(local.meta, this.importing.kind, theirs, field);
    return (
      [...theirs.values].some(([field, value]) => base(field).known && !base(field).matches(value)) ||
      [...theirs.sets].some(([field, words]) => base(field).known && !base(field).matchesSet(words))
    );
  }

  private single(
    local: Thing,
    theirs: SourceThing,
    field: Field,
    value: string,
    base: Map<string, string>,
  ): BoardIntent[] {
    const { kind, takeTheirs } = this.importing;
    const before = Base.of(local.meta, kind, theirs, field);
    if (before.known && before.matches(value)) return [];
    const here = this.ours.value(local, field);
    if (here === value) {
      if (before.known) base.set(baseKey(kind, field), fingerprint(value));
      return [];
    }
    base.set(baseKey(kind, field), fingerprint(value));
    const untouchedHere = before.known ? before.matches(here) : here === "";
    if (untouchedHere || takeTheirs) return this.writes.value(kindOfThing(local), local.id, field, here, value);
    const name = field === "targetDate" ? "target date" : field;
    this.warnings.add(
      theirs.at,
      `the ${name} of "${beginning(local.title)}" was changed both here and in the file; ${shown(here)} is kept, the file has ${shown(value)}`,
    );
    return [];
  }

  private several(
    local: Thing,
    theirs: SourceThing,
    field: Field,
    words: readonly string[],
    base: Map<string, string>,
  ): BoardIntent[] {
    const before = Base.of(local.meta, this.importing.kind, theirs, field);
    if (before.known && before.matchesSet(words)) return [];
    const here = new Set(this.ours.set(local, field));
    const there = new Set(this.tokens(field, words));
    const had = this.had(before, field, here);
    const card = local.id as CardId;
    const added = [...there].filter((item) => !had.has(item) && !here.has(item));
    const removed = [...had].filter((item) => !there.has(item) && here.has(item));
    const intents = [
      ...added.flatMap((item) => this.writes.item(card, field, item, true)),
      ...removed.flatMap((item) => this.writes.item(card, field, item, false)),
    ];
    if (before.known || intents.length > 0) base.set(baseKey(this.importing.kind, field), joined(words));
    return intents;
  }

  /** The items when both sides last agreed, as far as that is known; what is not known to have been there is never taken away. */
  private had(before: Base, field: Field, here: ReadonlySet<string>): ReadonlySet<string> {
    if (before.exported !== undefined) return before.matchesSet([...here]) ? here : new Set();
    return new Set(before.stored === undefined ? [] : this.tokens(field, storedSet(before.stored)));
  }

  private tokens(field: Field, words: readonly string[]): readonly string[] {
    return sortedSet(words.map((word) => this.writes.token(field, word)));
  }
}

/** Nobody changes foreign keys here, so the file's always win; where nothing is remembered, there were none. */
export function remember({ extra }: SourceThing, kind: string, base: Map<string, string>): void {
  const print = printExtra(extra);
  if (print === NO_EXTRA) base.delete(baseKey(kind, "extra"));
  else base.set(baseKey(kind, "extra"), fingerprint(print));
}

export function differs(base: ReadonlyMap<string, string>, before: Readonly<Record<string, string>>): boolean {
  return base.size !== Object.keys(before).length || [...base].some(([key, value]) => before[key] !== value);
}
