// One-time codes by `otpauth`, their enrolment as a picture by `qrcode`.
import { Secret, TOTP } from 'otpauth';
import { toString as qrText } from 'qrcode';
import type { SecondFactor } from '../core/second-factor-port.ts';

const PERIOD_S = 30;
const DRIFT_STEPS = 1;

export function createOtpSecondFactor(): SecondFactor {
  const totp = (secret: string, label: string): TOTP => new TOTP({ issuer: 'Foyer', label, algorithm: 'SHA1', digits: 6, period: PERIOD_S, secret: Secret.fromBase32(secret) });
  return {
    secret: () => new Secret({ size: 20 }).base32,
    async enrolment(secret, name) {
      const uri = totp(secret, name).toString();
      return { uri, svg: await qrText(uri, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' }) };
    },
    step(secret, code, at) {
      if (!/^\d{6}$/.test(code)) return undefined;
      const delta = totp(secret, '').validate({ token: code, timestamp: at, window: DRIFT_STEPS });
      return delta === null ? undefined : Math.floor(at / 1000 / PERIOD_S) + delta;
    },
  };
}
