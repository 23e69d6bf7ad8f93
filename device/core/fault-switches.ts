// The one gate in front of everything that breaks a kiosk on purpose: without the rig's own variable none of these switches
// does anything, so that a variable left over in a service file cannot stop a kiosk that serves people.

type Environment = Readonly<Record<string, string | undefined>>;

const RIG = 'FOYER_FAULT_RIG';
const PREFIX = 'FOYER_FAULT_';

/** The value of a switch of the fault campaigns; undefined when it is not set, or the rig is not there. */
export function faultSwitch(environment: Environment, name: 'FOYER_FAULT_CRASH_AT' | 'FOYER_FAULT_CONTENT'): string | undefined {
  return environment[RIG] === '1' ? environment[name] : undefined;
}

/** Switches that are set though the rig is not there: they do nothing, and whoever set them is told. */
export function idleSwitches(environment: Environment): string[] {
  if (environment[RIG] === '1') return [];
  return Object.keys(environment).filter((name) => name.startsWith(PREFIX) && environment[name] !== undefined).sort();
}
