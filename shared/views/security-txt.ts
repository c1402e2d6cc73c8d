/** Whom to tell of a weakness of this service (RFC 9116), as its operator has set it. */

const dayMs = 86_400_000;
/** Less than a year ahead (RFC 9116 §2.5.5). */
const validDays = 180;

export type SecurityContact = { readonly contact: string; readonly infoUrl: string };

/** RFC 9116 §2.5.3: an address with its scheme; of the Web only what is encrypted. */
function contactsOf({ contact, infoUrl }: SecurityContact): readonly string[] {
  const isMail = /^[^@:\s<>"]+@[^@:\s<>"]+$/.test(contact);
  return [isMail ? `mailto:${contact}` : contact, infoUrl].flatMap((address) => {
    const url = URL.parse(address);
    return url !== null && ['mailto:', 'tel:', 'https:'].includes(url.protocol) ? [url.href] : [];
  });
}

/** `nowMs`: it is the same text all day. Undefined: nobody is named who could be told. */
export function renderSecurityTxt(settings: SecurityContact, publicUrl: string, nowMs: number): string | undefined {
  const contacts = contactsOf(settings);
  if (contacts.length === 0) return undefined;
  const expires = new Date((Math.floor(nowMs / dayMs) + validDays) * dayMs).toISOString();
  return [
    ...contacts.map((contact) => `Contact: ${contact}`),
    `Expires: ${expires}`,
    'Preferred-Languages: it, en',
    ...(publicUrl.startsWith('https:') ? [`Canonical: ${publicUrl}/.well-known/security.txt`] : []),
    '',
  ].join('\n');
}
