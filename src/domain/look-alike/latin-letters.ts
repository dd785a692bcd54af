/**
 * Latin letters that Unicode names after another one (`LATIN SMALL LETTER S WITH PALATAL HOOK`; turned, reversed and
 * insular ones, small capitals), as far as neither a decomposition nor its list of confusables leads to that one.
 */
export const LATIN_LETTERS: readonly (readonly [looksLike: string, characters: string])[] = [
  ['a', 'ᶏ'],
  ['b', 'ᴃᵬᶀꞗ'],
  ['c', 'ɕʗↄꜿꞓꞔ𝼏𝼝'],
  ['d', 'ȡᵭᶁᶑꝺꟈ'],
  ['e', 'ǝᶒᶓⱸⱻꬳꬴ'],
  ['f', 'ᶂꝼ'],
  ['g', 'ʛᵷᵹꞡꬶ𝼂'],
  ['h', 'ɥʮʯⱨꞕ'],
  ['i', 'ᴉᶖ𝼚'],
  ['j', 'ɟʝ'],
  ['k', 'ʞᶄꝁꝃꝅꞣ𝼃𝼐'],
  ['l', 'ȴɬᴌᶅⱡꝉꞁꞎꬷꬸꬹ𝼄𝼑𝼓'],
  ['m', 'ɰᶆꟺꬺ'],
  ['n', 'ȵᴎᶇꞑꞥꬻ'],
  ['o', 'ɔᴓᶗⱺꝍꬿꭃꭄ𝼛'],
  ['p', 'ᵱᶈꝑꝓꝕ'],
  ['q', 'ꝗꝙ'],
  ['r', 'ɹɺɻɿᴙᴚᵳᶉⱹꞃꞧꭅꭆꭉꭋꭌꭨ𝼈𝼕𝼖'],
  ['s', 'ᶊꞅꞩꟊ𝼞'],
  ['t', 'ƫȶⱦꞇ𝼉𝼍'],
  ['u', 'ᴝᶙꞹ'],
  ['v', 'ʌⱱⱴꝟ'],
  ['w', 'ⱳꟃ'],
  ['x', 'ᶍꭖꭗꭘꭙ'],
  ['y', 'ʎ𝼆'],
  ['z', 'ɀʑᶎⱬ'],
];
