// Flags that a kiosk is started with, alone or inside a visit, and the settings they become. Environment variables
// (FOYER_...) stand in for flags that are not given.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import { Fault } from '../../flows/protocol/faults.ts';
import type { KioskAddress } from '../../flows/protocol/topics.ts';
import type { DeviceSettings } from '../main.ts';
import { SMALL_MODEL } from './small-model.ts';

export interface DeviceFlags {
  hub?: string; hubMqtt?: string; pack?: string; data: string; port: string; mic: string; speaker: string; name?: string; credential?: string; hubPin?: string; claim?: boolean;
  usb?: string; contentRoot?: string; model?: string; modelZh?: string; modelEn?: string; voiceZh?: string; voiceEn?: string; voiceCommandZh?: string; voiceCommandEn?: string; rebootCommand?: string; echoCancelled?: boolean; lang?: string; logLevel: string;
}

const Part = z.string().regex(/^[a-z0-9-]{1,40}$/);
const Credential = z.object({ tenant: Part, site: Part, kiosk: Part, secret: z.string().min(8).max(200) });
const FREE_STANDING: KioskAddress = { tenant: 'local', site: 'hall', kiosk: 'kiosk-1' };
const env = (name: string): string | undefined => process.env[`FOYER_${name}`] || undefined;

export function addDeviceFlags(command: Command, defaults: { data: string; port: string; logLevel: string }): Command {
  return command
    .option('--hub <url>', 'address of the hub (http://host:7071); without it the kiosk runs alone', env('HUB'))
    .option('--hub-mqtt <url>', 'MQTT address of the hub (default: the port after the HTTP port)', env('HUB_MQTT'))
    .option('--hub-pin <fingerprint>', 'believe only the hub with this key (64 hexadecimal digits, as `foyer hub` prints it)', env('HUB_PIN'))
    .option('--pack <pack>', 'content: name of a sample pack or a folder', env('PACK'))
    .option('--data <dir>', 'folder for everything the kiosk keeps', env('DATA') ?? defaults.data)
    .option('--port <n>', 'port of the customer screen', env('PORT') ?? defaults.port)
    .option('--mic <device>', 'microphone: default, none, or a device of the sound system', env('MIC') ?? 'default')
    .option('--speaker <device>', 'loudspeaker: default, none, or a device of the sound system', env('SPEAKER') ?? 'default')
    .option('--name <tenant/site/kiosk>', 'name of this kiosk', env('NAME'))
    .option('--credential <file>', 'JSON file {"tenant","site","kiosk","secret"} that the hub knows', env('CREDENTIAL'))
    .option('--usb <dir>', 'folder where signed releases may be carried to (a USB stick\'s mount point)', env('USB'))
    .option('--content-root <file>', 'root file of the hub\'s content, when it is not to be taken from the hub itself', env('CONTENT_ROOT'))
    .option('--model <dir>', 'Vosk model for all languages (default: the small built-in one)', env('MODEL'))
    .option('--model-zh <dir>', 'Vosk model for Chinese', env('MODEL_ZH'))
    .option('--model-en <dir>', 'Vosk model for English', env('MODEL_EN'))
    .option('--voice-zh <name>', 'espeak-ng voice of the kiosk for Chinese', env('VOICE_ZH'))
    .option('--voice-en <name>', 'espeak-ng voice of the kiosk for English', env('VOICE_EN'))
    .option('--voice-command-zh <json>', 'another voice for Chinese: JSON array of program and arguments, text on stdin, WAV on stdout (Piper, for one)', env('VOICE_COMMAND_ZH'))
    .option('--voice-command-en <json>', 'another voice for English', env('VOICE_COMMAND_EN'))
    .option('--reboot-command <json>', 'JSON array of program and arguments that restarts this machine when the hub asks for it; without it nobody can', env('REBOOT_COMMAND'))
    .option('--echo-cancelled', 'the sound system takes the kiosk\'s own voice out of the microphone')
    .option('--lang <zh|en>', 'language of the first screen', env('LANG'))
    .option('--log-level <level>', 'debug, info, warn, error or silent', env('LOG') ?? defaults.logLevel);
}

