// `foyer claim`: lets a kiosk in by the code on its screen, from a terminal.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { request as plain } from 'node:http';
import { Agent, request as secure } from 'node:https';
import type { TLSSocket } from 'node:tls';
import type { Command } from 'commander';
import { Fault } from '../../flows/protocol/faults.ts';
import { shortKey } from '../../flows/protocol/key-text.ts';

interface Flags { hub: string; hubPin?: string; user?: string; passwordFile?: string; tokenFile?: string; tenant: string; site: string; kiosk: string; replace?: boolean; json?: boolean }
interface Answer { status: number; body: Record<string, unknown>; cookie: string | undefined; hubKey: string | null }

function secretFrom(file: string, flag: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (cause) {
    throw new Fault('usage', 'The file cannot be read.', 'Give a file with one line.', { where: `${flag} ${file}`, cause });
  }
  if (!text) throw new Fault('usage', 'The file is empty.', 'Give a file with one line.', { where: `${flag} ${file}` });
  return text;
}

/** Without a pin the hub's certificate must be one that this machine trusts, or be on this machine. */
function ask(flags: Flags, path: string, json: unknown, headers: Record<string, string>): Promise<Answer> {
  const url = new URL(path, flags.hub);
  const body = JSON.stringify(json);
  return new Promise((resolve, reject) => {
    const fail = (cause: Error): void => reject(cause instanceof Fault ? cause : new Fault('hub-unreachable', `The hub cannot be reached (${cause.message}).`, 'Check the address; a hub with a certificate of its own needs --hub-pin.', { where: url.origin, cause }));
    const options = { method: 'POST', timeout: 10_000, headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), 'x-foyer': '1', ...headers } };
    const sent = url.protocol === 'https:' ? secure(url, { ...options, agent: new Agent({ rejectUnauthorized: flags.hubPin === undefined }) }) : plain(url, options);
    sent.on('response', (message) => {
      let text = '';
      message.setEncoding('utf8').on('data', (chunk: string) => { text += chunk; }).on('end', () => {
        let parsed: unknown;
        try { parsed = JSON.parse(text); } catch { parsed = {}; }
        const cookie = message.headers['set-cookie']?.[0]?.split(';')[0];
        resolve({ status: message.statusCode ?? 500, body: (parsed ?? {}) as Record<string, unknown>, cookie, hubKey: null });
      });
    });
    sent.on('timeout', () => sent.destroy(new Error('no answer in time')));
    sent.on('error', fail);
    sent.on('socket', (socket) => {
      if (url.protocol !== 'https:') return void sent.end(body);
      // The password goes out only after the hub has shown the key that was asked for.
      socket.once('secureConnect', () => {
        const key = (socket as TLSSocket).getPeerX509Certificate()?.publicKey.export({ type: 'spki', format: 'der' });
        const pin = key ? createHash('sha256').update(key).digest('hex') : '';
        if (flags.hubPin !== undefined && pin !== flags.hubPin) return void sent.destroy(new Fault('hub-refused', `Another hub answers: its key is ${shortKey(pin)}.`, 'Check the address and --hub-pin.', { where: url.origin }));
        sent.end(body);
      });
    });
  });
}

function told(answer: Answer): Record<string, unknown> {
  if (answer.status < 400) return answer.body;
  const { detail, mend, code } = answer.body as { detail?: string; mend?: string; code?: string };
  throw new Fault(answer.status === 404 ? 'not-found' : answer.status === 409 ? 'conflict' : answer.status === 401 ? 'not-signed-in' : 'not-allowed', `${detail ?? `The hub answered ${answer.status}.`}`, `${mend ?? 'See the hub\'s log.'}${code === 'sign-in-unfinished' ? ' Or give a service token with --token-file.' : ''}`);
}

async function run(code: string, flags: Flags): Promise<void> {
  if (!URL.canParse(flags.hub)) throw new Fault('usage', `"${flags.hub}" is not an address.`, 'Give it as https://host:7071.', { where: '--hub' });
  if (flags.hubPin !== undefined && !/^[0-9a-f]{64}$/.test(flags.hubPin)) throw new Fault('usage', 'That is not the fingerprint of a hub.', 'Give the 64 hexadecimal digits that `foyer hub` prints.', { where: '--hub-pin' });
  let headers: Record<string, string>;
  if (flags.tokenFile !== undefined) headers = { authorization: `Bearer ${secretFrom(flags.tokenFile, '--token-file')}` };
  else {
    if (flags.user === undefined || flags.passwordFile === undefined) throw new Fault('usage', 'Who approves this?', 'Give --user and --password-file, or --token-file.', { where: '--user' });
    const signedIn = await ask(flags, '/api/sign-in', { name: flags.user, password: secretFrom(flags.passwordFile, '--password-file') }, {});
    told(signedIn);
    headers = signedIn.cookie === undefined ? {} : { cookie: signedIn.cookie };
  }
  const { tenant, site, kiosk } = flags;
  const approved = told(await ask(flags, '/api/claims/approve', { code, tenant, site, kiosk, ...(flags.replace ? { replace: true } : {}) }, headers));
  if (flags.tokenFile === undefined) await ask(flags, '/api/sign-out', {}, headers).catch(() => undefined);
  if (flags.json) process.stdout.write(`${JSON.stringify(approved)}\n`);
  else process.stdout.write(`${String(approved['kiosk'])} is let in. Its key: ${shortKey(String(approved['key']))}, it asked from ${String(approved['remote'])}.\n`);
}

export function registerClaim(program: Command): void {
  program.command('claim').description('let a kiosk in by the code on its screen').argument('<code>', 'the code, with or without spaces')
    .option('--hub <url>', 'address of the hub', 'https://127.0.0.1:7071')
    .option('--hub-pin <fingerprint>', 'fingerprint of the hub\'s key, as `foyer hub` prints it')
    .option('--user <name>', 'who approves (permission claim-kiosks)')
    .option('--password-file <file>', 'file with the password')
    .option('--token-file <file>', 'file with a service token, in place of user and password')
    .requiredOption('--tenant <name>', 'tenant of the kiosk')
    .requiredOption('--site <name>', 'site of the kiosk')
    .requiredOption('--kiosk <name>', 'name of the kiosk')
    .option('--replace', 'this machine takes the place of a kiosk of that name')
    .option('--json', 'the answer as JSON')
    .action(run);
}
