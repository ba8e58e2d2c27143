/** What is going to be proposed: its fields are kept in the document as they are typed, and opening freezes them. */
import { useEffect, useId, useState } from "react";
import type { DraftField } from "../../model/schema";
import type { Member } from "../../model/team";
import type { Draft } from "../../model/textDocument";
import type { DecisionView } from "../../sync/decisionView";
import { useAnswer } from "../common/answer";
import { useNames, When } from "../common/people";
import { useEdit, useNotices, useSession } from "../shell/session";
import styles from "./Decisions.module.css";
import { DECISIONS, PRESET_WORDS, ruleWords } from "./strings";
import { useEarlier } from "./useEarlier";

export function DraftForm({ view }: { readonly view: DecisionView }) {
  const { workspace } = useSession();
  const edit = useEdit();
  const { document } = view;
  // What was chosen shows at once, until the document has it.
  const [ahead, setAhead] = useState<Draft>({});
  const draft: Draft = { ...view.draft, ...ahead };
  const set = async (field: DraftField, value: string) => {
    if (value === (draft[field] ?? "")) return;
    setAhead((before) => ({ ...before, [field]: value }));
    const intent = { intent: "SetDraft" as const, field };
    const done = await edit({ kind: "document", document, intents: [value === "" ? intent : { ...intent, value }] });
    if (done === false) setAhead(({ [field]: _, ...rest }) => rest);
  };
  useEffect(() => {
    const isKnown = (field: DraftField, value: string) => (view.draft[field] ?? "") === value;
    setAhead((before) => {
      const rest = Object.entries(before).filter(([field, value]) => !isKnown(field as DraftField, value));
      return rest.length === Object.keys(before).length ? before : Object.fromEntries(rest);
    });
  }, [view.draft]);
  const field = (name: DraftField) => ({ value: draft[name] ?? "", set: (value: string) => void set(name, value) });
  const lines = (name: DraftField) => (draft[name] ?? "").split("\n").filter(Boolean);
  const { members } = workspace.team;
  return (
    <>
      <form className={`${styles.form} ${styles.section}`} onSubmit={(event) => event.preventDefault()}>
        <Text label={DECISIONS.question} {...field("question")} />
        <Text label={DECISIONS.options} {...field("options")} rows={3} />
        <Text label={DECISIONS.recommendation} {...field("recommendation")} />
        {members.every(({ id }) => id === view.me) && <p className={styles.soft}>{DECISIONS.alone}</p>}
        {(["required", "consulted", "informed"] as const).map((part) => (
          <Ticks
            key={part}
            label={DECISIONS[part]}
            people={members.filter(({ id }) => id !== view.me)}
            ticked={lines(part)}
            set={(names) => void set(part, names.join("\n"))}
            none={part === "required" ? DECISIONS.requiredUsual : undefined}
          />
        ))}
        <div className={styles.pair}>
          <label>
            {DECISIONS.preset}
            <select
              value={draft.preset ?? "lazy-consensus"}
              onChange={({ target }) => void set("preset", target.value)}
            >
              {Object.entries(PRESET_WORDS).map(([preset, words]) => (
                <option key={preset} value={preset}>
                  {words}
                </option>
              ))}
            </select>
          </label>
          <label>
            {DECISIONS.decider}
            <select value={draft.decider ?? ""} onChange={({ target }) => void set("decider", target.value)}>
              <option value="">{DECISIONS.deciderUsual}</option>
              {members.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <Text label={DECISIONS.window} {...field("window")} type="number" />
          <Text label={DECISIONS.deadline} {...field("deadline")} type="date" />
          <Text label={DECISIONS.review} {...field("review")} type="date" />
        </div>
        <Replaces view={view} chosen={lines("supersedes")} set={(all) => void set("supersedes", all.join("\n"))} />
      </form>
      <Preview view={view} />
    </>
  );
}

interface TicksProps {
  readonly label: string;
  readonly people: readonly Member[];
  /** Ids or names. */
  readonly ticked: readonly string[];
  readonly set: (ticked: readonly string[]) => void;
  /** What holds where nobody is ticked. */
  readonly none: string | undefined;
}

function Ticks({ label, people, ticked, set, none }: TicksProps) {
  if (people.length === 0) return null;
  return (
    <fieldset>
      <legend>{label}</legend>
      <div className={styles.ticks}>
        {people.map(({ id, name }) => {
          const isThey = (each: string) => each === id || each.toLowerCase() === name.toLowerCase();
          const others = ticked.filter((each) => !isThey(each));
          const isTicked = ticked.some(isThey);
          return (
            <label key={id}>
              <input type="checkbox" checked={isTicked} onChange={() => set(isTicked ? others : [...others, id])} />
              {name}
            </label>
          );
        })}
      </div>
      {ticked.length === 0 && none !== undefined && <span className={styles.soft}>{none}</span>}
    </fieldset>
  );
}

interface ReplacesProps {
  readonly view: DecisionView;
  /** Ids or titles of documents. */
  readonly chosen: readonly string[];
  readonly set: (chosen: readonly string[]) => void;
}

/** Decisions that this one takes the place of once it is accepted. */
function Replaces({ view, chosen, set }: ReplacesProps) {
  const earlier = useEarlier(view.document);
  if (earlier.length === 0) return null;
  return (
    <fieldset>
      <legend>{DECISIONS.replaces}</legend>
      <div className={styles.ticks}>
        {earlier.map(({ document, title, question }) => {
          const isIt = (each: string) => each === document || each === title;
          const others = chosen.filter((each) => !isIt(each));
          const isTicked = chosen.some(isIt);
          return (
            <label key={document}>
              <input
                type="checkbox"
                checked={isTicked}
                onChange={() => set(isTicked ? others : [...others, document])}
              />
              {question}
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}

interface TextProps {
  readonly label: string;
  readonly value: string;
  readonly set: (value: string) => void;
  readonly rows?: number;
  readonly type?: "text" | "date" | "number";
}

/** Kept when it is left; what another person wrote meanwhile shows where this one has not typed. */
function Text({ label, value, set, rows, type = "text" }: TextProps) {
  const [typed, setTyped] = useState<string>();
  const id = useId();
  const shown = typed ?? value;
  const leave = () => {
    if (typed !== undefined) set(typed.trim());
    setTyped(undefined);
  };
  const hear = ({ target }: { target: { value: string } }) => setTyped(target.value);
  const field = { id, value: shown, onChange: hear, onBlur: leave };
  return (
    <label htmlFor={id}>
      {label}
      {rows === undefined ? (
        <input type={type} min={type === "number" ? 1 : undefined} {...field} />
      ) : (
        <textarea rows={rows} {...field} />
      )}
    </label>
  );
}

/** What would be frozen, or why it cannot be opened yet. */
function Preview({ view }: { readonly view: DecisionView }) {
  const { engine, workspace } = useSession();
  const { say, complain } = useNotices();
  const name = useNames();
  const { document, draft } = view;
  const { value: terms, failure, again } = useAnswer("PreviewDecision", { workspace: workspace.id, document });
  const written = JSON.stringify(draft);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when the draft is another
  useEffect(() => again(), [written, again]);
  const open = async () => {
    try {
      await engine.call("OpenDecision", { workspace: workspace.id, document });
      say(DECISIONS.opened);
    } catch (e) {
      complain(e);
    }
  };
  const { members } = workspace.team;
  return (
    <section className={styles.section} aria-label={DECISIONS.preview}>
      <h2>{DECISIONS.preview}</h2>
      {failure !== undefined && <p>{failure}</p>}
      {failure === undefined && terms !== undefined && (
        <dl className={styles.facts}>
          <dt>{DECISIONS.recommended}</dt>
          <dd>{terms.recommendation}</dd>
          <dt>{DECISIONS.preset}</dt>
          <dd>{ruleWords(terms.policy)}</dd>
          <dt>{DECISIONS.deadlineIs}</dt>
          <dd>
            <When at={terms.deadline.at} zone={members.find(({ id }) => id === terms.deadline.setBy)?.zone} />
            {terms.deadline.setBy !== undefined && `, ${DECISIONS.setBy} ${name(terms.deadline.setBy)}`}
          </dd>
          <dt>{DECISIONS.people}</dt>
          <dd>{terms.people.map(({ member, part }) => `${name(member)} (${part})`).join(", ")}</dd>
          <dt>{DECISIONS.decider}</dt>
          <dd>{name(terms.decider)}</dd>
        </dl>
      )}
      <p>
        <button
          type="button"
          className="main"
          disabled={failure !== undefined || !workspace.mayWrite}
          onClick={() => void open()}
        >
          {DECISIONS.open}
        </button>
      </p>
    </section>
  );
}
