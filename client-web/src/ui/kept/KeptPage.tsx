/** The edits that are in this browser alone, one by one: not sent yet, or never to be, where this device may not write any more. */
import { useAnswer } from "../common/answer";
import { useClock } from "../common/people";
import { digestText } from "../rhythm/asText";
import { CardEntry, OtherEntry, Section } from "../rhythm/lines";
import { Reading } from "../rhythm/RhythmFrame";
import { RHYTHM } from "../rhythm/strings";
import { save } from "../shell/save";
import { useNotices, useSession } from "../shell/session";
import { STRINGS } from "../strings";

/** After everything that is in the log. */
const END = { type: "Position", position: Number.MAX_SAFE_INTEGER } as const;

export default function KeptPage() {
  const { engine, workspace } = useSession();
  const { complain } = useNotices();
  const clock = useClock();
  const { value: digest, failure } = useAnswer("Digest", { workspace: workspace.id, since: END }, (event) =>
    ["Board", "Text", "Team", "Sync"].includes(event.type),
  );
  const { access, team, sync } = workspace;
  const stopped = sync.status.type === "Stopped" ? STRINGS.keptStopped(sync.status.message) : STRINGS.keptWhy;
  const cards = digest === undefined ? [] : [...digest.moved, ...digest.edited, ...digest.rearranged];
  const isNothing = cards.length === 0 && digest?.others.length === 0;
  const everything = async () => save(`${team.name}.json`, await engine.call("Export", { workspace: workspace.id }));
  return (
    <>
      <header className="head">
        <h1>{STRINGS.kept}</h1>
      </header>
      <p>{access.type === "Gone" ? access.farewell : stopped}</p>
      {digest === undefined ? (
        <Reading failure={failure} />
      ) : (
        <>
          {isNothing && <p className="empty">{STRINGS.nothingKept}</p>}
          <Section title={RHYTHM.cards} count={cards.length}>
            {cards.map((line) => (
              <CardEntry key={line.card.card} line={{ ...line, why: undefined }} />
            ))}
          </Section>
          <Section title={RHYTHM.others} count={digest.others.length}>
            {digest.others.map((line) => (
              <OtherEntry key={JSON.stringify(line.target)} line={line} />
            ))}
          </Section>
          <p>
            {!isNothing && (
              <button
                type="button"
                onClick={() => save(`${team.name}, ${STRINGS.kept}.txt`, digestText(digest, clock, STRINGS.kept))}
              >
                {STRINGS.saveKept}
              </button>
            )}{" "}
            <button type="button" onClick={() => void everything().catch(complain)}>
              {STRINGS.saveAll}
            </button>
          </p>
        </>
      )}
    </>
  );
}
