/** How long, in ms, the pointer may be away on its way from the term to its card. */
const grace = 250;

/** A term that opens its definition on hover, focus and tap; Escape, a tap elsewhere or another term closes it. */
class TermCard extends HTMLElement {
  static #open: TermCard | undefined;
  #leaving = 0;

  connectedCallback(): void {
    const term = this.querySelector<HTMLElement>('.term');
    const card = this.querySelector<HTMLElement>('.card');
    if (!term || !card) throw new Error('term-card holds no term or no card');
    const room = new ResizeObserver(() =>
      this.#paragraph().style.setProperty('--card-height', `${card.offsetHeight}px`),
    );
    room.observe(card);
    term.setAttribute('aria-expanded', 'false');
    term.addEventListener('click', (event) => {
      event.preventDefault();
      this.toggle(true);
    });
    this.addEventListener('pointerenter', (event) => event.pointerType === 'mouse' && this.toggle(true));
    this.addEventListener('pointerleave', (event) => event.pointerType === 'mouse' && this.#leave());
    this.addEventListener('focusin', () => this.toggle(true));
    this.addEventListener('focusout', () => this.#leave());
    this.addEventListener('keydown', (event) => event.key === 'Escape' && this.toggle(false));
  }

  /** Opens or closes the card; at most one is open. */
  toggle(open: boolean): void {
    clearTimeout(this.#leaving);
    if (open && TermCard.#open !== this) TermCard.#open?.toggle(false);
    TermCard.#open = open ? this : undefined;
    this.toggleAttribute('data-open', open);
    this.#paragraph().toggleAttribute('data-card', open);
    this.querySelector('.term')?.setAttribute('aria-expanded', String(open));
  }

  static closeUnless(target: EventTarget | null): void {
    if (target instanceof Node && TermCard.#open?.contains(target)) return;
    TermCard.#open?.toggle(false);
  }

  #paragraph(): HTMLElement {
    return this.closest('p, li, dd, td') ?? this;
  }

  #leave(): void {
    clearTimeout(this.#leaving);
    this.#leaving = window.setTimeout(() => this.matches(':hover, :focus-within') || this.toggle(false), grace);
  }
}

customElements.define('term-card', TermCard);
document.addEventListener('pointerdown', ({ target }) => TermCard.closeUnless(target));
document.addEventListener('keydown', (event) => event.key === 'Escape' && TermCard.closeUnless(null));
