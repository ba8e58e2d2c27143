/** S, A and L: a list beside the selection, written into to find, Enter to take. For several cards at once. */
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { CardId } from "../../../model/ids";
import type { BoardIntent } from "../../../model/intents";
import { LABEL_MAX } from "../../../model/limits";
import { type Owner, ownerText } from "../../../model/values";
import { around } from "../logic/rect";
import { cardsIn } from "../logic/selection";
import type { BoardSession } from "../store/boardSession";
import { usePart } from "../store/cell";
import type { FieldMenu as Field } from "../store/ui";
import { CANVAS } from "../strings";
import styles from "./FieldMenu.module.css";

interface Option {
  readonly key: string;
  readonly name: string;
  readonly hint?: string;
  /** Whether all selected cards have it. */
  readonly on: boolean;
  intents(card: CardId): BoardIntent[];
}

export function FieldMenu({ session }: { readonly session: BoardSession }) {
  const menu = usePart(session.ui, (ui) => ui.menu);
  const selection = usePart(session.ui, (ui) => ui.selection);
  const cards = cardsIn(selection);
  if (menu === undefined || cards.length === 0) return null;
  return <List key={menu} session={session} menu={menu} cards={cards} />;
}

interface ListProps {
  readonly session: BoardSession;
  readonly menu: Field;
  readonly cards: readonly CardId[];
}

const NAMES: Record<Field, string> = { status: CANVAS.status, assignee: CANVAS.owner, label: CANVAS.label };
const WIDTH = 240;

function List({ session, menu, cards }: ListProps) {
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus({ preventScroll: true }), []);
  const options = optionsOf(session, menu, cards, typed.trim());
  const chosen = Math.min(at, options.length - 1);

  const close = () => {
    session.put({ menu: undefined });
    document.getElementById("canvas")?.focus({ preventScroll: true });
  };
  const take = (option: Option | undefined) => {
    if (option === undefined) return;
    void session.edit(cards.flatMap((card) => option.intents(card)));
    // One has one status, but perhaps several owners and labels.
    if (menu === "status") close();
    else setTyped("");
  };
  const key = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === "Escape" || event.key === "Tab") close();
    else if (event.key === "ArrowDown") setAt(Math.min(options.length - 1, chosen + 1));
    else if (event.key === "ArrowUp") setAt(Math.max(0, chosen - 1));
    else if (event.key === "Enter") take(options[chosen]);
    else return;
    event.preventDefault();
  };

  return (
    <fieldset
      aria-label={NAMES[menu]}
      className={styles.list}
      style={placeOf(session, cards)}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) session.put({ menu: undefined });
      }}
    >
      <input
        ref={input}
        role="combobox"
        aria-expanded="true"
        aria-controls="field-options"
        aria-activedescendant={options[chosen] && `field-${chosen}`}
        aria-label={NAMES[menu]}
        placeholder={NAMES[menu]}
        maxLength={LABEL_MAX}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={key}
      />
      <div id="field-options" role="listbox" aria-label={NAMES[menu]} className={styles.options}>
        {options.map((option, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are heard by the field above
          <div
            key={option.key}
            id={`field-${i}`}
            role="option"
            tabIndex={-1}
            aria-selected={option.on}
            data-chosen={i === chosen || undefined}
            className={styles.option}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => take(option)}
          >
            <span className={styles.tick}>{option.on ? "✓" : ""}</span>
            {option.name}
            {option.hint !== undefined && <span className={styles.hint}>{option.hint}</span>}
          </div>
        ))}
      </div>
    </fieldset>
  );
}

/** Below the selection where there is room, within the canvas. */
function placeOf({ store, camera }: BoardSession, cards: readonly CardId[]) {
  const bounds = around(cards.flatMap((card) => store.rect({ card }) ?? []));
  if (bounds === undefined) return undefined;
  const { x, y, zoom } = camera.view;
  const [left, top] = [bounds.x * zoom + x, (bounds.y + bounds.height) * zoom + y + 8];
  return {
    left: Math.max(8, Math.min(camera.screen.width - WIDTH - 8, left)),
    top: Math.max(8, Math.min(camera.screen.height - 300, top)),
  };
}

function optionsOf(session: BoardSession, menu: Field, ids: readonly CardId[], typed: string): readonly Option[] {
  const { store, faces } = session;
  const cards = ids.flatMap((id) => store.cards.get(id) ?? []);
  const fits = (name: string) => name.toLowerCase().includes(typed.toLowerCase());
  if (menu === "status") {
    const statuses = session.opened.get()?.team.statuses ?? [];
    const all = statuses.map(
      ({ id, name, category }): Option => ({
        key: id,
        name,
        hint: category,
        on: cards.every((card) => card.status === id),
        intents: (card) => [{ intent: "SetStatus", card, status: id }],
      }),
    );
    const none: Option = {
      key: "none",
      name: CANVAS.noStatus,
      on: cards.every((card) => card.status === undefined && card.statusWord === undefined),
      intents: (card) => [{ intent: "SetStatus", card }],
    };
    return [...all, none].filter(({ name }) => fits(name));
  }
  if (menu === "assignee") {
    const me = faces.people.me?.id;
    const owners = new Map<string, Owner>();
    for (const { id } of faces.people.members) owners.set(id, { member: id });
    for (const card of store.cards.values()) for (const owner of card.owners) owners.set(ownerText(owner), owner);
    const named = [...owners.values()].flatMap((owner): Option[] => {
      const name = faces.people.person(owner)?.name;
      if (name === undefined || !fits(name)) return [];
      const text = ownerText(owner);
      const on = cards.every((card) => card.owners.some((each) => ownerText(each) === text));
      const isMe = "member" in owner && owner.member === me;
      return [
        {
          key: text,
          name,
          ...(isMe ? { hint: "me" } : {}),
          on,
          intents: (card) => [{ intent: on ? "RemoveOwner" : "AddOwner", card, owner }],
        },
      ];
    });
    const known = named.some(({ name }) => name.toLowerCase() === typed.toLowerCase());
    const fresh: Option = {
      key: "new",
      name: `${CANVAS.add} “${typed}”`,
      on: false,
      intents: (card) => [{ intent: "AddOwner", card, owner: { name: typed } }],
    };
    return typed === "" || known ? named : [...named, fresh];
  }
  const labels = new Set([...store.cards.values()].flatMap((card) => card.labels));
  const there = [...labels].sort().filter(fits).slice(0, 50);
  const listed = there.map((label): Option => {
    const on = cards.every((card) => card.labels.includes(label));
    return {
      key: label,
      name: label,
      on,
      intents: (card) => [{ intent: on ? "RemoveLabel" : "AddLabel", card, label }],
    };
  });
  if (typed === "" || labels.has(typed)) return listed;
  const fresh: Option = {
    key: `new ${typed}`,
    name: `${CANVAS.add} “${typed}”`,
    on: false,
    intents: (card) => [{ intent: "AddLabel", card, label: typed }],
  };
  return [...listed, fresh];
}
