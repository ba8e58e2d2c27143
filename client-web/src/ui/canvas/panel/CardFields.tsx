/** Status, owners, dates and the like, each written as soon as it is chosen. */
import { type ReactNode, useEffect, useId, useState } from "react";
import type { GroupId, StatusId } from "../../../model/ids";
import type { BoardIntent } from "../../../model/intents";
import { LABEL_MAX } from "../../../model/limits";
import { isDate, type Owner, ownerText } from "../../../model/values";
import { CloseIcon } from "../../shell/icons";
import { COLOR_CHOICES, ownColor } from "../paint/colors";
import type { BoardSession } from "../store/boardSession";
import type { Face } from "../store/faces";
import { CANVAS } from "../strings";
import styles from "./Panel.module.css";

interface Props {
  readonly session: BoardSession;
  readonly face: Face;
}

export function CardFields({ session, face }: Props) {
  const { card } = face;
  const id = card.id;
  const { mayWrite, store } = session;
  const edit = (...intents: BoardIntent[]) => void session.edit(intents);
  const statuses = session.opened.get()?.team.statuses ?? [];
  const groups = store.livingGroups();
  const group = groups.some((each) => each.id === card.group) ? card.group : undefined;
  const field = useId();
  return (
    <div className={styles.fields}>
      <label htmlFor={`${field}s`}>{CANVAS.status}</label>
      <select
        id={`${field}s`}
        disabled={!mayWrite}
        value={card.status ?? ""}
        onChange={({ target: { value } }) =>
          edit({ intent: "SetStatus", card: id, ...(value === "" ? {} : { status: value as StatusId }) })
        }
      >
        <option value="">
          {card.status === undefined && card.statusWord !== undefined ? card.statusWord : CANVAS.noStatus}
        </option>
        {statuses.map((status) => (
          <option key={status.id} value={status.id}>
            {status.name}
          </option>
        ))}
      </select>
      <span className={styles.name}>{CANVAS.owners}</span>
      <Owners session={session} face={face} edit={edit} />
      <label htmlFor={`${field}d`}>{CANVAS.targetDate}</label>
      <DateField
        id={`${field}d`}
        date={card.targetDate}
        readOnly={!mayWrite}
        commit={(targetDate) =>
          edit({ intent: "SetTargetDate", card: id, ...(targetDate === undefined ? {} : { targetDate }) })
        }
      />
      <span className={styles.name}>{CANVAS.labels}</span>
      <Labels session={session} face={face} edit={edit} />
      <label htmlFor={`${field}e`}>{CANVAS.estimate}</label>
      <NumberField
        id={`${field}e`}
        number={card.estimate}
        readOnly={!mayWrite}
        commit={(estimate) =>
          edit({ intent: "SetEstimate", card: id, ...(estimate === undefined ? {} : { estimate }) })
        }
      />
      <label htmlFor={`${field}g`}>{CANVAS.group}</label>
      <select
        id={`${field}g`}
        disabled={!mayWrite}
        value={group ?? ""}
        onChange={({ target: { value } }) =>
          edit({ intent: "SetGroup", card: id, ...(value === "" ? {} : { group: value as GroupId }) })
        }
      >
        <option value="">{CANVAS.noGroup}</option>
        {groups.map((each) => (
          <option key={each.id} value={each.id}>
            {each.title === "" ? CANVAS.untitled : each.title}
          </option>
        ))}
      </select>
      <span className={styles.name}>{CANVAS.color}</span>
      <Colors
        color={card.color}
        readOnly={!mayWrite}
        commit={(color) => edit({ intent: "SetColor", thing: { card: id }, ...(color === undefined ? {} : { color }) })}
      />
      <label htmlFor={`${field}p`}>{CANVAS.pin}</label>
      <span>
        <input
          id={`${field}p`}
          type="checkbox"
          disabled={!mayWrite}
          checked={card.pinned}
          title={CANVAS.pinned}
          onChange={({ target }) => edit({ intent: "SetPinned", card: id, pinned: target.checked })}
        />
      </span>
    </div>
  );
}

type Edit = (...intents: BoardIntent[]) => void;

function Chip({
  children,
  remove,
  name,
}: {
  readonly children: ReactNode;
  readonly name: string;
  remove?: (() => void) | undefined;
}) {
  return (
    <span className={styles.chip} data-plain={remove === undefined || undefined}>
      {children}
      {remove !== undefined && (
        <button type="button" aria-label={`${CANVAS.unlink}: ${name}`} onClick={remove}>
          <CloseIcon />
        </button>
      )}
    </span>
  );
}

