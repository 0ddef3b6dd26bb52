import {
  ActionIcon,
  Badge,
  Button,
  createTheme,
  type CSSVariablesResolver,
  Drawer,
  InputWrapper,
  type MantineColorsTuple,
  Menu,
  Modal,
  Notification,
  SegmentedControl,
  Table,
  Tabs,
  Tooltip,
} from '@mantine/core';

/** Around the accent of both schemes: 4 is the dark one, 6 the light one. */
const ACCENT: MantineColorsTuple = [
  '#e6f0fa',
  '#cfe2f5',
  '#a9cdf0',
  '#8cc4f7',
  '#5aa9f0',
  '#2f7fcb',
  '#0b5cad',
  '#094e93',
  '#0a4f96',
  '#073a6e',
];

/** The greys of the light scheme, lightest first, and the slates of the dark one as Mantine numbers them: text first, deepest last. */
const GRAY: MantineColorsTuple = [
  '#f6f7f9',
  '#eef1f4',
  '#e0e5ea',
  '#c7d0d9',
  '#b4bfc9',
  '#8f9ba6',
  '#5f6e7d',
  '#4f5f6f',
  '#2c3a47',
  '#13202c',
];
const DARK: MantineColorsTuple = [
  '#e6edf3',
  '#c9d4de',
  '#9db0c1',
  '#8399ac',
  '#34475a',
  '#243240',
  '#141d26',
  '#0d141b',
  '#0a1016',
  '#060b10',
];

/** Mantine's parts in the measures of the design. Colours come from `tokens.css` through `themeVariables`. */
export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 4 },
  colors: { accent: ACCENT, gray: GRAY, dark: DARK },
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  fontSizes: { xs: '12.5px', sm: '14px', md: '14px', lg: '15px', xl: '20px' },
  lineHeights: { xs: '18px', sm: '20px', md: '20px', lg: '22px', xl: '28px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '20px', xl: '24px' },
  radius: { xs: '4px', sm: '5px', md: '5px', lg: '8px', xl: '99px' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  autoContrast: true,
  luminanceThreshold: 0.32,
  respectReducedMotion: true,
  components: {
    Button: Button.extend({
      vars: (_, { variant, color }) => ({
        root: {
          '--button-height': '32px',
          '--button-padding-x': '12px',
          '--button-fz': '13.5px',
          // The dark accent is light: white on it would be hard to read.
          ...((variant ?? 'filled') === 'filled' && color === undefined ? { '--button-color': 'var(--on-accent)' } : {}),
        },
      }),
      styles: { label: { fontWeight: 500 } },
    }),
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray' } }),
    Badge: Badge.extend({
      defaultProps: { variant: 'light', radius: 'xs' },
      styles: { root: { textTransform: 'none', fontWeight: 500, fontSize: 12, lineHeight: '18px', height: 20, paddingInline: 7 } },
    }),
    InputWrapper: InputWrapper.extend({
      styles: { label: { fontWeight: 540, fontSize: 13, marginBottom: 4 }, description: { color: 'var(--muted)' } },
    }),
    Menu: Menu.extend({ styles: { label: { fontWeight: 400 } } }),
    Modal: Modal.extend({
      defaultProps: {
        closeButtonProps: { 'aria-label': 'Close' },
        centered: true,
        radius: 'lg',
        overlayProps: { backgroundOpacity: 0.35 },
        transitionProps: { duration: 120 },
      },
    }),
    Drawer: Drawer.extend({
      defaultProps: {
        closeButtonProps: { 'aria-label': 'Close' },
        overlayProps: { backgroundOpacity: 0.25 },
        transitionProps: { duration: 120 },
      },
    }),
    Notification: Notification.extend({ defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } }),
    SegmentedControl: SegmentedControl.extend({
      vars: () => ({ root: { '--sc-label-color': 'var(--accent-text)', '--sc-shadow': 'none' } }),
      styles: {
        root: { background: 'var(--surface)', border: '1px solid var(--line-strong)', padding: 0 },
        indicator: { background: 'var(--accent-soft)', borderRadius: 4 },
        label: { fontWeight: 500, paddingInline: 14 },
        control: { border: 0 },
      },
    }),
    Table: Table.extend({ defaultProps: { withRowBorders: false } }),
    Tabs: Tabs.extend({ styles: { list: { gap: 20 }, tab: { paddingInline: 0, paddingBlock: 9, fontWeight: 500 } } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 300, transitionProps: { duration: 120 } } }),
  },
});

const SHARED = {
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-dimmed': 'var(--muted)',
  '--mantine-color-placeholder': 'var(--faint)',
  '--mantine-color-anchor': 'var(--accent-text)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--sunken)',
  '--mantine-color-default-color': 'var(--text)',
  '--mantine-color-default-border': 'var(--line-strong)',
  '--mantine-color-error': 'var(--bad)',
  '--mantine-color-gray-light-color': 'var(--muted)',
  '--mantine-primary-color-filled': 'var(--accent)',
  '--mantine-primary-color-filled-hover': 'var(--accent-hover)',
  '--mantine-primary-color-contrast': 'var(--on-accent)',
  '--mantine-color-accent-filled': 'var(--accent)',
  '--mantine-color-accent-filled-hover': 'var(--accent-hover)',
  '--mantine-color-accent-light': 'var(--accent-soft)',
  '--mantine-color-accent-light-color': 'var(--accent-text)',
};

export const themeVariables: CSSVariablesResolver = () => ({ variables: {}, light: SHARED, dark: SHARED });