/** Throws Fault `usage` with the flag that is wrong. */
export function settingsFrom(flags: DeviceFlags): DeviceSettings {
  const credential = flags.credential === undefined ? null : readCredential(flags.credential);
  const named = flags.name === undefined ? null : readName(flags.name);
  const address = named ?? (credential ? { tenant: credential.tenant, site: credential.site, kiosk: credential.kiosk } : FREE_STANDING);
  if (credential && named && `${named.tenant}/${named.site}/${named.kiosk}` !== `${credential.tenant}/${credential.site}/${credential.kiosk}`) {
    throw new Fault('usage', `The credential is for ${credential.tenant}/${credential.site}/${credential.kiosk}, not for ${flags.name ?? ''}.`, 'Leave --name away or give the right file.', { where: '--credential' });
  }
  if (flags.hub !== undefined && !credential && !flags.claim && !existsSync(join(flags.data, 'hub.json'))) throw new Fault('usage', 'A hub admits only kiosks that it knows.', 'Ask it with --claim, or give the kiosk\'s credential file with --credential.', { where: '--hub' });
  if (flags.hubPin !== undefined && !/^[0-9a-f]{64}$/.test(flags.hubPin)) throw new Fault('usage', 'That is not the fingerprint of a hub.', 'Give the 64 hexadecimal digits that `foyer hub` prints.', { where: '--hub-pin' });
  const hub = flags.hub === undefined ? null : hubAddresses(flags.hub, flags.hubMqtt);
  if (hub && !credential && !flags.claim && !hub.http.startsWith('https:')) throw new Fault('usage', 'This kiosk knows its hub by a key, which only an encrypted connection shows.', 'Give the address as https://host:7071, or leave --hub away.', { where: '--hub' });
  if (flags.claim) {
    if (!hub) throw new Fault('usage', 'Which hub shall let this kiosk in?', 'Give its address with --hub https://host:7071.', { where: '--claim' });
    if (credential) throw new Fault('usage', 'A kiosk with a credential file is known already.', 'Leave --claim or --credential away.', { where: '--claim' });
    if (!hub.http.startsWith('https:')) throw new Fault('usage', 'A claim needs an encrypted connection.', 'Give the hub as https://host:7071, and start it with --tls on.', { where: '--hub' });
  }
  if (credential && hub && (hub.http.startsWith('https:') || hub.mqtt.startsWith('mqtts:')) && flags.hubPin === undefined) {
    throw new Fault('usage', 'A secret is sent only to a hub that is known by its key.', 'Give --hub-pin with the fingerprint that `foyer hub` prints.', { where: '--hub-pin' });
  }
  if (flags.lang !== undefined && flags.lang !== 'zh' && flags.lang !== 'en') throw new Fault('usage', `"${flags.lang}" is not a language of this version.`, 'Give zh or en.', { where: '--lang' });
  return {
    address, secret: credential?.secret ?? null, hub, pins: flags.hubPin === undefined ? [] : [flags.hubPin],
    claim: flags.claim && hub ? { url: hub.http, pin: flags.hubPin ?? null, wish: flags.name ?? '' } : null,
    dataFolder: flags.data, pack: flags.pack ?? null, usbFolder: flags.usb ?? null, contentRoot: flags.contentRoot ?? null, port: portOf(flags.port, '--port'), microphone: flags.mic, loudspeaker: flags.speaker,
    models: { ...(flags.modelZh || flags.modelEn ? {} : { any: flags.model ?? SMALL_MODEL }), ...twoModels(flags) },
    voices: { ...(flags.voiceZh ? { zh: flags.voiceZh } : {}), ...(flags.voiceEn ? { en: flags.voiceEn } : {}) },
    voiceCommands: { ...commandOf('zh', flags.voiceCommandZh), ...commandOf('en', flags.voiceCommandEn) },
    ...(flags.rebootCommand === undefined ? {} : { rebootCommand: programOf('--reboot-command', flags.rebootCommand) }),
    soundFolder: join(flags.data, 'sounds'),
    echoCancelled: flags.echoCancelled ?? false, homeLanguage: flags.lang ?? 'zh', logLevel: levelOf(flags.logLevel),
  };
}

