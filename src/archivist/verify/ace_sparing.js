// What axe need not do in a document, since it would find nothing there. These functions run in the document, before axe.
'use strict';

// Whether no text of the document could have too little contrast, wherever it is: to look at each is a third of the work.
//
// Of a text axe compares two colours: its own, and that of what is behind it, which it composes of the backgrounds of
// elements and of white. If colours are opaque or fully transparent, and nothing mixes them, both are colours that some
// element has. Then a text with too little contrast is one of the pairs of them. If there is no such pair, axe finds no
// such text. Otherwise it looks for itself, as it does if anything is not as plain as that.
function isContrastSure() {
  const OPAQUE = /^rgb\(\d+, \d+, \d+\)$/;
  const TRANSPARENT = 'rgba(0, 0, 0, 0)';
  const { Color, getContrast } = window.axe.commons.color;
  const { normal, large } = window.axe._audit?.checks?.['color-contrast']?.options?.contrastRatio ?? {};
  const least = Math.max(normal?.expected, large?.expected); // NaN if this axe has other settings
  const texts = new Set();
  const backgrounds = new Set(['rgb(255, 255, 255)']);
  if (document.getAnimations().length) return false;
  for (const element of document.querySelectorAll('*')) {
    const style = window.getComputedStyle(element);
    const isPlain =
      style.opacity === '1' &&
      style.mixBlendMode === 'normal' &&
      style.textShadow === 'none' &&
      style.webkitTextStrokeWidth === '0px' &&
      !element.shadowRoot;
    if (!isPlain) return false;
    texts.add(style.color).add(style.webkitTextFillColor);
    if (style.backgroundColor !== TRANSPARENT) backgrounds.add(style.backgroundColor);
  }
  const isOpaque = (colour) => OPAQUE.test(colour);
  if (![...texts, ...backgrounds].every(isOpaque)) return false;
  const read = (colour) => new Color().parseString(colour);
  return [...backgrounds].every((behind) =>
    [...texts].every((text) => getContrast(read(behind), read(text)) > least));
}

// Whether nothing can begin to play. axe loads the styles of a document again, in vain, and its sounds and films, for two
// rules: that of styles is one that Ace does not ask for, and the other is about elements that play by themselves.
function isSilent() {
  return !document.querySelector('[autoplay], script');
}

module.exports = { isContrastSure, isSilent };
