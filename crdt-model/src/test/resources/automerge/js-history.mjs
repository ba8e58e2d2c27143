// Writes js-history.txt: a history of three people in Automerge JS 3.5.0, as the web client's documents are made, for JsHistoryTest.
// To write it again: npm i @automerge/automerge@3.5.0 && node js-history.mjs > js-history.txt
import * as A from "@automerge/automerge";

let state = 20261123n;
function below(n) {
  state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n);
  return Number((state >> 33n) % BigInt(n));
}

const scalar = (text) => new A.ImmutableString(text);
const actors = [0xc0, 0x11, 0xfe].map((device, i) => device.toString(16).padStart(2, "0").repeat(16) + "000000000000000" + (i + 1));
const docs = actors.map((actor) => A.init({ actor }));

function record(before, after) {
  for (const change of A.getChanges(before, after)) {
    console.log("change " + A.decodeChange(change).actor + " " + Buffer.from(change).toString("hex"));
  }
}

function edit(i, change) {
  const before = docs[i];
  docs[i] = A.change(before, { time: 1_790_000_000 + below(1000) }, change);
  record(before, docs[i]);
}

function anyCard(doc) {
  const shards = Object.keys(doc.cards).filter((shard) => Object.keys(doc.cards[shard]).length > 0);
  if (shards.length === 0) return undefined;
  const shard = doc.cards[shards[below(shards.length)]];
  const ids = Object.keys(shard);
  return [shard, ids[below(ids.length)]];
}

const steps = [
  (doc, n) => {
    doc.cards[below(16).toString(16) + "0"]["c" + below(6)] = {
      title: scalar("card " + n), x: below(1000) - 500, y: below(1000), estimate: below(100) / 7, done: below(2) === 0,
      when: new Date(1_790_000_000_000 + n * 1000), none: null, description: "Ein größerer Text, № " + n + " 😀", owners: {},
    };
  },
  (doc) => { const at = anyCard(doc); if (at) { at[0][at[1]].x = below(5); at[0][at[1]].y = below(5); } },
  (doc) => { const at = anyCard(doc); if (at && below(4) === 0) delete at[0][at[1]]; },
  (doc) => { const at = anyCard(doc); if (at) at[0][at[1]].owners["m" + below(3)] = true; },
  (doc, n) => {
    const length = doc.text.length;
    const at = below(length + 1);
    A.splice(doc, ["text"], at, Math.min(below(4), length - at), ["x", "ab\n", "añb", "", "word " + n][below(5)]);
  },
  (doc) => { doc.name = scalar("name " + below(3)); },
  (doc, n) => { doc.bytes = new Uint8Array([n, 0, 255]); doc.long = "ä".repeat(below(300)); },
];

edit(0, (doc) => {
  doc.schema = 1;
  doc.name = scalar("board");
  doc.text = "What we build\n";
  doc.cards = {};
  for (let shard = 0; shard < 16; shard++) doc.cards[shard.toString(16) + "0"] = {};
});
for (const i of [1, 2]) docs[i] = A.merge(docs[i], docs[0]);
for (let n = 0; n < 150; n++) {
  const i = below(3);
  if (below(3) === 0) docs[i] = A.merge(docs[i], docs[(i + 1 + below(2)) % 3]);
  const step = steps[below(steps.length)];
  edit(i, (doc) => step(doc, n));
}
for (let round = 0; round < 2; round++) for (let i = 0; i < 3; i++) docs[i] = A.merge(docs[i], docs[(i + 1) % 3]);

console.log("heads " + A.getHeads(docs[0]).join(" "));
console.log("text " + JSON.stringify(docs[0].text));
console.log("cards " + Object.values(docs[0].cards).reduce((count, shard) => count + Object.keys(shard).length, 0));
