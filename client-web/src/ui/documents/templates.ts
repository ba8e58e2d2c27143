/** What a new document may begin with. A team adds its own: documents whose title begins with "Template:". */

export interface Template {
  readonly name: string;
  /** What the title of the new document begins with. */
  readonly title: string;
  readonly text: string;
}

const PREFIX = /^template:\s*/i;

export function isTemplate(title: string): boolean {
  return PREFIX.test(title);
}

export function templateName(title: string): string {
  return title.replace(PREFIX, "");
}

export const TEMPLATES: readonly Template[] = [
  {
    name: "Brief",
    title: "",
    text: `## Problem

Who has it, how often, and how do we know?

## We build

-

## We do not build

-

## Open question

`,
  },
  {
    name: "Decision (MADR)",
    title: "",
    text: `# Title of the decision

## Context and Problem Statement

What is the question, and why must it be answered now?

## Decision Drivers

-

## Considered Options

- Option A
- Option B

## Decision Outcome

Chosen option: "", because

### Consequences

- Good, because
- Bad, because

### Confirmation

How will we see that it was carried out?

## Pros and Cons of the Options

### Option A

- Good, because
- Bad, because

### Option B

- Good, because
- Bad, because

## More Information

`,
  },
  {
    name: "Weekly update",
    title: "Week of ",
    text: `## Moved

-

## Stuck, and what would help

-

## Next week

- [ ]
`,
  },
  {
    name: "Retrospective",
    title: "Retrospective ",
    text: `## What went well

-

## What did not

-

## What we try next

- [ ] @
`,
  },
];
