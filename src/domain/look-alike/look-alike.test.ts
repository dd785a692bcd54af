import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RESERVED_NAMES } from '../protection/reserved-name';
import { CONFUSABLES } from './confusables';
import { dashedLooks, findLookAlike, lookAlikeAmong, looksOf } from './look-alike';

const LOOK_ALIKES: readonly (readonly [how: string, name: string, of: string])[] = [
  ['in capitals', 'SITE-ADMINS', 'site-admins'],
  ['with blanks', 'site admins', 'site-admins'],
  ['with hooks of phonetics', 'ᶊᶖƫᶒ-ᶏᶁᶆᶖᶇᶊ', 'site-admins'],
  ['with strokes and curls', 'ꞩiⱦe-aȡmiȵs', 'site-admins'],
  ['with letters that are turned', 'sitǝ-admins', 'site-admins'],
  ['with signs of mathematics', 'sit∈-∂dmi∩s', 'site-admins'],
  ['with a sign that is read as either of two letters', 'site-a∂mins', 'site-admins'],
  ['with a dagger', 'si†e-admins', 'site-admins'],
  ['with letters of Coptic and Georgian', 'site-adⲙins', 'site-admins'],
  ['with a letter of Georgian', 'site-adოins', 'site-admins'],
  ['without separators', 'siteadmins', 'site-admins'],
  ['with a low line', 'site_admins', 'site-admins'],
  ['with a dot', 'site.admins', 'site-admins'],
  ['with a slash', 'site/admins', 'site-admins'],
  ['with an en dash', 'site–admins', 'site-admins'],
  ['with a hyphen that does not break', 'site‑admins', 'site-admins'],
  ['with a middle dot', 'site·admins', 'site-admins'],
  ['with an ideographic blank', 'site　admins', 'site-admins'],
  ['with a blank of no width', 'site-\u200badmins', 'site-admins'],
  ['with a joiner', 'site-ad\u200dmins', 'site-admins'],
  ['with a soft hyphen', 'site-ad\u00admins', 'site-admins'],
  ['with a mark of direction', '\u200esite-admins', 'site-admins'],
  ['with an override of direction', '\u202dsite-admins\u202c', 'site-admins'],
  ['with a mark of byte order', '\ufeffsite-admins', 'site-admins'],
  ['with a variation selector', 'site-admins\ufe0f', 'site-admins'],
  ['with a filler of Hangul', 'site-admins\u3164', 'site-admins'],
  ['with a filler of Hangul within', 'site-ad\u3164mins', 'site-admins'],
  ['with another filler', 'site\u115f\u1160-admins\uffa0', 'site-admins'],
  ['with a one of Chinese for a dash', 'site一admins', 'site-admins'],
  ['with a dash that makes a vowel of Japanese long', 'siteーadmins', 'site-admins'],
  ['with a narrow one', 'siteｰadmins', 'site-admins'],
  ['with a vowel of Hangul for a dash', 'siteㅡadmins', 'site-admins'],
  ['with a stretched line of Arabic', 'siteـadmins', 'site-admins'],
  ['with a stretched line at its end', 'site-adminsـ', 'site-admins'],
  ['with a line of N’Ko', 'siteߺadmins', 'site-admins'],
  ['with a letter that is a point', 'siteꞏadmins', 'site-admins'],
  ['with a letter that is a low line', 'siteˍadmins', 'site-admins'],
  ['with a letter that is an apostrophe', 'site-adminsʼ', 'site-admins'],
  ['with a mark of trade', 'site-admins™', 'site-admins'],
  ['with a mark of service', 'site-admins\u2120', 'site-admins'],
  ['with a Hebrew apostrophe', 'site\u05d9admins', 'site-admins'],
  ['with a small pi for an n', 'site-admi\u213cs', 'site-admins'],
  ['with two n for an m', 'site-adnnins', 'site-admins'],
  ['with two strokes', 'site一ーadmins', 'site-admins'],
  ['with two strokes and blanks', 'site 一 ー admins', 'site-admins'],
  ['with a stroke and a blank at its start', '一 site-admins', 'site-admins'],
  ['with an accent', 'sité-admins', 'site-admins'],
  ['with an accent of its own', 'site-a\u0301dmins', 'site-admins'],
  ['with many accents', 's\u0307\u0323i\u0308t\u0331e\u0302-admins', 'site-admins'],
  ['with an a of Cyrillic', 'site-\u0430dmins', 'site-admins'],
  ['with an i of Cyrillic', 's\u0456te-admins', 'site-admins'],
  ['with a t and an e of Cyrillic', 'si\u0442\u0435-admins', 'site-admins'],
  ['with an s of Cyrillic', '\u0455ite-admins', 'site-admins'],
  ['with an m of Cyrillic', 'site-ad\u043cins', 'site-admins'],
  ['with an a of Greek', 'site-\u03b1dmins', 'site-admins'],
  ['with an i of Greek', 's\u03b9te-admins', 'site-admins'],
  ['in capitals of Greek and Cyrillic', 'SI\u03a4\u0415-\u0410D\u041c\u0399NS', 'site-admins'],
  ['with a letter of Armenian', 'adm\u0456n\u0456strat\u0585rs', 'administrators'],
  ['with letters of Cherokee', '\u13daIT\u13ac-\u13aaDMINS', 'site-admins'],
  ['with an i without a dot', 's\u0131te-adm\u0131ns', 'site-admins'],
  ['with a capital I for an l', 'orgI-admins', 'orgl-admins'],
  ['in full width', 'ｓｉｔｅ－ａｄｍｉｎｓ', 'site-admins'],
  ['in small capitals', 'ꜱɪᴛᴇ-ᴀᴅᴍɪɴꜱ', 'site-admins'],
  ['in bold letters of mathematics', '𝐬𝐢𝐭𝐞-𝐚𝐝𝐦𝐢𝐧𝐬', 'site-admins'],
  ['in script letters of mathematics', '𝓼𝓲𝓽𝓮-𝓪𝓭𝓶𝓲𝓷𝓼', 'site-admins'],
  ['in a typewriter’s letters', '𝚜𝚒𝚝𝚎-𝚊𝚍𝚖𝚒𝚗𝚜', 'site-admins'],
  ['in circles', 'ⓢⓘⓣⓔ-ⓐⓓⓜⓘⓝⓢ', 'site-admins'],
  ['in filled squares', '🆂🅸🆃🅴-🅰🅳🅼🅸🅽🆂', 'site-admins'],
  ['in letters of flags', '🇸🇮🇹🇪🇦🇩🇲🇮🇳🇸', 'site-admins'],
  ['in superscript', 'ˢⁱᵗᵉ-ᵃᵈᵐⁱⁿˢ', 'site-admins'],
  ['with a long s', 'ſite-adminſ', 'site-admins'],
  ['with a one for an i', 's1te-adm1ns', 'site-admins'],
  ['with an l for an i', 'slte-admlns', 'site-admins'],
  ['with a nought for an o', '0rg-admins', 'org-admins'],
  ['with a three for an e', 'sit3-admins', 'site-admins'],
  ['with a four for an a', 'site-4dmins', 'site-admins'],
  ['with a five for an s', '5ite-admin5', 'site-admins'],
  ['with a seven for a t', 'si7e-admins', 'site-admins'],
  ['with an at for an a', 'site-@dmins', 'site-admins'],
  ['with a dollar for an s', '$ite-admin$', 'site-admins'],
  ['with an exclamation mark for an i', 's!te-adm!ns', 'site-admins'],
  ['with a bar for an i', 's|te-adm|ns', 'site-admins'],
  ['with r and n for an m', 'site-adrnins', 'site-admins'],
  ['with two v for a w', 'vvriters', 'writers'],
  ['with c and l for a d', 'site-aclmins', 'site-admins'],
  ['with a stroke through the o', 'ørg-admins', 'org-admins'],
  ['with a stroke through the d', 'site-ađmins', 'site-admins'],
  ['with an open e', 'sit\u025b-admins', 'site-admins'],
  ['with a script a', 'site-\u0251dmins', 'site-admins'],
  ['with a j of Cyrillic', '\u0458ira-administrators', 'jira-administrators'],
  ['with all of it at once', 'ЅІ7Ε_@ĐᎷ1Ｎ$\u200b', 'site-admins'],
];

