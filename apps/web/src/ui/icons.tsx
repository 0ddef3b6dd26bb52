import type { ReactNode } from 'react';

interface IconProps {
  readonly size?: number;
}

function icon(path: ReactNode) {
  return function Icon({ size = 16 }: IconProps) {
    return (
      <svg
        width={size}
        height={size}
        viewBox="0 0 16 16"
        fill="none"
        stroke="currentColor"
        strokeWidth={1.6}
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        style={{ flex: 'none' }}
      >
        {path}
      </svg>
    );
  };
}

export const OverviewIcon = icon(<path d="M2 13h3V7H2zM6.500 13h3V3h-3zM11 13h3V9h-3z" />);
export const ImagesIcon = icon(<path d="M8 2l6 3-6 3-6-3zM2 8l6 3 6-3M2 11l6 3 6-3" />);
export const VulnerabilitiesIcon = icon(<path d="M8 2l5 2v4c0 3-2 5-5 6-3-1-5-3-5-6V4z" />);
export const PlansIcon = icon(<path d="M2 4l1.500 1.500L6 3M2 11l1.500 1.500L6 10M8.500 4.500H14M8.500 11.500H14" />);
export const BasesIcon = icon(<path d="M6 2h4v3H6zM2 11h4v3H2zM10 11h4v3h-4zM8 5v3M4 11V8h8v3" />);
export const DecisionsIcon = icon(<path d="M3 2.500h10v11H3zM5.500 8l2 2 3.500-4" />);
export const PoliciesIcon = icon(<path d="M8 2v12M4 14h8M3 5h10M3 5l-1.500 4.500h3zM13 5l-1.500 4.500h3z" />);
export const HubIcon = icon(<path d="M5 3v4M11 3v4M3 7h10v2a5 5 0 01-10 0zM8 14v1" />);
export const SettingsIcon = icon(<path d="M2 4.500h7M13 4.500h1M2 11.500h1M7 11.500h7M11 3v3M5 10v3" />);
export const SearchIcon = icon(<path d="M7 12A5 5 0 107 2a5 5 0 000 10zM11 11l3 3" />);
export const CheckIcon = icon(<path d="M3 8.500l3.500 3.500L13 4.500" />);
export const CrossIcon = icon(<path d="M4 4l8 8M12 4l-8 8" />);
export const DashIcon = icon(<path d="M4 8h8" />);
export const CopyIcon = icon(<path d="M5.500 5.500h8v8h-8zM10.500 5.500v-3h-8v8h3" />);
export const ChevronIcon = icon(<path d="M4 6l4 4 4-4" />);
export const ExternalIcon = icon(<path d="M6 3H3v10h10v-3M9 3h4v4M13 3L7.500 8.500" />);
export const PersonIcon = icon(<path d="M8 8a2.700 2.700 0 100-5.400A2.700 2.700 0 008 8zM2.500 14a5.500 5.500 0 0111 0" />);

/** The mark: the line on a ship's hull that shows how much it may carry. */
export function Logo({ size = 22 }: IconProps) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="var(--accent)"
      strokeWidth={2}
      strokeLinecap="round"
      aria-hidden="true"
      style={{ flex: 'none' }}
    >
      <circle cx="12" cy="12" r="7.2" />
      <path d="M1.8 12h20.4" />
    </svg>
  );
}

/** A registry: a box in a frame. */
export function RegistryIcon() {
  return (
    <svg width="34" height="34" viewBox="0 0 34 34" aria-hidden="true" style={{ flex: 'none' }}>
      <rect x=".5" y=".5" width="33" height="33" rx="7" fill="var(--sunken)" stroke="var(--line)" />
      <path
        d="M17 8l8 4.500v9L17 26l-8-4.500v-9zM9 12.500l8 4.500 8-4.500M17 17v9"
        fill="none"
        stroke="var(--accent)"
        strokeWidth="1.700"
        strokeLinejoin="round"
      />
    </svg>
  );
}
