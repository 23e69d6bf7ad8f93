// A real kiosk writes down a visit; the recording, played again in a conversation of the same pack, decides and does the same to the byte.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createConversation } from '../../flows/engine/conversation.ts';
import { readRecording } from '../../flows/engine/recording.ts';
import { replay } from '../../flows/engine/replay.ts';
import { loadPack } from '../../flows/files/load-pack.ts';

const PROGRAM = fileURLToPath(new URL('../../foyer.ts', import.meta.url));
const VISITS = [
  { name: 'government-hall', args: ['--lang', 'zh', '--say', '你好小厅', '--say', '办护照要带什么', '--say', '我要取号'] },
  { name: 'retail', args: ['--lang', 'en', '--say', 'hello kiosk', '--say', 'where is the milk', '--touch', 'flow:product-check', '--say', 'milk'] },
];

describe('a visit recorded at a kiosk', () => {
  it.each(VISITS)('in the pack $name is the same to the byte when it is played again', async ({ name, args }) => {
    const out = mkdtempSync(join(tmpdir(), 'foyer-recorded-'));
    try {
      await promisify(execFile)(process.execPath, [PROGRAM, 'visit', '--pack', name, ...args, '--fast', '--out', out]);
      const turns = readRecording(readFileSync(join(out, 'recording.jsonl'), 'utf8'));
      expect(turns.length).toBeGreaterThan(3);
      const conversation = createConversation(loadPack(name).pack, { offsetMinutes: () => turns[0]?.offsetMinutes ?? 0 });
      const again = replay(conversation, turns.map((turn) => turn.input));
      for (const [i, { decision, effects }] of again.entries()) expect(JSON.stringify({ decision, effects }), `turn ${i}`).toBe(JSON.stringify({ decision: turns[i]?.decision, effects: turns[i]?.effects }));
    } finally {
      rmSync(out, { recursive: true, force: true });
    }
  });
});
