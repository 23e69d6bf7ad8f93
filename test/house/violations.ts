// One small tree per rule of the house that breaks exactly that rule: the proof that the rule can fail.

/** rule name -> files of a tree (path -> text). `node_modules` holds stand-ins for vendor packages. */
export const VIOLATIONS: Record<string, Record<string, string>> = {
  'no-cycle': {
    'device/core/one.ts': 'import { two } from "./two.ts";\nexport const one = () => two;\n',
    'device/core/two.ts': 'import type { one } from "./one.ts";\nexport const two = 2;\nexport type One = typeof one;\n',
  },
  'no-unresolved': { 'device/core/one.ts': 'import "./missing.ts";\n' },
  'protocol-imports-nothing': { 'flows/protocol/one.ts': 'import "../engine/two.ts";\n', 'flows/engine/two.ts': 'export {};\n' },
  'engine-looks-down': { 'flows/engine/one.ts': 'import "../files/two.ts";\n', 'flows/files/two.ts': 'export {};\n' },
  'privacy-looks-down': { 'flows/privacy/one.ts': 'import "../files/two.ts";\n', 'flows/files/two.ts': 'export {};\n' },
  'schedule-looks-down': { 'flows/schedule/one.ts': 'import "../engine/two.ts";\n', 'flows/engine/two.ts': 'export {};\n' },
  'flows-look-down': { 'flows/files/one.ts': 'import "../../device/core/two.ts";\n', 'device/core/two.ts': 'export {};\n' },
  'device-stays-home': { 'device/core/one.ts': 'import "../../hub/core/two.ts";\n', 'hub/core/two.ts': 'export {};\n' },
  'hub-stays-home': { 'hub/core/one.ts': 'import "../../device/core/two.ts";\n', 'device/core/two.ts': 'export {};\n' },
  'screen-knows-the-wire': { 'kiosk-ui/one.ts': 'import "../flows/engine/two.ts";\n', 'flows/engine/two.ts': 'export {};\n' },
  'console-knows-wire-and-engine': { 'hub/console/one.ts': 'import "../core/two.ts";\n', 'hub/core/two.ts': 'export {};\n' },
  'engine-is-pure': { 'flows/engine/one.ts': 'import "node:fs";\n' },
  'protocol-uses-only-zod': { 'flows/protocol/one.ts': 'import "xstate";\n', ...vendor('xstate') },
  'core-is-pure': { 'device/core/one.ts': 'import "node:fs";\n' },
  'core-names-no-vendor': { 'hub/core/one.ts': 'import "ws";\n', ...vendor('ws') },
  'core-imports-no-adapter': { 'device/core/one.ts': 'import "../adapters/two.ts";\n', 'device/adapters/two.ts': 'export {};\n' },
  'adapters-do-not-meet': { 'device/adapters/vosk-recognizer.ts': 'import "./espeak-synthesizer.ts";\n', 'device/adapters/espeak-synthesizer.ts': 'export {};\n' },
  'main-is-imported-by-no-one': { 'device/core/one.ts': 'import "../main.ts";\n', 'device/main.ts': 'export {};\n' },
  'nobody-imports-test': { 'device/core/one.ts': 'import "../../test/two.ts";\n', 'test/two.ts': 'export {};\n' },
  'commands-only-by-the-front-door': { 'device/core/one.ts': 'import "../commands/two.ts";\n', 'device/commands/two.ts': 'export {};\n' },
};

function vendor(name: string): Record<string, string> {
  return {
    [`node_modules/${name}/package.json`]: JSON.stringify({ name, version: '1.0.0', type: 'module', exports: './index.js' }),
    [`node_modules/${name}/index.js`]: 'export {};\n',
  };
}

/** The tree that breaks a `one-adapter-names-…` rule: the vendor package named on the screen. */
export function vendorViolation(name: string): Record<string, string> {
  return { 'kiosk-ui/elsewhere.ts': `import "${name}";\n`, ...vendor(name) };
}