const INNOCENT = [
  'frontend',
  'site-reliability',
  'site-visitors',
  'admin',
  'admins-anonymous',
  'organization',
  'org-chart',
  'administration-of-buildings',
  'jira-users',
  'jira-software-users-acme',
  'system-tests',
  'Верстка',
  'διαχειριστές',
  '管理者',
  'フロントエンド',
  'équipe-façade',
  'größe',
  '24x7-on-call',
  'c++-guild',
  '100%',
  '🚀',
  '---',
];

describe('findLookAlike', () => {
  test.each(LOOK_ALIKES)('reads a name %s: %s', (_, name, of) => {
    expect(findLookAlike(name, ['something-else', of])).toBe(of);
  });

  test.each([
    ['a', 'ᴀɐдⱥɑα4@'],
    ['ae', 'ᴁæӕ'],
    ['b', 'ʙβвɓƃ68'],
    ['c', 'ƈςᴄϲ(¢'],
    ['d', 'ᴅðδđɖ'],
    ['e', 'ᴇɘəɛɜεэє€3'],
    ['f', 'ꜰƒ'],
    ['g', 'ɢɠ9'],
    ['h', 'ʜнħ'],
    ['i', 'ʟɪɨłӏ!|¡£1'],
    ['j', 'ᴊȷɉ'],
    ['k', 'ᴋκкⱪ'],
    ['m', 'ᴍμмʍ'],
    ['n', 'ɴɲпийԉ'],
    ['o', 'ᴏøθ0'],
    ['oe', 'ɶœ'],
    ['p', 'ᴘρр'],
    ['q', 'ɋꞯʠ'],
    ['r', 'ʀɾя'],
    ['s', 'ȿƨꜱʂѕ5$'],
    ['ss', 'ß'],
    ['t', 'ᴛʈτт7+'],
    ['u', 'ʉцʊᴜ'],
    ['v', 'ᴠνѵ'],
    ['w', 'ωщᴡш'],
    ['x', 'χӽх'],
    ['y', 'ʏуγ'],
    ['z', 'ᴢƶ2'],
  ])('reads as %s each of %s', (letters, characters) => {
    for (const one of characters) {
      expect([one, findLookAlike(`m${one}m`, [`m${letters}m`])]).toEqual([one, `m${letters}m`]);
    }
  });

  test.each(INNOCENT)('takes %s for nothing but itself', (name) => {
    expect(findLookAlike(name, RESERVED_NAMES)).toBeUndefined();
    expect(
      findLookAlike(
        name,
        INNOCENT.filter((one) => one !== name),
      ),
    ).toBeUndefined();
  });

  test('tells numbers from one another', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (one, other) => {
        fc.pre(one !== other);
        expect(findLookAlike(`interns-${one}`, [`interns-${other}`])).toBeUndefined();
      }),
    );
    expect(findLookAlike('interns-2026', ['interns-2028'])).toBeUndefined();
    expect(findLookAlike('interns-2028', ['interns-2026'])).toBeUndefined();
    expect(findLookAlike('cre6', ['creb'])).toBe('creb');
    expect(findLookAlike('cre8', ['creb'])).toBe('creb');
    expect(findLookAlike('interns-2026', ['interns-2028', 'interns-2O26'])).toBe('interns-2O26');
  });

  test('leaves out the name that is looked at, and finds others of its look', () => {
    const like = lookAlikeAmong(['crew', 'сrew']);
    expect(like('crew', 'crew')).toBe('сrew');
    expect(lookAlikeAmong(['crew'])('crew', 'crew')).toBeUndefined();
    expect(like('crew')).toBe('crew');
  });

  test('finds nothing in what has no letters', () => {
    expect(findLookAlike('---', ['***', ''])).toBeUndefined();
  });

  test('finds a reserved name whichever of its letters are written otherwise', () => {
    const others = new Map<string, string[]>();
    for (const [looksLike, characters] of CONFUSABLES) {
      if (looksLike.length === 1) others.set(looksLike, [...characters]);
    }
    const spelt = (name: string, picks: readonly number[]) =>
      [...name]
        .map((letter, place) => {
          const choices = [letter, ...(others.get(letter) ?? [])];
          return choices[(picks[place] ?? 0) % choices.length] ?? letter;
        })
        .join('');
    fc.assert(
      fc.property(
        fc.constantFrom(...RESERVED_NAMES),
        fc.array(fc.nat(), { minLength: 24, maxLength: 24 }),
        fc.constantFrom('', '\u200b', '\u00ad', ' ', '\u0301'),
        (name, picks, between) => {
          const written = [...spelt(name, picks)].join(between);
          expect(findLookAlike(written, RESERVED_NAMES)).toBe(name);
        },
      ),
    );
  });
});

