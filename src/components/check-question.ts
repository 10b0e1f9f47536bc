/** A question answered in place, one try each: what was chosen and what is right are marked by word, shape and colour. */
class CheckQuestion extends HTMLElement {
  connectedCallback(): void {
    for (const button of this.#options()) {
      button.disabled = false;
      button.addEventListener('click', () => this.answer(button));
    }
    this.querySelector('.again')?.addEventListener('click', () => this.reset());
  }

  /** Marks the answer; a second one changes nothing until `reset`. */
  answer(chosen: HTMLButtonElement): void {
    if (this.hasAttribute('data-answered')) return;
    this.setAttribute('data-answered', '');
    for (const [index, option] of this.#options().entries()) {
      const right = option.hasAttribute('data-right');
      this.#mark(option, right, option === chosen);
      this.#show(this.querySelectorAll('[data-why]')[index], option === chosen);
    }
    this.#show(this.querySelector('.because'), true);
  }

  /** Forgets the answer and puts the focus on the first option. */
  reset(): void {
    this.removeAttribute('data-answered');
    for (const option of this.#options()) this.#mark(option, false, false);
    this.#show(this.querySelector('.because'), false);
    this.#options()[0]?.focus();
  }

  #options(): HTMLButtonElement[] {
    return [...this.querySelectorAll<HTMLButtonElement>('.opt')];
  }

  #mark(option: HTMLElement, right: boolean, chosen: boolean): void {
    option.classList.toggle('right', right);
    option.classList.toggle('wrong', chosen && !right);
    this.#show(option.querySelector('.is-right'), right);
    this.#show(option.querySelector('.is-yours'), chosen && !right);
    option.toggleAttribute('aria-disabled', false);
    if (this.hasAttribute('data-answered')) option.setAttribute('aria-disabled', 'true');
  }

  #show(element: Element | null | undefined, visible: boolean): void {
    element?.toggleAttribute('hidden', !visible);
  }
}

customElements.define('check-question', CheckQuestion);
