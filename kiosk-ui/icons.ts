// Every picture sign of the screen, drawn on one 24-unit grid with one stroke, so that they read as one family.
// A pack names an icon by a word; unknown words show no icon, never a broken one.
import { html, svg } from 'lit';
import type { SVGTemplateResult, TemplateResult } from 'lit';

const SHAPES = {
  microphone: svg`<rect x="9" y="3" width="6" height="11" rx="3"/><path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3M9 21h6"/>`,
  'microphone-off': svg`<path d="M15 9.5V6a3 3 0 0 0-5.7-1.3M9 9.5V11a3 3 0 0 0 4.6 2.5M5.5 11.5a6.5 6.5 0 0 0 10.3 5.3M18.5 11.5c0 1-.2 1.9-.6 2.7M12 18v3M9 21h6M3.5 3.5l17 17"/>`,
  keyboard: svg`<rect x="2.5" y="5.5" width="19" height="13" rx="2.5"/><path d="M6.5 9.5h.01M10.2 9.5h.01M13.8 9.5h.01M17.5 9.5h.01M6.5 12.5h.01M10.2 12.5h.01M13.8 12.5h.01M17.5 12.5h.01M8 15.5h8"/>`,
  language: svg`<path d="M3 6h9M7.5 3.5V6M10.5 6c-.7 3.6-3.2 6.5-6.8 8M5 9c1 2.3 3 4.2 5.6 5.2M12.5 20.5l4-10.5 4 10.5M13.9 17h5.2"/>`,
  volume: svg`<path d="M4 9.5v5h3.5l5 4v-13l-5 4zM16 9.2a4 4 0 0 1 0 5.6M18.6 6.6a7.6 7.6 0 0 1 0 10.8"/>`,
  'volume-less': svg`<path d="M4 9.5v5h3.5l5 4v-13l-5 4zM16 12h5"/>`,
  'volume-more': svg`<path d="M4 9.5v5h3.5l5 4v-13l-5 4zM16 12h5M18.5 9.5v5"/>`,
  'volume-off': svg`<path d="M4 9.5v5h3.5l5 4v-13l-5 4zM16.5 9.5l5 5M21.5 9.5l-5 5"/>`,
  slower: svg`<path d="M4 18.5a8.5 8.5 0 1 1 16 0M12 16.5L8 11.2"/><circle cx="12" cy="16.5" r="1.6"/>`,
  larger: svg`<path d="M2.5 19L8 5l5.5 14M4.5 14.5h7M15 19l3.2-8.5L21.5 19M16.2 16.2h4"/>`,
  human: svg`<path d="M5 12.5V11a7 7 0 0 1 14 0v1.5M19 15.5c0 2.5-2 4-5 4h-1.5"/><rect x="3.5" y="12" width="3.6" height="5" rx="1.6"/><rect x="16.9" y="12" width="3.6" height="5" rx="1.6"/>`,
  person: svg`<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5c.8-4 3.8-6 7.5-6s6.7 2 7.5 6"/>`,
  'start-over': svg`<path d="M4.5 12a7.5 7.5 0 1 0 2.3-5.4L4.5 8.8M4.5 4v4.8h4.8"/>`,
  back: svg`<path d="M10.5 5.5L4 12l6.5 6.5M4.5 12H20"/>`,
  forward: svg`<path d="M13.5 5.5L20 12l-6.5 6.5M19.5 12H4"/>`,
  up: svg`<path d="M5.5 14.5L12 8l6.5 6.5"/>`,
  down: svg`<path d="M5.5 9.5L12 16l6.5-6.5"/>`,
  left: svg`<path d="M14.5 5.5L8 12l6.5 6.5"/>`,
  right: svg`<path d="M9.5 5.5L16 12l-6.5 6.5"/>`,
  plus: svg`<path d="M12 5v14M5 12h14"/>`,
  minus: svg`<path d="M5 12h14"/>`,
  shift: svg`<path d="M12 4l7.5 8H15v6.500H9V12H4.500z"/>`,
  close: svg`<path d="M6 6l12 12M18 6L6 18"/>`,
  check: svg`<path d="M4.5 12.5l5 5 10-11"/>`,
  erase: svg`<path d="M8.5 5.5h11a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-11L2.5 12zM11.5 9.5l5 5M16.5 9.5l-5 5"/>`,
  send: svg`<path d="M12 19.5v-14M5.5 11.5L12 5l6.5 6.5"/>`,
  touch: svg`<path d="M9 12V5.2a1.7 1.7 0 0 1 3.4 0v5.3l4.8 1c1.3.3 2.2 1.3 2 2.7l-.7 3.8c-.3 1.8-1.7 3-3.5 3h-2.7c-1.3 0-2.4-.6-3.1-1.7L5 13.7c-.9-1.5 1-3 2.3-1.9z"/>`,
  warning: svg`<path d="M12 3.5l9.5 17h-19zM12 10v5M12 17.7v.1"/>`,
  info: svg`<circle cx="12" cy="12" r="9"/><path d="M12 11v6M12 7.5v.1"/>`,
  'hub-offline': svg`<path d="M7.5 18.5h9.3a4 4 0 0 0 2.7-7M17.3 9.3A5.8 5.8 0 0 0 9 6.5M6.8 8.9A4.9 4.9 0 0 0 7.5 18.5M3.5 3.5l17 17"/>`,
  clock: svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5l3.5 2"/>`,
  calendar: svg`<rect x="3.5" y="5" width="17" height="15.5" rx="2.5"/><path d="M3.5 10h17M8 2.8V7M16 2.8V7M8 14h.01M12 14h.01M16 14h.01M8 17h.01M12 17h.01"/>`,
  ticket: svg`<path d="M3.5 6h17v4a2 2 0 0 0 0 4v4h-17v-4a2 2 0 0 0 0-4zM14 6.5v2M14 11v2M14 15.5v2"/>`,
  search: svg`<circle cx="10.5" cy="10.5" r="6.5"/><path d="M15.5 15.5l5 5"/>`,
  progress: svg`<path d="M4 6.5h2M4 12h2M4 17.5h2M9.5 6.5h10.5M9.5 12h10.5M9.5 17.5h6"/>`,
  list: svg`<path d="M4 6.3l1.3 1.3L8 4.9M4 12.3l1.3 1.3L8 10.9M4 18.3l1.3 1.3L8 16.9M11.5 6.5H20M11.5 12.5H20M11.5 18.5H20"/>`,
  document: svg`<path d="M6 3h8l4.5 4.5V21H6zM14 3v4.5h4.5M9.5 12h5.5M9.5 16h5.5"/>`,
  guide: svg`<path d="M12 6.5C10 4.8 7 4.5 3.5 4.5v14c3.5 0 6.5.3 8.5 2 2-1.7 5-2 8.5-2v-14C17 4.5 14 4.8 12 6.5zM12 6.5v14"/>`,
  'id-card': svg`<rect x="2.5" y="5" width="19" height="14" rx="2.5"/><circle cx="8.5" cy="10.7" r="2"/><path d="M5.3 16c.5-1.7 1.7-2.5 3.2-2.5s2.7.8 3.2 2.5M14.5 10h4M14.5 14h4"/>`,
  money: svg`<circle cx="12" cy="12" r="8.5"/><path d="M8.5 7.5L12 12l3.5-4.5M8.5 12.5h7M8.5 15.2h7M12 12v5.5"/>`,
  place: svg`<path d="M12 21c4.5-4.8 6.8-8.3 6.8-11.3a6.8 6.8 0 0 0-13.6 0C5.2 12.7 7.5 16.2 12 21z"/><circle cx="12" cy="9.7" r="2.4"/>`,
  phone: svg`<path d="M5 4h4l1.5 4.5L8 10.3a12 12 0 0 0 5.7 5.7l1.8-2.5L20 15v4c0 .8-.7 1.4-1.5 1.4C10.5 20 4 13.5 3.6 5.5 3.6 4.7 4.2 4 5 4z"/>`,
  home: svg`<path d="M3.5 11.5L12 4l8.5 7.5M6 9.5V20h12V9.5M10 20v-5.5h4V20"/>`,
  work: svg`<rect x="3" y="7.5" width="18" height="12.5" rx="2.5"/><path d="M8.5 7.5V5.8c0-1 .8-1.8 1.8-1.8h3.4c1 0 1.8.8 1.8 1.8v1.7M3 13h18M12 12v2"/>`,
  travel: svg`<path d="M10 13.5L3 11l1-1.5 7 .5 4.5-5c.8-.8 2-1 2.8-.7.4.9.1 2-.7 2.8L13 12l1 7.5-1.5 1-3-6.5-3 2.5.3 2.5-1.2.8-1.3-3.5"/>`,
  cart: svg`<path d="M2.5 4h3l2.3 11h10.4l2.3-8H6.5"/><circle cx="9" cy="19" r="1.5"/><circle cx="17" cy="19" r="1.5"/>`,
  box: svg`<path d="M12 3l8.5 4.5v9L12 21l-8.5-4.5v-9zM3.5 7.5L12 12l8.5-4.5M12 12v9"/>`,
  tag: svg`<path d="M12.5 3.5h8v8l-9 9-8-8z"/><circle cx="16.5" cy="7.5" r="1.3"/>`,
  gift: svg`<path d="M4 11h16v9.5H4zM2.5 7.5h19V11h-19zM12 7.5v13M12 7.5C9 7.5 7 6.5 7 4.8S9.5 2.5 12 7.5c2.5-5 5-4.4 5-2.7s-2 2.7-5 2.7z"/>`,
  card: svg`<rect x="2.5" y="5" width="19" height="14" rx="2.5"/><path d="M2.5 9.5h19M6 15h4"/>`,
  return: svg`<path d="M8.5 4.5L4 9l4.5 4.5M4.5 9H15a5.5 5.5 0 0 1 0 11H8"/>`,
  star: svg`<path d="M12 3.5l2.6 5.5 6 .8-4.4 4.2 1.1 6L12 17.1 6.7 20l1.1-6-4.4-4.2 6-.8z"/>`,
  question: svg`<circle cx="12" cy="12" r="9"/><path d="M9.3 9.5c.2-1.6 1.3-2.5 2.8-2.5s2.7 1 2.7 2.4c0 2-2.7 2.2-2.7 4.3M12 16.9v.1"/>`,
  print: svg`<path d="M7 8.5v-5h10v5M7 17H4.5A1.5 1.5 0 0 1 3 15.5v-5A2 2 0 0 1 5 8.5h14a2 2 0 0 1 2 2v5a1.5 1.5 0 0 1-1.5 1.5H17M7 14h10v6.5H7z"/>`,
  shield: svg`<path d="M12 3l7.5 2.5v6c0 4.5-3 7.7-7.5 9.5-4.5-1.8-7.5-5-7.5-9.5v-6zM8.5 12l2.5 2.5 4.5-5"/>`,
  passport: svg`<rect x="4.5" y="3" width="15" height="18" rx="2.5"/><circle cx="12" cy="10.5" r="3.6"/><path d="M8.5 10.5h7M12 7c-2 2.2-2 4.8 0 7 2-2.2 2-4.8 0-7M8.5 17.5h7"/>`,
  car: svg`<path d="M3.5 17v-4.5l2-6a2 2 0 0 1 1.9-1.3h9.2a2 2 0 0 1 1.9 1.3l2 6V17zM3.5 12.5h17M5.5 17v2.5M18.5 17v2.5M7 14.8h1.5M15.5 14.8H17"/>`,
  bag: svg`<path d="M5.5 8h13l1 12.5h-15zM8.5 10.5V7a3.5 3.5 0 0 1 7 0v3.5"/>`,
  swap: svg`<path d="M4 8.5h15.5M16 5l3.5 3.5L16 12M20 15.5H4.5M8 12l-3.5 3.5L8 19"/>`,
  more: svg`<path d="M5.5 12h.01M12 12h.01M18.5 12h.01" stroke-width="3"/>`,
  health: svg`<path d="M12 20.5C6 16 3 12.7 3 9a4.7 4.7 0 0 1 9-2 4.7 4.7 0 0 1 9 2c0 3.7-3 7-9 11.5z"/>`,
  food: svg`<path d="M3.5 12h17a8.5 8.5 0 0 1-4.5 7.500H8A8.5 8.5 0 0 1 3.5 12zM8 8.500c-1-1.2 1-2.3 0-3.700M12 8.500c-1-1.2 1-2.3 0-3.700M16 8.500c-1-1.2 1-2.3 0-3.7"/>`,
  drink: svg`<path d="M6 8.500h11V15a5 5 0 0 1-5 5h-1a5 5 0 0 1-5-5zM17 10h1.500a2.5 2.5 0 0 1 0 5H17M9.5 5.500v-2M13.5 5.500v-2"/>`,
  bed: svg`<path d="M3 19V5M3 16h18v3M21 16v-3.500a3 3 0 0 0-3-3h-7V16"/><circle cx="7" cy="11.5" r="1.8"/>`,
  luggage: svg`<rect x="5.5" y="7" width="13" height="12.5" rx="2"/><path d="M9 7V3.500h6V7M9.5 10.500v5.500M14.5 10.500v5.500M8 19.500V21M16 19.500V21"/>`,
  key: svg`<circle cx="8" cy="8" r="4.5"/><path d="M11.3 11.300L20 20M16.5 16.500l2.5-2.500M18.5 18.500l1.5-1.5"/>`,
  wifi: svg`<path d="M3 9.500a13 13 0 0 1 18 0M6 13a8.7 8.7 0 0 1 12 0M9 16.300a4.5 4.5 0 0 1 6 0M12 19.500v.010"/>`,
  signal: svg`<path d="M4.5 19.500v-3M9.5 19.500v-6M14.5 19.500V9M19.5 19.500V4.5"/>`,
  bolt: svg`<path d="M13 2.500L5 13.500h6L10 21.500l8.5-11.500H12.500z"/>`,
  light: svg`<path d="M9 17.500c0-2.5-3-4-3-7.500a6 6 0 0 1 12 0c0 3.5-3 5-3 7.500zM9.5 21h5"/>`,
  water: svg`<path d="M12 3c4 4.8 6.3 8 6.3 11a6.3 6.3 0 0 1-12.6 0C5.7 11 8 7.8 12 3zM9 14.500a3 3 0 0 0 3 3"/>`,
  tool: svg`<path d="M14.5 6.500a4.5 4.5 0 0 1 5.8-3L17.5 6.300l.400 2 2 .400 1.2-1.800a4.5 4.5 0 0 1-6 5.400L7.3 20.200a2 2 0 0 1-2.9 0l-.600-.600a2 2 0 0 1 0-2.900l8-7.8"/>`,
  truck: svg`<path d="M2.5 6h11.500v10.500H2.500zM14 9.500h4l3.5 3.500v3.500H14"/><circle cx="7" cy="17.5" r="2"/><circle cx="17.5" cy="17.5" r="2"/>`,
  bus: svg`<rect x="4" y="4" width="16" height="13.5" rx="2.5"/><path d="M4 11.500h16M12 4v7.500M7.5 17.500v2.500M16.5 17.500v2.500M7.5 14.500h.010M16.5 14.500h.010"/>`,
  school: svg`<path d="M12 4.500L1.5 9.5 12 14.500l10.5-5zM6 12v4.500c3.5 2.7 8.5 2.7 12 0V12M22.5 9.500v5"/>`,
  child: svg`<circle cx="12" cy="6" r="2.8"/><path d="M12 9v6.500M7.5 11.500L12 10.500l4.5 1M9.5 20.500L12 15.500l2.5 5"/>`,
  wheelchair: svg`<circle cx="10.5" cy="4.5" r="1.7"/><path d="M10.5 7.500v6h5l2.5 5M10.5 10h4.500M8 11.500a5 5 0 1 0 6 6.5"/>`,
  camera: svg`<path d="M3 8h4.500l1.5-2.500h6L16.5 8H21v11.500H3z"/><circle cx="12" cy="13.5" r="3.5"/>`,
  sun: svg`<circle cx="12" cy="12" r="4"/><path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.600L7 7M17 17l1.4 1.400M18.4 5.600L17 7M7 17l-1.4 1.4"/>`,
  leaf: svg`<path d="M5 19C4 10.5 9.5 5 20 4.5 20 15 14 20.5 7 18M4 20.500c2-5 5.5-8.5 10-10.5"/>`,
  bell: svg`<path d="M5.5 17c1.5-1.5 1.5-3.5 1.5-6a5 5 0 0 1 10 0c0 2.5 0 4.5 1.5 6zM10 20a2.2 2.2 0 0 0 4 0M12 6V3.5"/>`,
  chat: svg`<path d="M4 5h16v11.500h-8.500L7 20.500v-4H4zM8 9.500h8M8 12.500h5"/>`,
  receipt: svg`<path d="M6 3h12v18l-2-1.5-2 1.5-2-1.5-2 1.5-2-1.500L6 21zM9 8h6M9 12h6"/>`,
} satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof SHAPES;

