// The import rules of the house, checked on every run. test/house/ holds a tree of violations that proves each can fail.
const PURE = '^(node:|fs$|path$|os$|net$|http$|https$|child_process$|crypto$|worker_threads$|stream$|url$|util$|events$)';
const layer = (name, from, allowed, comment) => ({
  name, severity: 'error', comment,
  from: { path: from },
  to: { pathNot: [...allowed, 'node_modules', PURE], dependencyTypesNot: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg'] },
});
/** A vendor package and the one file that may name it. */
const ADAPTERS = {
  'aedes': '^hub/adapters/aedes-broker|^test/',
  'mqtt': '^device/adapters/mqtt-hub-link|^hub/adapters/mqtt-(?:bus|appliances)|^test/',
  'vosk': '^device/adapters/vosk-|^test/',
  'koffi': '^device/adapters/vosk-|^device/adapters/systemd-|^device/models/recipe/|^test/',
  'speaker': '^device/adapters/speaker-|^test/',
  'node-record-lpcm16': '^device/adapters/recorder-|^test/',
  '@echogarden/fvad-wasm': '^device/adapters/fvad-|^test/',
  'better-sqlite3': '^device/adapters/sqlite-|^hub/adapters/sqlite-|^hub/adapters/store|^test/',
  'kysely': '^hub/adapters/|^test/',
  'fastify': '^hub/adapters/http/|^test/',
  'pino': '^device/adapters/pino-|^hub/adapters/pino-|^test/',
  'pinyin-pro': '^flows/engine/understanding/pinyin|^device/adapters/|^device/models/recipe/|^test/',
  'tuf-js': '^device/adapters/tuf-|^test/',
  '@tufjs/models': '^hub/adapters/tuf-|^test/',
  '@peculiar/x509': '^(device|hub)/adapters/x509-|^test/',
  'openid-client': '^hub/adapters/openid-|^test/',
  'otpauth': '^hub/adapters/otpauth-|^test/',
  'pg': '^hub/adapters/store/postgres-|^test/',
  'tar': '^hub/adapters/tar-|^test/',
  'luxon': '^flows/schedule/|^test/',
  'opencc-js': '^flows/engine/understanding/|^test/',
};

module.exports = {
  forbidden: [
    { name: 'no-cycle', severity: 'error', comment: 'No cycles, type imports included.', from: {}, to: { circular: true } },
    { name: 'no-unresolved', severity: 'error', comment: 'Every import exists.', from: {}, to: { couldNotResolve: true } },
    layer('protocol-imports-nothing', '^flows/protocol/', ['^flows/protocol/'], 'The wire imports nothing but the schema library.'),
    layer('engine-looks-down', '^flows/engine/', ['^flows/(engine|protocol)/'], 'The engine knows only itself and the wire.'),
    layer('privacy-looks-down', '^flows/privacy/', ['^flows/(privacy|engine|protocol)/'], 'Redaction knows numerals and the wire; device and hub use it.'),
    layer('schedule-looks-down', '^flows/schedule/', ['^flows/(schedule|protocol)/'], 'When what holds, as pure functions of a time and a zone.'),
    layer('flows-look-down', '^flows/(files|commands)/', ['^flows/'], 'Nothing in flows knows a device or a hub.'),
    layer('device-stays-home', '^device/', ['^device/', '^flows/'], 'Never between device and hub, never up.'),
    layer('hub-stays-home', '^hub/(?!console/)', ['^hub/(?!console/)', '^flows/'], 'Never between device and hub, never up.'),
    layer('screen-knows-the-wire', '^kiosk-ui/', ['^kiosk-ui/', '^flows/protocol/'], 'The customer screen knows the wire only.'),
    layer('console-knows-wire-and-engine', '^hub/console/', ['^hub/console/', '^flows/(protocol|engine)/'], 'The console knows the wire, and the engine to rehearse a pack.'),
    { name: 'engine-is-pure', severity: 'error', comment: 'flows/engine and flows/protocol do no I/O.', from: { path: '^flows/(engine|protocol|privacy|schedule)/' }, to: { path: PURE } },
    { name: 'protocol-uses-only-zod', severity: 'error', comment: 'The wire imports nothing but the schema library.', from: { path: '^flows/protocol/' }, to: { path: 'node_modules/', pathNot: 'node_modules/zod/' } },
    { name: 'core-is-pure', severity: 'error', comment: 'core sees the world through ports only.', from: { path: '^(device|hub)/core/' }, to: { path: PURE } },
    { name: 'core-names-no-vendor', severity: 'error', comment: 'core names no vendor package but the state machine and the schema library.', from: { path: '^(device|hub)/core/' }, to: { path: 'node_modules/', pathNot: 'node_modules/(xstate|zod)/' } },
    { name: 'core-imports-no-adapter', severity: 'error', comment: 'core talks to ports.', from: { path: '^(device|hub)/core/' }, to: { path: '^(device|hub)/(adapters|main|commands)' } },
    { name: 'adapters-do-not-meet', severity: 'error', comment: 'Adapters meet in main.ts. A file of the same technology is one adapter.', from: { path: '^(device|hub)/adapters/([a-z0-9]+)' }, to: { path: '^(device|hub)/adapters/', pathNot: '^$1/adapters/$2' } },
    { name: 'main-is-imported-by-no-one', severity: 'error', comment: 'Composition roots are the top; only a command or a test starts them.', from: { pathNot: '^(test|device/commands|hub/commands)/' }, to: { path: '^(device|hub)/main\\.ts$' } },
    { name: 'nobody-imports-test', severity: 'error', comment: 'test/ may import everything; nobody imports test/.', from: { pathNot: '^test/' }, to: { path: '^test/' } },
    { name: 'commands-only-by-the-front-door', severity: 'error', comment: 'Commands are entered through foyer.ts.', from: { pathNot: '^(test/|foyer\\.ts|(device|hub|flows)/commands/)' }, to: { path: '/commands/' } },
    ...Object.entries(ADAPTERS).map(([name, where]) => ({ name: `one-adapter-names-${name.replace(/[^a-z0-9]+/g, '-').replace(/^-/, '')}`, severity: 'error', comment: `${name} is named in one adapter only.`, from: { pathNot: where }, to: { path: `node_modules/${name}/` } })),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/|^test/fixtures/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
