// Which passwords are refused: what an attacker tries first. Length does the rest; no rules about signs and capitals, which
// only make people write passwords down (NIST SP 800-63B 5.1.1.2).

const PASSWORD_LENGTH = 10;
/** Beginnings and wholes of the worst known passwords, without digits and signs at their end. */
const WORST = new Set([
  'password', 'passwort', 'passw0rd', 'p@ssword', 'p@ssw0rd', 'letmein', 'letmeinplease', 'welcome', 'iloveyou', 'ilovey', 'qwerty', 'qwertyuiop', 'qwertyuiopasdf', 'qwerty123qwerty', 'asdfghjkl', 'zxcvbnm', 'asdfghjklzxcvbnm',
  'qazwsxedc', 'qazwsxedcrfv', '1q2w3e4r', '1q2w3e4r5t', '1qaz2wsx', '1qaz2wsx3edc', 'zaq12wsx', 'q1w2e3r4t5', 'abcdefghij', 'abcdefg', 'abcabcabc', 'administrator', 'admin', 'adminadmin', 'root', 'rootroot', 'superman', 'princess',
  'sunshine', 'football', 'baseball', 'monkey', 'dragon', 'master', 'trustno', 'changeme', 'changemenow', 'secret', 'secretsecret', 'passpass', 'passwordpassword', 'testtest', 'test', 'guest', 'default', 'temp', 'hello', 'helloworld', 'whatever',
  'computer', 'internet', 'michael', 'jennifer', 'jordan', 'charlie', 'shadow', 'starwars', 'pokemon', 'foyer', 'foyerfoyer', 'kiosk', 'kioskkiosk', 'woaini', 'woainima', 'wodemima', 'mima', 'zhangwei', 'wangwei', 'aini', 'a123456', 'aa123456', 'abc123',
  'woaini1314', 'wang', 'li', 'zhang', 'q1w2e3', 'asdf', 'asd', 'zxc', 'qwe', 'qweasdzxc', 'qweqwe', 'aaa', 'abcd', 'abc', 'caonima', 'xiaoxiao', 'tiantian',
]);
const RUNS = ['01234567890123456789', '98765432109876543210', 'abcdefghijklmnopqrstuvwxyz', 'zyxwvutsrqponmlkjihgfedcba', 'qwertyuiopasdfghjklzxcvbnm'];

export type PasswordProblem = 'too-short' | 'holds-name' | 'too-common';

/** What is wrong with this password for this person; undefined: nothing. */
export function passwordProblem(password: string, name: string): PasswordProblem | undefined {
  const plain = password.normalize('NFKC').toLowerCase();
  if ([...plain].length < PASSWORD_LENGTH) return 'too-short';
  const own = name.toLowerCase();
  const rest = plain.replaceAll(own, '');
  if (own.length >= 3 && rest !== plain && [...rest].length < 6) return 'holds-name';
  if (new Set(plain).size < 4) return 'too-common';
  if (RUNS.some((run) => run.includes(plain.slice(0, 10)) || run.includes(plain.slice(-10)))) return 'too-common';
  const letters = plain.replace(/[^\p{L}@0-9]/gu, '');
  for (const core of [letters, letters.replace(/\d+$/, ''), letters.replace(/^\d+|\d+$/g, '')]) if (WORST.has(core)) return 'too-common';
  const half = letters.slice(0, letters.length / 2);
  return half + half === letters && (WORST.has(half) || half.length < 5) ? 'too-common' : undefined;
}

export const PASSWORD_SAYS: Readonly<Record<PasswordProblem, string>> = {
  'too-short': `The password has fewer than ${PASSWORD_LENGTH} characters.`,
  'holds-name': 'The password is little more than the name.',
  'too-common': 'This password is among the first that anybody would try.',
};