/** What packs may call things; the left word is theirs. */
const ALIASES: Record<string, IconName> = {
  queue: 'ticket', number: 'ticket', appointment: 'calendar', date: 'calendar', booking: 'calendar', time: 'clock', hours: 'clock', status: 'progress', track: 'progress', query: 'search', find: 'search',
  materials: 'list', checklist: 'list', documents: 'list', file: 'document', form: 'document', book: 'guide', info: 'info', help: 'question', staff: 'human', agent: 'human', support: 'human', headset: 'human',
  id: 'id-card', identity: 'id-card', fee: 'money', price: 'money', payment: 'money', map: 'place', location: 'place', pin: 'place', window: 'place', call: 'phone', house: 'home', property: 'home',
  briefcase: 'work', business: 'work', plane: 'travel', shopping: 'cart', product: 'box', package: 'box', parcel: 'box', stock: 'box', promotion: 'gift', offer: 'tag', discount: 'tag', member: 'card', membership: 'card', bank: 'card', refund: 'return', returns: 'return', exchange: 'swap', change: 'swap', basket: 'cart', rating: 'star', points: 'star', printer: 'print', security: 'shield', insurance: 'shield', medical: 'health', heart: 'health', mic: 'microphone', yes: 'check', no: 'close', none: 'close', skip: 'forward', done: 'check', hand: 'touch', goodbye: 'check', repeat: 'start-over', vehicle: 'car', other: 'more', exclamation: 'warning', cancel: 'close', user: 'person', meal: 'food', menu: 'food', dish: 'food', restaurant: 'food', coffee: 'drink', tea: 'drink', room: 'bed', hotel: 'bed', suitcase: 'luggage', baggage: 'luggage', password: 'key', internet: 'wifi', network: 'wifi', broadband: 'wifi', mobile: 'signal', power: 'bolt', electricity: 'bolt', lightning: 'bolt', bulb: 'light', lamp: 'light', idea: 'light', repair: 'tool', wrench: 'tool', settings: 'tool', fix: 'tool', delivery: 'truck', shipping: 'truck', shuttle: 'bus', train: 'bus', education: 'school', course: 'school', class: 'school', student: 'school', baby: 'child', kid: 'child', family: 'child', accessible: 'wheelchair', photo: 'camera', weather: 'sun', nature: 'leaf', park: 'leaf', vegetarian: 'leaf', reminder: 'bell', alarm: 'bell', 'wake-up': 'bell', notice: 'bell', message: 'chat', feedback: 'chat', comment: 'chat', invoice: 'receipt', bill: 'receipt', taxi: 'car', parking: 'car', people: 'person', name: 'person', address: 'place', wallet: 'card', edit: 'document', continue: 'forward',
};

/** The shape for a pack's icon word, or null. */
export function iconNamed(name: string): IconName | null {
  if (Object.hasOwn(SHAPES, name)) return name as IconName;
  return Object.hasOwn(ALIASES, name) ? (ALIASES[name] ?? null) : null;
}

/** A decorative icon, 1em square, in the colour of the text beside it. */
export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">${SHAPES[name]}</svg>`;
}
