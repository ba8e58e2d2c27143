/** Line icons of 20 by 20 units, in the colour of the text beside them. Hidden from screen readers: the words say it. */
import type { ReactNode } from "react";

export function Icon({ children }: { readonly children: ReactNode }) {
  return (
    <svg
      width="20"
      height="20"
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

/** The mark: a globe of which one meridian is lit. */
export function Mark({ size = 28 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden="true" focusable="false">
      <circle cx="16" cy="16" r="13" stroke="currentColor" strokeWidth="1.8" opacity="0.55" />
      <path d="M3.6 12h24.8M3.6 20h24.8" stroke="currentColor" strokeWidth="1.4" opacity="0.35" />
      <path d="M16 3c-4.6 3.6-6.6 8-6.6 13s2 9.4 6.6 13" stroke="currentColor" strokeWidth="1.4" opacity="0.55" />
      <path d="M16 3c4.6 3.6 6.6 8 6.6 13s-2 9.4-6.6 13" stroke="var(--accent)" strokeWidth="2.6" />
      <circle cx="22.6" cy="16" r="2.6" fill="var(--accent)" />
    </svg>
  );
}

export const BoardIcon = () => (
  <Icon>
    <rect x="2.5" y="3.5" width="6" height="5" rx="1" />
    <rect x="11.5" y="11.5" width="6" height="5" rx="1" />
    <path d="M8.5 6h3.5a2 2 0 0 1 2 2v3.5" />
  </Icon>
);
export const DocumentIcon = () => (
  <Icon>
    <path d="M5 2.5h6.5L15.5 6.5V16.5a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1v-13a1 1 0 0 1 1-1z" />
    <path d="M11.5 2.5v4h4M7 10.5h6M7 13.5h4" />
  </Icon>
);
export const DecisionIcon = () => (
  <Icon>
    <path d="M10 17.5V11L4.5 5.5M10 11l5.5-5.5M4.5 9V5.5H8M15.5 9V5.5H12" />
  </Icon>
);
export const DigestIcon = () => (
  <Icon>
    <path d="M3 14.5h14M5.5 14.5a4.5 4.5 0 0 1 9 0M10 3.5v3M3.7 7.2l1.8 1.8M16.3 7.2l-1.8 1.8M6.5 17.5h7" />
  </Icon>
);
export const AgendaIcon = () => (
  <Icon>
    <rect x="3" y="4" width="14" height="13" rx="1.5" />
    <path d="M3 8h14M7 2.5V5M13 2.5V5M6.5 11.5h4M6.5 14h6" />
  </Icon>
);
export const TeamIcon = () => (
  <Icon>
    <circle cx="7.5" cy="7" r="3" />
    <path d="M2 16.5c.4-3 2.6-4.5 5.5-4.5s5.1 1.5 5.5 4.5M13 4.3a3 3 0 0 1 0 5.4M15 12.6c1.7.6 2.7 1.9 3 3.9" />
  </Icon>
);
export const SettingsIcon = () => (
  <Icon>
    <path d="M3 5.5h8M15 5.5h2M3 10h2M9 10h8M3 14.5h7M14 14.5h3" />
    <circle cx="13" cy="5.5" r="2" />
    <circle cx="7" cy="10" r="2" />
    <circle cx="12" cy="14.5" r="2" />
  </Icon>
);
export const CloseIcon = () => (
  <Icon>
    <path d="M5.5 5.5l9 9M14.5 5.5l-9 9" />
  </Icon>
);
export const SunIcon = () => (
  <Icon>
    <circle cx="10" cy="10" r="3.5" />
    <path d="M10 2v1.5M10 16.5V18M2 10h1.5M16.5 10H18M4.3 4.3l1.1 1.1M14.6 14.6l1.1 1.1M4.3 15.7l1.1-1.1M14.6 5.4l1.1-1.1" />
  </Icon>
);
export const MoonIcon = () => (
  <Icon>
    <path d="M16.5 11.8A7 7 0 0 1 8.2 3.5a7 7 0 1 0 8.3 8.3z" />
  </Icon>
);
export const PlusIcon = () => (
  <Icon>
    <path d="M10 4v12M4 10h12" />
  </Icon>
);
export const InviteIcon = () => (
  <Icon>
    <circle cx="8" cy="7" r="3" />
    <path d="M2.5 16.5c.4-3 2.6-4.5 5.5-4.5s5.1 1.5 5.5 4.5M16 6v5M13.5 8.5h5" />
  </Icon>
);
export const SwitchIcon = () => (
  <Icon>
    <path d="M6.5 8L10 4.5 13.5 8M6.5 12l3.5 3.5 3.5-3.5" />
  </Icon>
);
export const MoreIcon = () => (
  <Icon>
    <path d="M4.5 10h.01M10 10h.01M15.5 10h.01" strokeWidth="2.5" />
  </Icon>
);

export const RhythmIcon = () => (
  <Icon>
    <path d="M2.5 10h3l2-5.5 4 11 2.2-5.5h3.8" />
  </Icon>
);
