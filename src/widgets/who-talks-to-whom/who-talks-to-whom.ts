import { type CallScenario, isNetwork } from '#domain/topology/call-roles.ts';
import { renderRolesTable } from '#views/roles-table.ts';
import { renderWhoTalksToWhom } from '#views/who-talks-to-whom.ts';
import { type PartsWords, pictureOf, usualCall } from './roles-picture.ts';

/** The diagram of who talks to whom: its buttons choose a call, and the picture, the sentence and the table follow. */
class WhoTalksToWhom extends HTMLElement {
  #call: CallScenario = usualCall;

  connectedCallback(): void {
    for (const button of this.querySelectorAll('button')) {
      button.disabled = false;
      button.addEventListener('click', () => this.#choose(button.value));
    }
  }

  #choose(choice: string): void {
    if (isNetwork(choice)) this.#call = { ...this.#call, network: choice };
    if (choice === 'group') this.#call = { ...this.#call, group: !this.#call.group };
    if (choice === 'data-only') this.#call = { ...this.#call, dataOnly: !this.#call.dataOnly };
    this.#draw();
  }

  #draw(): void {
    const { network, group, dataOnly } = this.#call;
    const picture = pictureOf(this.#call, this.#words());
    const pressed = [network, ...(group ? ['group'] : []), ...(dataOnly ? ['data-only'] : [])];
    for (const button of this.querySelectorAll('button')) {
      button.setAttribute('aria-pressed', String(pressed.includes(button.value)));
    }
    this.#part('summary').textContent = picture.label;
    this.#part('carries-media').hidden = dataOnly;
    this.#part('carries-data').hidden = !dataOnly;
    for (const layout of ['wide', 'narrow'] as const) renderWhoTalksToWhom(this.#part('picture'), picture, layout);
    renderRolesTable(this.#part('table'), picture.lines);
  }

  /** The page wrote them, in its own language, as the dictionary has them. */
  #words(): PartsWords {
    return JSON.parse(this.dataset.words ?? '');
  }

  #part(name: string): HTMLElement {
    const part = this.querySelector<HTMLElement>(`[data-part=${name}]`);
    if (!part) throw new Error(`who-talks-to-whom holds no part "${name}"`);
    return part;
  }
}

customElements.define('who-talks-to-whom', WhoTalksToWhom);
