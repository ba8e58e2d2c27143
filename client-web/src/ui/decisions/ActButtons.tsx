/** What this person may say now: a button each, with a field where it takes words. */
import { type FormEvent, useId, useState } from "react";
import { DAY_MILLIS, dayOf, MINUTE_MILLIS, printDay } from "../../model/calendar/time";
import type { Act } from "../../model/decision/statement";
import type { DocumentId } from "../../model/ids";
import type { DecisionView } from "../../sync/decisionView";
import { useClock } from "../common/people";
import { useNotices, useSession } from "../shell/session";
import styles from "./Decisions.module.css";
import { ACT_HELP, actWords, DECISIONS } from "./strings";
import { useEarlier } from "./useEarlier";

type Word = Act["act"];

/** In the order of the buttons; those on something stand beside it. */
const BUTTONS: readonly Word[] = [
  "consent",
  "vote",
  "object",
  "standaside",
  "abstain",
  "revise",
  "extend",
  "callvote",
  "away",
  "review",
  "supersede",
  "reopen",
  "withdraw",
];
const WITH_WORDS: readonly Word[] = [
  "object",
  "withdraw",
  "reopen",
  "dismiss",
  "excuse",
  "vote",
  "extend",
  "away",
  "review",
  "revise",
  "supersede",
];

function useSay(view: DecisionView): (act: Act) => Promise<boolean> {
  const { engine, workspace } = useSession();
  const { say, complain } = useNotices();
  return async (act) => {
    try {
      await engine.call("SayInDecision", { workspace: workspace.id, document: view.document, act });
      say(DECISIONS.said);
      return true;
    } catch (e) {
      complain(e);
      return false;
    }
  };
}

export function ActButtons({ view }: { readonly view: DecisionView }) {
  const [asking, setAsking] = useState<Word>();
  const say = useSay(view);
  const replaceable = useEarlier(view.document).length > 0;
  const offered = BUTTONS.filter((act) => view.may.acts.includes(act) && (act !== "supersede" || replaceable));
  const press = (act: Word) => {
    if (WITH_WORDS.includes(act)) setAsking(act);
    else void say({ act } as Act);
  };
  return (
    <section className={styles.section} aria-label={DECISIONS.yourWord}>
      <h2>{DECISIONS.yourWord}</h2>
      {offered.length === 0 && <p className="empty">{DECISIONS.nothingToSay}</p>}
      <div className={styles.buttons}>
        {offered.map((act) => (
          <button
            key={act}
            type="button"
            className={act === "consent" ? "main" : undefined}
            title={ACT_HELP[act]}
            aria-expanded={WITH_WORDS.includes(act) ? asking === act : undefined}
            onClick={() => press(act)}
          >
            {actWords(act)}
          </button>
        ))}
      </div>
      {asking !== undefined && <WordsForm key={asking} view={view} act={asking} done={() => setAsking(undefined)} />}
    </section>
  );
}

/** An act on an objection, a statement or a person. */
export function TargetButton({
  view,
  act,
  target,
}: {
  readonly view: DecisionView;
  readonly act: "resolve" | "dismiss" | "second" | "markmaterial" | "pick" | "excuse";
  readonly target: string;
}) {
  const [asking, setAsking] = useState(false);
  const say = useSay(view);
  const press = () => {
    if (act === "dismiss" || act === "excuse") setAsking(!asking);
    else void say(onTarget(act, target, ""));
  };
  return (
    <>
      <button type="button" onClick={press} aria-expanded={act === "dismiss" || act === "excuse" ? asking : undefined}>
        {actWords(act)}
      </button>
      {asking && <WordsForm view={view} act={act} target={target} done={() => setAsking(false)} />}
    </>
  );
}

function onTarget(act: Word, target: string, reason: string): Act {
  const id = target as never;
  switch (act) {
    case "dismiss":
      return { act, objection: id, reason };
    case "excuse":
      return { act, member: id, reason };
    case "resolve":
      return { act, objection: id };
    case "second":
      return { act, reopening: id };
    case "markmaterial":
    case "pick":
      return { act, revise: id };
    default:
      throw new Error(`${act} is not about something`);
  }
}

interface FormProps {
  readonly view: DecisionView;
  readonly act: Word;
  readonly target?: string;
  readonly done: () => void;
}

