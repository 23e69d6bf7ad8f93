// Synthesizer port over any program: text on stdin, sound on stdout. Piper, for one:
//   ["piper", "--model", "zh.onnx", "--length_scale", "{slowness}", "--output_file", "-"]
import { spawn } from 'node:child_process';
import { Fault } from '../../flows/protocol/faults.ts';
import type { Language } from '../../flows/protocol/language.ts';
import type { SpokenAudio, Synthesizer } from '../core/ports.ts';
import { spokenChinese } from '../core/spoken-chinese.ts';
import { spokenEnglish } from '../core/spoken-english.ts';
import { readWav } from '../core/wav-format.ts';

export interface CommandSynthesizerOptions {
  /**
   * Program and arguments for each language. {rate} = factor of the pace, {slowness} = its inverse, {wpm} = words a minute.
   * Set by whoever runs the kiosk, never by content.
   */
  commands: Partial<Record<Language, string[]>>;
  /** The programs give raw 16-bit mono samples at this rate instead of WAV. */
  rawRate?: number;
  timeoutMs?: number;
}

const MEND = 'Check the voice command in the settings by running it in a shell.';

export function createCommandSynthesizer(options: CommandSynthesizerOptions): Synthesizer {
  function render(text: string, language: Language, rate: number): Promise<SpokenAudio> {
    const [program, ...template] = options.commands[language] ?? [];
    if (!program) return Promise.reject(new Fault('no-voice', `No voice command is set for ${language}.`, 'Set one, or use espeak-ng.'));
    const values: Record<string, string> = { '{rate}': rate.toFixed(2), '{slowness}': (1 / rate).toFixed(2), '{wpm}': String(Math.round(160 * rate)) };
    const args = template.map((word) => Object.entries(values).reduce((done, [name, value]) => done.replaceAll(name, value), word));
    return new Promise((resolve, reject) => {
      const failed = (what: string): void => reject(new Fault('no-voice', what, MEND, { where: program }));
      const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
      const chunks: Buffer[] = [];
      let stderr = '';
      const timer = setTimeout(() => child.kill('SIGKILL'), options.timeoutMs ?? 20_000);
      child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
      child.stderr.on('data', (chunk: Buffer) => (stderr = (stderr + chunk.toString()).slice(-1000)));
      child.stdin.on('error', () => undefined);
      child.on('error', (error: NodeJS.ErrnoException) => {
        clearTimeout(timer);
        failed(error.code === 'ENOENT' ? 'The voice program is not installed.' : `The voice program cannot be started (${error.code ?? error.message}).`);
      });
      child.on('close', (code, signal) => {
        clearTimeout(timer);
        if (code !== 0) return failed(`The voice program failed (${signal ?? `exit ${code}`}): ${stderr.trim().split('\n').at(-1) ?? ''}`);
        const bytes = Buffer.concat(chunks);
        try {
          const sound = options.rawRate ? { samples: new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + (bytes.length & ~1))), sampleRate: options.rawRate } : readWav(bytes, program);
          resolve({ ...sound, phrases: [{ start: 0, end: text.length, atMs: 0 }] });
        } catch (error) {
          failed(`The voice program gave no sound that can be read (${error instanceof Error ? error.message : ''}).`);
        }
      });
      child.stdin.end(`${language === 'zh' ? spokenChinese(text) : spokenEnglish(text)}\n`);
    });
  }
  return {
    async start() {
      for (const language of Object.keys(options.commands) as Language[]) await render(language === 'zh' ? '好' : 'ready', language, 1);
    },
    render: (text, language, { rate }) => (text.trim() === '' ? Promise.resolve({ samples: new Int16Array(0), sampleRate: options.rawRate ?? 22050, phrases: [] }) : render(text, language, rate)),
    stop: async () => undefined,
  };
}