describe('looksOf', () => {
  test('does not depend on how often it is asked', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        for (const look of looksOf(name)) expect(looksOf(look)).toContain(look);
      }),
      { examples: [['\u1c78 À'], ['a 一 一 b'], ['一'], ['一 ー']] },
    );
  });
});

describe('dashedLooks', () => {
  test.each([
    ['Jira–Admins_Acme', 'jira-admins-acme'],
    ['jira -- admins / acme', 'jira-admins-acme'],
    ['jira-admin\u0455-\u0430cme', 'jira-admins-acme'],
    ['jira\u200b-admins-acme\u00ad', 'jira-admins-acme'],
    ['jira-adrnins-acme', 'jira-admins-acme'],
    ['jira-adnnins-acme', 'jira-admins-acme'],
    ['jira-aclmins-acme', 'jira-admins-acme'],
    ['jira-cldmins-acme', 'jira-admins-acme'],
    ['jir@-@dmin$-acme', 'jira-admins-acme'],
    ['j!ra-adm!ns-acme', 'jira-admins-acme'],
  ])('the parts of %j are those of %s', (name, look) => {
    expect(dashedLooks(name)).toContain(look);
  });

  test('a c beside an l is an a nowhere else', () => {
    expect(findLookAlike('cli-team', ['ai-team'])).toBeUndefined();
  });
});
