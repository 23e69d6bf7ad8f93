// The pure parts of the screen: colours, captions, the living shape, the keypad's grouping, the calendar, the socket.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createConnection, parseMessage, waitBefore } from '../../kiosk-ui/connection.ts';
import type { Socket } from '../../kiosk-ui/connection.ts';
import { iconNamed } from '../../kiosk-ui/icons.ts';
import { TEXT_PAIRS, contrast, paletteOf } from '../../kiosk-ui/palette.ts';
import { cutAroundPhrase, cutToNewest, widthOf } from '../../kiosk-ui/parts/caption-window.ts';
import { wordsOf } from '../../kiosk-ui/words.ts';
import { barHalfHeight, blend, poseOf } from '../../kiosk-ui/parts/presence-shape.ts';
import type { Sound } from '../../kiosk-ui/parts/presence-shape.ts';

const hex = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, '0')}`);

describe('the palette', () => {
  it('keeps every text at 7:1 for any accent, in light, dark and high contrast', () => {
    fc.assert(fc.property(hex, fc.constantFrom('light' as const, 'dark' as const), fc.boolean(), (accent, theme, more) => {
      const palette = paletteOf(accent, theme, more);
      for (const [text, ground] of TEXT_PAIRS) expect(contrast(palette[text]!, palette[ground]!), `${text} on ${ground} for ${accent} ${theme}`).toBeGreaterThanOrEqual(7);
    }), { numRuns: 300 });
  });

  it('keeps the outline of a control at 3:1 and falls back for a malformed accent', () => {
    for (const theme of ['light', 'dark'] as const) {
      const palette = paletteOf('not a colour', theme);
      expect(contrast(palette['line-2']!, palette['surface']!)).toBeGreaterThanOrEqual(3);
      expect(palette).toEqual(paletteOf('#0b6b75', theme));
    }
  });
});

describe('the caption window', () => {
  const text = '补办身份证要带两样东西。第一样是户口簿。第二样是居住证或房产证明。本人到现场拍照。工本费四十元。';

  it('shows a short sentence whole with its phrase marked', () => {
    expect(cutAroundPhrase('请说出您的手机号', { start: 5, end: 8 }, 40)).toEqual({ before: '请说出您的', marked: '手机号', after: '', cutStart: false, cutEnd: false });
  });

  it('always shows the phrase that is spoken and never more than the budget', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('户', '口', ' ', '。', ',', 'a', 'bc', '. ', '12.5'), { minLength: 1, maxLength: 120 }).map((parts) => parts.join('')), fc.nat(200), fc.nat(12), fc.integer({ min: 16, max: 60 }), (line, at, length, budget) => {
      const start = Math.min(at, line.length);
      const end = Math.min(line.length, start + length);
      const cut = cutAroundPhrase(line, { start, end }, budget);
      const shown = cut.before + cut.marked + cut.after;
      expect(line).toContain(shown);
      expect(widthOf(shown.trimEnd())).toBeLessThanOrEqual(budget + 1);
      if (start < end && widthOf(line.slice(start, end)) <= 2 && line.slice(start).trim() !== '') expect(cut.marked.length).toBeGreaterThan(0);
    }), { numRuns: 500 });
  });

  it('moves on by whole sentences', () => {
    const third = text.indexOf('第二样');
    const cut = cutAroundPhrase(text, { start: third, end: third + 3 }, 44);
    expect(cut.marked).toBe('第二样');
    expect(cut.before === '' || cut.before.endsWith('。')).toBe(true);
    expect(cut).toMatchObject({ cutStart: false, cutEnd: false });
  });

  it('keeps the newest words of the visitor and tells the sure from the unsure ones', () => {
    expect(cutToNewest('我要补办身份证', 4, 100)).toEqual({ sure: '我要补办', unsure: '身份证', cutStart: false });
    const long = cutToNewest('one two three four five six seven', 33, 12);
    expect(long).toEqual({ sure: 'six seven', unsure: '', cutStart: true });
  });
});

describe('the living shape', () => {
  const silence: Sound = { microphone: [], output: [] };
  const loud = { microphone: new Array<number>(20).fill(0.9), output: new Array<number>(30).fill(0.9) };

  it('has another form in every state, not only another colour', () => {
    const forms = (['idle', 'listening', 'thinking', 'speaking', 'off'] as const).map((presence) => {
      const { leaves } = poseOf(presence, 0, silence, true);
      return leaves.map((leaf) => `${leaf.hole > 0.5 ? 'ring' : leaf.spread > 0.5 ? 'bars' : leaf.radius < 0.3 ? 'point' : 'disc'}`).join(' ');
    });
    expect(forms).toEqual(['disc disc disc', 'disc ring ring', 'point point point', 'bars bars bars', 'ring ring ring']);
  });

  it('opens with the real microphone level and stands still with the voice at rest', () => {
    const radius = (sound: Sound) => poseOf('listening', 0, sound, true).leaves.map((leaf) => leaf.radius);
    expect(radius(loud).every((value, index) => value > radius(silence)[index]! + 0.1)).toBe(true);
    expect(barHalfHeight(loud, 0, 2)).toBeGreaterThan(barHalfHeight(silence, 0, 2) * 5);
  });

  it('does not move by itself when motion is reduced', () => {
    for (const presence of ['idle', 'thinking', 'off'] as const) expect(poseOf(presence, 1, silence, true)).toEqual(poseOf(presence, 7.3, silence, true));
    expect(poseOf('idle', 1, silence, false)).not.toEqual(poseOf('idle', 7.3, silence, false));
  });

  it('travels from one form to the next without a jump', () => {
    const [from, to] = [poseOf('idle', 0, silence, true), poseOf('thinking', 0, silence, true)];
    expect(blend(from, to, 0)).toEqual(from);
    for (const [index, leaf] of blend(from, to, 1).leaves.entries()) expect(leaf.radius).toBeCloseTo(to.leaves[index]!.radius, 9);
    const between = blend(from, to, 0.4).leaves[0].radius;
    expect(between < from.leaves[0].radius && between > to.leaves[0].radius).toBe(true);
  });
});

describe('the words of the screen', () => {
  it('address the visitor as the pack does', () => {
    expect(wordsOf('zh').stillThere).toBe('您还在吗？');
    expect(wordsOf('zh', '你').stillThere).toBe('你还在吗？');
    expect(wordsOf('zh', '你').agentJoined('王敏')).toBe('王敏 正在为你服务');
    expect(wordsOf('en', '你')).toBe(wordsOf('en'));
  });
});

describe('icons', () => {
  it('knows the words packs use and shows none for a word it does not know', () => {
    expect(iconNamed('ticket')).toBe('ticket');
    expect(iconNamed('queue')).toBe('ticket');
    expect(iconNamed('toString')).toBeNull();
    expect(iconNamed('no-such-thing')).toBeNull();
  });
});

describe('the connection to the device', () => {
  function fakeWorld() {
    const sockets: (Socket & { sent: string[]; readyState: number })[] = [];
    const waits: { ms: number; run: () => void }[] = [];
    const log: string[] = [];
    const connection = createConnection({
      open: () => {
        const socket = { readyState: 0, sent: [] as string[], send: (text: string) => void socket.sent.push(text), close: () => undefined, onopen: null, onmessage: null, onclose: null } as Socket & { sent: string[]; readyState: number };
        sockets.push(socket);
        return socket;
      },
      after: (ms, run) => { waits.push({ ms, run }); return () => undefined; },
      message: (message) => log.push(message.type), opened: () => log.push('opened'), lost: () => log.push('lost'),
    });
    return { connection, sockets, waits, log };
  }

  it('says it is ready first, and comes back with growing patience that a success resets', () => {
    const { connection, sockets, waits, log } = fakeWorld();
    connection.start();
    sockets[0]!.readyState = 1;
    sockets[0]!.onopen!();
    expect(sockets[0]!.sent).toEqual([JSON.stringify({ type: 'ready', v: 1 })]);
    sockets[0]!.onclose!();
    waits[0]!.run();
    sockets[1]!.onclose!();
    waits[1]!.run();
    expect(waits.map((wait) => wait.ms)).toEqual([250, 500]);
    sockets[2]!.onopen!();
    sockets[2]!.onclose!();
    expect(waits[2]!.ms).toBe(250);
    expect(waitBefore(30)).toBe(5000);
    expect(log).toEqual(['opened', 'lost', 'lost', 'opened', 'lost']);
  });

  it('tells the caller when an event had nowhere to go', () => {
    const { connection, sockets } = fakeWorld();
    expect(connection.send({ type: 'text', text: 'x' })).toBe(false);
    connection.start();
    expect(connection.send({ type: 'text', text: 'x' })).toBe(false);
    sockets[0]!.readyState = 1;
    expect(connection.send({ type: 'text', text: 'x' })).toBe(true);
  });

  it('lets nothing through that is not a message of the protocol', () => {
    expect(parseMessage('{"type":"presence","presence":"idle"}')).toEqual({ type: 'presence', presence: 'idle' });
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json(), fc.uint8Array()), (data) => {
      const parsed = parseMessage(data);
      expect(parsed === null || typeof parsed.type === 'string').toBe(true);
    }));
    expect(parseMessage(`{"type":"presence","presence":"idle","x":"${'x'.repeat(70_000)}"}`)).toBeNull();
  });
});
