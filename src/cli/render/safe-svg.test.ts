import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeSvg } from './safe-svg.ts';

describe('a safe picture', () => {
  it('is a drawing as it was', () => {
    const drawing =
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>9 &lt; 10</title><g fill="url(#a)"><path d="M0 0L1,1"/>\n</g></svg>';
    expect(safeSvg(drawing)).toBe(drawing);
  });

  it.each([
    ['<svg><script>alert(1)</script><rect/></svg>', '<svg><rect/></svg>'],
    ['<svg onload="alert(1)"><rect OnClick=\'x()\' width="1"/></svg>', '<svg><rect width="1"/></svg>'],
    ['<svg><foreignObject><svg><rect/></svg><body/></foreignObject><g/></svg>', '<svg><g/></svg>'],
    ['<svg><use href="#a"/><use xlink:href="http://x/y#a"/></svg>', '<svg><use href="#a"/><use/></svg>'],
    [
      '<svg><rect fill="url(http://x)" style="fill:u\\rl(http://x)" stroke="red"/></svg>',
      '<svg><rect stroke="red"/></svg>',
    ],
    ['<svg><a href="javascript:alert(1)"><text>x</text></a></svg>', '<svg></svg>'],
    ['<svg><style>@import "http://x"</style><animate attributeName="href"/></svg>', '<svg></svg>'],
    [
      '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x "y">]><svg><text>&x;</text></svg>',
      '<svg><text>&amp;x;</text></svg>',
    ],
    ['<svg><text>a <b\u001b[2J\u202e<!-- c --></text>', '<svg><text>a &lt;b\\u{1b}[2J\\u{202e}</text></svg>'],
    ['<svg><text></svg><script>x</script>', '<svg><text></text></svg>'],
    ['<html><svg/></html>', null],
    ['{"score": 1e9}', null],
  ])('%j becomes %j', (given, safe) => {
    expect(safeSvg(given)).toBe(safe);
  });

  it('runs nothing, loads nothing and hides nothing, whatever comes in', () => {
    const parts = fc.constantFrom(
      '<svg>',
      '<svg ',
      '</svg>',
      '<script>',
      '</script>',
      '<script ',
      '<g onload="a()">',
      '<g ',
      'onload=',
      "'",
      '"',
      '>',
      '/>',
      '<',
      'href="http://x"',
      '<![CDATA[',
      ']]>',
      '<!--',
      '-->',
      '<image href="data:x"/>',
      'alert(1)',
      '&#60;',
      '\u001b]8;;x\u0007',
      '\u202e',
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 30 }), (words) => {
        const safe = safeSvg(`<svg>${words.join('')}`) as string;
        const tags = [...safe.matchAll(/<\/?([A-Za-z]+)((?: [\w:.-]+="[^"<>]*")*)\/?>/g)];
        // Nothing but tags of drawings has a bracket.
        expect(safe.split('<').length - 1).toBe(tags.length);
        for (const [, name, attributes] of tags) {
          expect(name).toMatch(/^(svg|g)$/);
          expect(attributes).not.toMatch(/ on|href/i);
        }
        expect(safe).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      }),
      { numRuns: 500 },
    );
  });

  it('takes linear time', () => {
    for (const part of ['<g a="', '<g a="b" ', '<svg ', '<!--', '<g '.repeat(3), '&', 'url(']) {
      expect(safeSvg(`<svg>${part.repeat(20_000)}`)).toMatch(/^<svg>/);
    }
  });
});
