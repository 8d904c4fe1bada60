import { createTheme } from '@mantine/core';

export const theme = createTheme({
  primaryColor: 'pink',
  primaryShade: { light: 8, dark: 6 },
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
  defaultRadius: 'sm',
  components: {
    // The close button of a message has no text: without a name, screen readers cannot say what it is.
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': 'Close message' } } },
  },
});
