// A real kiosk process without sound, driven through its screen's own WebSocket.
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { WebSocket } from 'ws';
import type { ScreenEvent, ScreenMessage, View } from '../../flows/protocol/screen.ts';
import { K1, SECRET } from './hub-house.ts';

export interface RealKiosk {
  /** Views since `forget`, oldest first. */
  readonly views: readonly View[];
  forget(): void;
  send(event: ScreenEvent): void;
  /** Types a sentence, starting a visit when none is open; forgets earlier views. */
  type(text: string): void;
  shows(part: string): boolean;
  /** Without a microphone home is the touch-only view. */
  atHome(): boolean;
  /** The process is gone. */
  ended(): boolean;
  stop(): Promise<void>;
}

export function writePack(folder: string, files: Record<string, string>): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** Starts `foyer device` for the kiosk K1 and connects as its screen. */
export async function startKiosk(options: { folder: string; httpUrl: string; mqttUrl: string; flags?: string[] }): Promise<RealKiosk> {
  mkdirSync(options.folder, { recursive: true });
  const credential = join(options.folder, 'credential.json');
  writeFileSync(credential, JSON.stringify({ ...K1, secret: SECRET }));
  const child = spawn(process.execPath, ['foyer.ts', 'device', '--hub', options.httpUrl, '--hub-mqtt', options.mqttUrl, '--credential', credential, '--data', join(options.folder, 'data'), '--port', '0', '--mic', 'none', '--speaker', 'none', '--lang', 'zh', '--log-level', 'warn', ...(options.flags ?? [])], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  let log = '';
  child.stderr?.on('data', (chunk) => { log += String(chunk); });
  const url = await new Promise<string>((resolve, reject) => {
    child.on('message', (message: { type?: string; screen?: string }) => { if (message.type === 'ready' && message.screen) resolve(message.screen); });
    child.on('exit', () => reject(new Error(`the kiosk ended: ${log}`)));
  });
  const screen = new WebSocket(`${url.replace('http', 'ws').replace(/\/$/, '')}/screen`, { origin: url.replace(/\/$/, '') });
  let views: View[] = [];
  screen.on('message', (data) => {
    const message = JSON.parse(String(data)) as ScreenMessage;
    if (message.type === 'view') views.push(message.view);
  });
  await new Promise((resolve, reject) => {
    screen.once('open', resolve);
    screen.once('error', reject);
  });
  const send = (event: ScreenEvent): void => screen.send(JSON.stringify(event));
  send({ type: 'ready', v: 1 });
  return {
    get views() { return views; },
    forget() { views = []; },
    send,
    type(text) {
      views = [];
      send({ type: 'text', text });
    },
    shows: (part) => views.some((view) => JSON.stringify(view).includes(part)),
    atHome: () => views.some((view) => view.kind === 'attract' || view.kind === 'touch-only'),
    ended: () => child.exitCode !== null || child.signalCode !== null,
    async stop() {
      screen.close();
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await new Promise((resolve) => child.once('exit', resolve));
    },
  };
}
