/** What is going to be proposed: its fields are kept in the document as they are typed, and opening freezes them. */
import { useEffect, useId, useState } from "react";
import type { DraftField } from "../../model/schema";
import type { Draft } from "../../model/textDocument";
import type { DecisionView } from "../../sync/decisionView";
import { useAnswer } from "../common/answer";
import { useNames, When } from "../common/people";
import { useEdit, useNotices, useSession } from "../shell/session";
import styles from "./Decisions.module.css";
import { DECISIONS, PRESET_WORDS, ruleWords } from "./strings";

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
  const required = (draft.required ?? "").split("\n").filter(Boolean);
  const { members } = workspace.team;
  return (
    <>
      <form className={`${styles.form} ${styles.section}`} onSubmit={(event) => event.preventDefault()}>
        <Text label={DECISIONS.question} {...field("question")} />
        <Text label={DECISIONS.options} {...field("options")} rows={3} />
        <Text label={DECISIONS.recommendation} {...field("recommendation")} />
        <fieldset>
          <legend>{DECISIONS.required}</legend>
          <div className={styles.ticks}>
            {members
              .filter(({ id }) => id !== view.me)
              .map(({ id, name }) => {
                const ticked = required.some((each) => each === id || each.toLowerCase() === name.toLowerCase());
                return (
                  <label key={id}>
                    <input
                      type="checkbox"
                      checked={ticked}
                      onChange={() => {
                        const others = required.filter(
                          (each) => each !== id && each.toLowerCase() !== name.toLowerCase(),
                        );
                        void set("required", (ticked ? others : [...others, id]).join("\n"));
                      }}
                    />
                    {name}
                  </label>
                );
              })}
          </div>
          {required.length === 0 && <span className={styles.soft}>{DECISIONS.requiredUsual}</span>}
        </fieldset>
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
      </form>
      <Preview view={view} />
    </>
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