function WordsForm({ view, act, target, done }: FormProps) {
  const clock = useClock();
  const { complain } = useNotices();
  const say = useSay(view);
  const id = useId();
  const [words, setWords] = useState("");
  const made = (): Act => {
    if (target !== undefined) return onTarget(act, target, words);
    switch (act) {
      case "object":
      case "withdraw":
      case "reopen":
        return { act, reason: words };
      case "vote":
        return words === "" ? { act } : { act, option: words };
      case "away":
        return { act, days: words };
      case "review":
        return { act, date: words };
      case "revise":
        return { act, material: words !== "immaterial" };
      case "supersede":
        return { act, decision: words as DocumentId };
      case "extend":
        // The end of that day on the reader's clock.
        return { act, until: clock.reader.startOf(dayOf(words) + 1) - MINUTE_MILLIS };
      default:
        throw new Error(`${act} takes no words`);
    }
  };
  const send = async (event: FormEvent) => {
    event.preventDefault();
    try {
      if (await say(made())) done();
    } catch (e) {
      complain(e);
    }
  };
  return (
    <form className={styles.form} onSubmit={(event) => void send(event)}>
      <label htmlFor={id}>
        {LABELS[act] ?? DECISIONS.reason}
        <Field id={id} view={view} act={act} words={words} change={setWords} />
      </label>
      <div className={styles.buttons}>
        <button type="submit" className="main">
          {actWords(act)}
        </button>
        <button type="button" onClick={done}>
          {DECISIONS.cancel}
        </button>
      </div>
    </form>
  );
}

const LABELS: Readonly<Partial<Record<Word, string>>> = {
  vote: DECISIONS.option,
  away: DECISIONS.days,
  review: DECISIONS.review,
  extend: DECISIONS.until,
  revise: DECISIONS.edited,
  supersede: DECISIONS.replaces,
};

interface FieldProps {
  readonly id: string;
  readonly view: DecisionView;
  readonly act: Word;
  readonly words: string;
  readonly change: (words: string) => void;
}

function Field({ id, view, act, words, change }: FieldProps) {
  const hear = ({ target }: { target: { value: string } }) => change(target.value);
  const { round } = view.decision;
  const earlier = useEarlier(view.document);
  if (act === "vote") {
    const options = new Set([...(round?.terms.options ?? []), round?.terms.recommendation ?? ""]);
    return (
      // biome-ignore lint/a11y/noAutofocus: it was asked for just now
      <select id={id} autoFocus value={words} onChange={hear}>
        <option value="">{DECISIONS.againstAll}</option>
        {[...options].map((option) => (
          <option key={option} value={option}>
            {option}
          </option>
        ))}
      </select>
    );
  }
  if (act === "revise") {
    return (
      // biome-ignore lint/a11y/noAutofocus: it was asked for just now
      <select id={id} autoFocus value={words} onChange={hear}>
        <option value="">Material: everybody is asked anew</option>
        <option value="immaterial">A typo: what was said stays</option>
      </select>
    );
  }
  if (act === "supersede") {
    return (
      // biome-ignore lint/a11y/noAutofocus: it was asked for just now
      <select id={id} autoFocus required value={words} onChange={hear}>
        <option value="" />
        {earlier.map(({ document, question }) => (
          <option key={document} value={document}>
            {question}
          </option>
        ))}
      </select>
    );
  }
  if (act === "extend" || act === "review") {
    const least = round === undefined ? undefined : printDay(Math.floor(round.due.at / DAY_MILLIS));
    // biome-ignore lint/a11y/noAutofocus: it was asked for just now
    return <input id={id} autoFocus type="date" required min={least} value={words} onChange={hear} />;
  }
  if (act === "away") {
    return (
      <input
        id={id}
        // biome-ignore lint/a11y/noAutofocus: it was asked for just now
        autoFocus
        required
        pattern="\d{4}-\d{2}-\d{2}(\.\.\d{4}-\d{2}-\d{2})?"
        value={words}
        onChange={hear}
      />
    );
  }
  // biome-ignore lint/a11y/noAutofocus: it was asked for just now
  return <textarea id={id} autoFocus required rows={3} maxLength={4_000} value={words} onChange={hear} />;
}
