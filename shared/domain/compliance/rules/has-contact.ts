/** Catalogue metadata: whom to write to about the API (Contact Object). */
import { isObject, type Members } from '../../description/specification.ts';
import { infoOf } from '../reading/info.ts';
import { at } from '../reading/operations.ts';
import { type AddressVerdict, judgeEmail, judgeWebAddress } from '../reading/stand-ins.ts';
import { defineRule, everyVersion } from '../rule.ts';

type Way = { readonly member: 'email' | 'url'; readonly verdict: AddressVerdict };

/** The ways to reach somebody that the contact gives. */
const waysOf = (contact: Members): readonly Way[] =>
  (['email', 'url'] as const).flatMap((member) => {
    if (!Object.hasOwn(contact, member)) return [];
    return [{ member, verdict: (member === 'email' ? judgeEmail : judgeWebAddress)(contact[member]) }];
  });

export const hasContact = defineRule({
  id: 'has-contact',
  severity: 'error',
  profile: 'guideline',
  official: 'full',
  reference: 'CATALOGUE',
  level: 'MUST',
  versions: everyVersion,
  title: {
    en: 'The API says whom to contact, by e-mail or on a page',
    it: 'La API dice chi contattare, per posta elettronica o su una pagina',
  },
  why: {
    en: 'Whoever meets a fault, or wants access, must find a person in charge without searching the administration’s site.',
    it: 'Chi incontra un guasto, o chiede l’accesso, deve trovare un responsabile senza cercarlo nel sito dell’ente.',
  },
  fix: {
    en: 'Give `info.contact` an `email` or a `url` that the administration reads.',
    it: 'Dare a `info.contact` una `email` o una `url` presidiata dall’amministrazione.',
  },
  faults: {
    absent: {
      message: { en: '`info` has no `contact`', it: '`info` non ha `contact`' },
      snippet: { info: { contact: { name: 'Ufficio anagrafe', email: 'anagrafe@comune.esempio.it' } } },
    },
    unreachable: {
      message: { en: '`contact` has neither `email` nor `url`', it: '`contact` non ha né `email` né `url`' },
      snippet: { contact: { name: 'Ufficio anagrafe', email: 'anagrafe@comune.esempio.it' } },
    },
    malformed: {
      message: {
        en: 'The `{member}` of the contact, `{address}`, is not an address',
        it: 'Nel contatto `{member}`, `{address}`, non è un indirizzo',
      },
    },
    placeholder: {
      message: {
        en: 'The `{member}` of the contact, `{address}`, is an example’s',
        it: 'Nel contatto `{member}`, `{address}`, è un esempio',
      },
    },
  },
  examples: {
    good: [{ yaml: 'info:\n  title: Residenze\n  contact:\n    email: anagrafe@comune.esempio.it\n' }],
    bad: [
      { yaml: 'info:  # ✗\n  title: Residenze\n' },
      { yaml: 'info:\n  title: Residenze\n  contact:  # ✗\n    name: Ufficio anagrafe\n' },
      { yaml: 'info:\n  title: Residenze\n  contact:\n    email: Ufficio anagrafe  # ✗\n' },
      { yaml: 'info:\n  title: Residenze\n  contact:\n    email: support@example.com  # ✗\n' },
    ],
  },
  create: (_, { tell, saw }) => ({
    document(root) {
      saw();
      const { value: info, path } = infoOf(root);
      if (!Object.hasOwn(info, 'contact')) return tell(path, 'absent');
      const contact = isObject(info.contact) ? info.contact : {};
      const ways = waysOf(contact);
      const [first] = ways;
      const place = at(path, 'contact');
      if (first === undefined) return tell(place, 'unreachable');
      if (first.verdict === 'good' || ways.some(({ verdict }) => verdict === 'good')) return;
      const address = contact[first.member];
      tell(at(place, first.member), first.verdict, {
        member: first.member,
        address: typeof address === 'string' ? address : typeof address,
      });
    },
  }),
});
