import { relayHere } from '#lab/relay-here.ts';

/** Says so where the browser passes over the STUN and TURN server that a lesson's instrument would use; else it shows nothing. */
class RelayNote extends HTMLElement {
  #controller: AbortController | undefined;

  connectedCallback(): void {
    this.#controller = new AbortController();
    void this.#connect(this.#controller.signal);
  }

  disconnectedCallback(): void {
    this.#controller?.abort();
  }

  async #connect(signal: AbortSignal): Promise<void> {
    const words: { skipped: string } = JSON.parse(this.dataset['words'] ?? '{}');
    try {
      const here = await relayHere(signal);
      if (here.kind === 'none' && here.skipped) this.textContent = words.skipped;
    } catch (reason) {
      if (!signal.aborted) throw reason;
    }
  }
}

customElements.define('relay-note', RelayNote);