function Owners({ session, face, edit }: Props & { readonly edit: Edit }) {
  const { card } = face;
  const { mayWrite, faces } = session;
  const free = faces.people.members.filter(
    ({ id }) => !card.owners.some((owner) => "member" in owner && owner.member === id),
  );
  const add = (value: string) => {
    if (value === "") return;
    const owner = { member: value } as Owner;
    edit({ intent: "AddOwner", card: card.id, owner });
  };
  return (
    <div className={styles.chips}>
      {card.owners.map((owner) => {
        const name = faces.people.person(owner)?.name ?? CANVAS.somebody;
        const remove = mayWrite ? () => edit({ intent: "RemoveOwner", card: card.id, owner }) : undefined;
        return (
          <Chip key={ownerText(owner)} name={name} remove={remove}>
            {name}
          </Chip>
        );
      })}
      {card.owners.length === 0 && !mayWrite && <span className={styles.soft}>{CANVAS.nobody}</span>}
      {mayWrite && free.length > 0 && (
        <select
          className={styles.adding}
          aria-label={CANVAS.addOwner}
          value=""
          onChange={({ target: { value } }) => add(value)}
        >
          <option value="">{CANVAS.add}</option>
          {free.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}

function Labels({ session, face, edit }: Props & { readonly edit: Edit }) {
  const { card } = face;
  const { mayWrite } = session;
  const [typed, setTyped] = useState("");
  const add = () => {
    const label = typed.trim();
    setTyped("");
    if (label !== "") edit({ intent: "AddLabel", card: card.id, label });
  };
  return (
    <div className={styles.chips}>
      {card.labels.map((label) => (
        <Chip
          key={label}
          name={label}
          remove={mayWrite ? () => edit({ intent: "RemoveLabel", card: card.id, label }) : undefined}
        >
          {label}
        </Chip>
      ))}
      {mayWrite && (
        <input
          className={styles.adding}
          aria-label={CANVAS.addLabel}
          placeholder={CANVAS.add}
          maxLength={LABEL_MAX}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
          onBlur={add}
          onKeyDown={({ key }) => {
            if (key === "Enter") add();
          }}
        />
      )}
    </div>
  );
}

interface DateProps {
  readonly id: string;
  readonly date: string | undefined;
  readonly readOnly: boolean;
  commit(date: string | undefined): void;
}

/** Written when it is whole: while one types a year it is one of the first century. */
function DateField({ id, date, readOnly, commit }: DateProps) {
  const [text, setText] = useState(date ?? "");
  useEffect(() => setText(date ?? ""), [date]);
  const done = () => {
    if (text === (date ?? "")) return;
    if (text === "") commit(undefined);
    else if (isDate(text) && text >= "1000") commit(text);
    else setText(date ?? "");
  };
  return (
    <input
      id={id}
      type="date"
      readOnly={readOnly}
      value={text}
      onChange={({ target }) => setText(target.value)}
      onBlur={done}
      onKeyDown={({ key }) => {
        if (key === "Enter") done();
      }}
    />
  );
}

interface NumberProps {
  readonly id: string;
  readonly number: number | undefined;
  readonly readOnly: boolean;
  commit(number: number | undefined): void;
}

function NumberField({ id, number, readOnly, commit }: NumberProps) {
  const [text, setText] = useState(number === undefined ? "" : String(number));
  useEffect(() => setText(number === undefined ? "" : String(number)), [number]);
  const done = () => {
    const next = text.trim() === "" ? undefined : Number(text);
    if (next === number) return;
    if (next === undefined || (Number.isFinite(next) && next >= 0)) commit(next);
    else setText(number === undefined ? "" : String(number));
  };
  return (
    <input
      id={id}
      type="number"
      min={0}
      step="any"
      readOnly={readOnly}
      value={text}
      onChange={({ target }) => setText(target.value)}
      onBlur={done}
      onKeyDown={({ key }) => {
        if (key === "Enter") done();
      }}
    />
  );
}

interface ColorsProps {
  readonly color: string | undefined;
  readonly readOnly: boolean;
  commit(color: string | undefined): void;
}

export function Colors({ color, readOnly, commit }: ColorsProps) {
  return (
    <div className={styles.colors}>
      {COLOR_CHOICES.map((choice, i) => (
        <button
          key={choice}
          type="button"
          className={styles.swatch}
          style={{ background: ownColor(choice) }}
          aria-pressed={color === choice}
          aria-label={CANVAS.colorNames[i]}
          title={CANVAS.colorNames[i]}
          disabled={readOnly}
          onClick={() => commit(color === choice ? undefined : choice)}
        />
      ))}
    </div>
  );
}
