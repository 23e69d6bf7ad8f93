// Puts the screen together: the root element, the socket to the device that served this page, and the manner asked for in
// the address (?theme=dark, ?contrast=more, ?reach=seated).
import { createConnection } from './connection.ts';
import type { Socket } from './connection.ts';
import { FoyerScreen } from './screen.ts';

const screen = document.querySelector('foyer-screen');
if (screen instanceof FoyerScreen) {
  const asked = new URLSearchParams(location.search);
  const theme = asked.get('theme');
  const dark = theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  const seated = asked.get('reach') === 'seated';
  screen.manner = { theme: dark ? 'dark' : 'light', moreContrast: asked.get('contrast') === 'more' || matchMedia('(prefers-contrast: more)').matches, seated };
  screen.toggleAttribute('seated', seated);
  screen.requestUpdate();

  const connection = createConnection({
    open: () => new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/screen`) as Socket,
    after: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    message: (message) => screen.receive(message),
    opened: () => screen.dispatch({ type: 'opened' }),
    lost: () => screen.dispatch({ type: 'lost' }),
  });
  screen.send = (event) => void connection.send(event);
  connection.start();
}

// A public screen has no context menu and no pinch.
addEventListener('contextmenu', (event) => event.preventDefault());
