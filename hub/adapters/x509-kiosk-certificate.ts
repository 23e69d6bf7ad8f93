// A kiosk's own key and the self-signed certificate that carries it through TLS, for simulated kiosks: the same kind that a real
// one makes for itself.
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, webcrypto } from 'node:crypto';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** PEM texts. `fingerprint`: SHA-256 of the public key (SPKI, DER), hex: what the hub knows the kiosk by. */
export interface KioskCertificate { readonly key: string; readonly cert: string; readonly fingerprint: string }

/** For this private key (PEM, P-256), or for a new one. Throws when the text is no such key. */
export async function makeKioskCertificate(keyPem?: string): Promise<KioskCertificate> {
  const key = keyPem === undefined ? generateKeyPairSync('ec', { namedCurve: ALGORITHM.namedCurve }).privateKey : createPrivateKey(keyPem);
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' });
  // The library's container asks for this extension of Reflect, and uses it for nothing that we use.
  const reflect = Reflect as unknown as Record<string, unknown>;
  for (const name of ['getMetadata', 'getOwnMetadata', 'defineMetadata']) reflect[name] ??= () => undefined;
  const { X509CertificateGenerator } = await import('@peculiar/x509');
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=foyer kiosk', serialNumber: '01', notBefore: new Date('1970-01-01T00:00:00Z'), notAfter: new Date('2199-12-31T00:00:00Z'), signingAlgorithm: ALGORITHM,
    keys: {
      privateKey: await webcrypto.subtle.importKey('pkcs8', key.export({ type: 'pkcs8', format: 'der' }), ALGORITHM, true, ['sign']),
      publicKey: await webcrypto.subtle.importKey('spki', spki, ALGORITHM, true, ['verify']),
    } as never,
  }, webcrypto as never);
  return { key: key.export({ type: 'pkcs8', format: 'pem' }).toString(), cert: certificate.toString('pem'), fingerprint: createHash('sha256').update(spki).digest('hex') };
}
