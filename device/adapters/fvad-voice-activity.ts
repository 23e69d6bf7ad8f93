// VoiceActivity port over the WebRTC detector (WebAssembly), with a noise-floor gate: the detector alone takes hum for speech.
import { createNoiseFloor, type NoiseFloorOptions } from '../core/noise-floor.ts';
import { meter, rootMeanSquare } from '../core/pcm.ts';
import { FRAME_SAMPLES, SAMPLE_RATE, type VoiceActivity } from '../core/ports.ts';

interface Fvad {
  HEAP16: Int16Array;
  _malloc(bytes: number): number;
  _fvad_new(): number;
  _fvad_set_mode(instance: number, mode: number): number;
  _fvad_set_sample_rate(instance: number, rate: number): number;
  _fvad_process(instance: number, frame: number, length: number): number;
  _fvad_reset(instance: number): void;
}

export interface FvadOptions { mode?: 0 | 1 | 2 | 3; floor?: NoiseFloorOptions }

/** Loads the detector (1 MB) and gives one instance. `level` is the meter value 0..1. */
export async function createFvadVoiceActivity(options: FvadOptions = {}): Promise<VoiceActivity> {
  // @ts-expect-error the package ships without type declarations
  const module = (await import('@echogarden/fvad-wasm')) as { default: () => Promise<Fvad> };
  const fvad = await module.default();
  const instance = fvad._fvad_new();
  const pointer = fvad._malloc(FRAME_SAMPLES * 2);
  const floor = createNoiseFloor(options.floor);
  const prepare = (): void => {
    fvad._fvad_reset(instance);
    fvad._fvad_set_mode(instance, options.mode ?? 2); // reset clears the mode, so it is set after it
    fvad._fvad_set_sample_rate(instance, SAMPLE_RATE);
  };
  prepare();
  return {
    process(samples) {
      const rms = rootMeanSquare(samples);
      const above = floor.standsOut(rms);
      fvad.HEAP16.set(samples.length === FRAME_SAMPLES ? samples : samples.subarray(0, FRAME_SAMPLES), pointer >> 1);
      const voiced = fvad._fvad_process(instance, pointer, FRAME_SAMPLES) === 1;
      return { voiced: voiced && above, level: meter(rms) };
    },
    reset() {
      prepare();
      floor.reset();
    },
  };
}
