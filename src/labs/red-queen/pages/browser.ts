/**
 * The part of a browser that the page uses. The program has no types of browsers, on purpose: nothing else in it may
 * touch a window.
 */

export interface PageEvent {
  readonly target: unknown;
  preventDefault(): void;
}

export interface PageKeyboardEvent extends PageEvent {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

export interface PagePointerEvent extends PageEvent {
  /** Pixels from the left and the top of the element. */
  readonly offsetX: number;
  readonly offsetY: number;
  /** 1 while the main button is held. */
  readonly buttons: number;
  readonly pointerId: number;
}

interface EventsByName {
  readonly click: PagePointerEvent;
  readonly pointerdown: PagePointerEvent;
  readonly pointermove: PagePointerEvent;
  readonly pointerleave: PagePointerEvent;
  readonly keydown: PageKeyboardEvent;
  readonly input: PageEvent;
  readonly change: PageEvent;
  readonly resize: PageEvent;
}

export interface Listening {
  addEventListener<Name extends keyof EventsByName>(name: Name, listener: (event: EventsByName[Name]) => void): void;
}

export interface PageElement extends Listening {
  textContent: string | null;
  className: string;
  title: string;
  readonly tagName: string;
  readonly clientWidth: number;
  readonly style: { setProperty(name: string, value: string): void };
  append(...children: (PageElement | string)[]): void;
  replaceChildren(...children: (PageElement | string)[]): void;
  setAttribute(name: string, value: string): void;
  setPointerCapture(pointerId: number): void;
  scrollIntoView(options: { readonly behavior: 'smooth' }): void;
}

export interface PageInput extends PageElement {
  value: string;
  max: string;
}

export interface PagePixels {
  readonly data: Uint8ClampedArray;
}

export interface PageContext {
  fillStyle: string;
  strokeStyle: string;
  lineWidth: number;
  font: string;
  textAlign: 'left' | 'center' | 'right';
  textBaseline: 'alphabetic' | 'middle' | 'top';
  fillRect(x: number, y: number, width: number, height: number): void;
  clearRect(x: number, y: number, width: number, height: number): void;
  fillText(text: string, x: number, y: number): void;
  beginPath(): void;
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  closePath(): void;
  fill(): void;
  stroke(): void;
  createImageData(width: number, height: number): PagePixels;
  getImageData(x: number, y: number, width: number, height: number): PagePixels;
  putImageData(pixels: PagePixels, x: number, y: number): void;
}

export interface PageCanvas extends PageElement {
  width: number;
  height: number;
  getContext(kind: '2d'): PageContext;
}

interface ElementsByName {
  readonly canvas: PageCanvas;
  readonly input: PageInput;
  readonly select: PageInput;
  readonly option: PageInput;
}

export interface PageDocument extends Listening {
  readonly documentElement: PageElement;
  getElementById(id: string): PageElement | null;
  createElement<Name extends string>(
    name: Name,
  ): Name extends keyof ElementsByName ? ElementsByName[Name] : PageElement;
}

export interface Browser extends Listening {
  readonly document: PageDocument;
  readonly location: { readonly hash: string };
  readonly history: { replaceState(state: null, unused: string, address: string): void };
  readonly devicePixelRatio: number;
  requestAnimationFrame(draw: (milliseconds: number) => void): number;
  matchMedia(query: string): { readonly matches: boolean } & Listening;
  getComputedStyle(element: PageElement): { getPropertyValue(name: string): string };
}

/** The element with that id, which the page is sure to have. */
export function elementOf<Element extends PageElement = PageElement>(document: PageDocument, id: string): Element {
  return document.getElementById(id) as Element;
}

/** A new element with a class and, as text, whatever is given: hostile names stay text. */
export function create(document: PageDocument, name: string, className: string, text: string): PageElement {
  const element = document.createElement(name) as PageElement;
  if (className !== '') element.className = className;
  element.textContent = text;
  return element;
}
