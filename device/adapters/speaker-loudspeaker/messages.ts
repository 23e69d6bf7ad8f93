// What the kiosk's process and the loudspeaker's process say to each other (Node IPC, 'advanced' serialisation).

export type ToSpeaker =
  | { open: { device: string | null; sampleRate: number; aheadMs: number } }
  | { play: number; samples: Int16Array; sampleRate: number; volume: number }
  | { silence: true };

export type FromSpeaker =
  | { opened: true }
  | { failed: string }
  | { first: number; inMs: number } // the first sample of this sound leaves the device in about so many ms
  | { ended: number; inMs: number } // the last sample has been written and is heard in so many ms
  | { level: number };
