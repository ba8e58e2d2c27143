/**
 * Gives things the order in which a file lists them, with as few moves as possible (FMT-MERGE-6): whatever still stands as it did at the last import keeps its
 * order here, even one that was changed here; what is new or was moved in the file is put between.
 */

/** `base`: the order at the last import; `local`: the order here. Undefined for what is new. */
export interface LayerSlot {
  readonly base: number | undefined;
  readonly local: number | undefined;
}

/** The orders to set, one for each slot; undefined where the order stays. @param top an order above everything here */
export function arrange(slots: readonly LayerSlot[], top: number): (number | undefined)[] {
  const unmoved = unmovedOf(slots);
  const keeps = slots.map(({ base, local }, i) => {
    const movedThere = base !== undefined && !unmoved.has(i);
    return local !== undefined && !(movedThere && base === local);
  });
  const orders: (number | undefined)[] = [];
  let below = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < slots.length; ) {
    if (keeps[at]) {
      below = slots[at]!.local!;
      orders.push(undefined);
      at++;
      continue;
    }
    let end = at;
    while (end < slots.length && !keeps[end]) end++;
    const above = end < slots.length ? slots[end]!.local! : Number.POSITIVE_INFINITY;
    orders.push(...between(below, above, end - at, top));
    below = orders.at(-1)!;
    at = end;
  }
  return orders;
}

/** So many rising orders. */
function between(below: number, above: number, count: number, top: number): number[] {
  let first: number;
  let step = 1;
  if (above === Number.POSITIVE_INFINITY) first = Math.max(below, top) + 1;
  else if (below === Number.NEGATIVE_INFINITY) first = above - count;
  else {
    // Where the layers were changed here so that they contradict the file, at least the order among the new ones holds.
    step = below < above ? (above - below) / (count + 1) : 1 / (count + 1);
    first = below + step;
  }
  return Array.from({ length: count }, (_, i) => first + i * step);
}

/** A longest run of slots whose orders at the last import rise in the order of the file. */
function unmovedOf(slots: readonly LayerSlot[]): ReadonlySet<number> {
  const lastOfLength: number[] = [-1];
  const previous: number[] = [];
  for (const [i, { base }] of slots.entries()) {
    previous.push(-1);
    if (base === undefined) continue;
    let low = 0;
    let high = lastOfLength.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (slots[lastOfLength[middle]!]!.base! < base) low = middle;
      else high = middle - 1;
    }
    previous[i] = low === 0 ? -1 : lastOfLength[low]!;
    lastOfLength[low + 1] = i;
  }
  const unmoved = new Set<number>();
  const longest = lastOfLength.length - 1;
  for (let i = longest === 0 ? -1 : lastOfLength[longest]!; i >= 0; i = previous[i]!) unmoved.add(i);
  return unmoved;
}