function twoModels(flags: DeviceFlags): { zh?: string; en?: string } {
  if (!flags.modelZh && !flags.modelEn) return {};
  const other = flags.model ?? SMALL_MODEL;
  return { zh: flags.modelZh ?? other, en: flags.modelEn ?? other };
}

function programOf(flag: string, json: string): string[] {
  try {
    return z.array(z.string()).min(1).parse(JSON.parse(json));
  } catch (cause) {
    throw new Fault('usage', 'The command is not a JSON array of texts.', 'Give it as ["systemctl","reboot"].', { where: flag, cause });
  }
}

function commandOf(language: 'zh' | 'en', json: string | undefined): Partial<Record<'zh' | 'en', string[]>> {
  if (json === undefined) return {};
  try {
    return { [language]: z.array(z.string()).min(1).parse(JSON.parse(json)) };
  } catch (cause) {
    throw new Fault('usage', 'The voice command is not a JSON array of texts.', 'Give it as ["piper","--model","zh.onnx","--output_file","-"].', { where: `--voice-command-${language}`, cause });
  }
}

export function portOf(text: string, flag: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65535 || text.trim() === '') throw new Fault('usage', `"${text}" is not a port.`, 'Give a number from 0 to 65535; 0 takes any free one.', { where: flag });
  return port;
}

function levelOf(level: string): string {
  if (!['debug', 'info', 'warn', 'error', 'silent'].includes(level)) throw new Fault('usage', `"${level}" is not a log level.`, 'Give debug, info, warn, error or silent.', { where: '--log-level' });
  return level;
}

function readName(name: string): KioskAddress {
  const [tenant, site, kiosk, ...more] = name.split('/');
  if (![tenant, site, kiosk].every((part) => Part.safeParse(part).success) || more.length > 0) {
    throw new Fault('usage', `"${name}" is not a kiosk's name.`, 'Give tenant/site/kiosk, each of lower-case letters, digits and hyphens, at most 40.', { where: '--name' });
  }
  return { tenant: tenant ?? '', site: site ?? '', kiosk: kiosk ?? '' };
}

function readCredential(file: string): z.infer<typeof Credential> {
  try {
    return Credential.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new Fault('usage', 'The credential file cannot be read.', 'Give a JSON file {"tenant","site","kiosk","secret"} as `foyer start` or your hub made it.', { where: file, cause });
  }
}

/** `http://host:7071` stands for MQTT one port further, as the hub opens them by default; `mqtt://` works the other way round. */
function hubAddresses(hub: string, mqtt: string | undefined): { http: string; mqtt: string } {
  let url: URL;
  try {
    url = new URL(hub.includes('://') ? hub : `http://${hub}`);
    if (mqtt !== undefined) new URL(mqtt);
  } catch (cause) {
    throw new Fault('usage', `"${mqtt ?? hub}" is not an address.`, 'Give it as http://host:port.', { where: '--hub', cause });
  }
  const secure = url.protocol === 'https:' || url.protocol === 'mqtts:';
  if (url.protocol === 'mqtt:' || url.protocol === 'mqtts:') return { mqtt: mqtt ?? url.href, http: `${secure ? 'https' : 'http'}://${url.hostname}:${Number(url.port || 7072) - 1}` };
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new Fault('usage', `A hub is not reached by ${url.protocol}`, 'Give it as http://host:port.', { where: '--hub' });
  return { http: url.origin, mqtt: mqtt ?? `${secure ? 'mqtts' : 'mqtt'}://${url.hostname}:${Number(url.port || 7071) + 1}` };
}
