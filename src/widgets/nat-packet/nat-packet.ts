import { createActor, type SnapshotFrom } from 'xstate';
import { dependences, type NatBehaviour } from '#domain/nat/behaviour.ts';
import { type DoorwayStep, type Packet, passThrough, places } from '#domain/nat/doorway.ts';
import { type PlaybackEvent, playbackMachine } from '#machines/playback.ts';
import { LiveElement } from '#widgets/live-element.ts';
import { button, part } from '#widgets/parts.ts';
import { drawScreen } from './packet-screen.ts';
import { firstPackets } from './packets.ts';
import type { PacketWords } from './words.ts';

type Playback = SnapshotFrom<typeof playbackMachine>;

const isPlace = (name: string): name is keyof typeof places => Object.hasOwn(places, name);

/** `<nat-packet>`: one packet after the other through one NAT, in a model of it; its tables fill as they go (RFC 4787). */
class NatPacket extends LiveElement {
  #words: PacketWords | undefined;
  #packets: readonly Packet[] = firstPackets;
  #steps: readonly DoorwayStep[] = [];
  #behaviour: NatBehaviour | undefined;
  #playback: (() => Playback) | undefined;
  #send: (event: PlaybackEvent) => void = () => {};
  #frame = 0;

  protected override connect(signal: AbortSignal): void {
    this.#words = JSON.parse(this.dataset['words'] ?? '{}');
    const actor = createActor(playbackMachine);
    this.#send = (event) => actor.send(event);
    this.#playback = () => actor.getSnapshot();
    actor.subscribe(() => this.#schedule());
    actor.start();
    signal.addEventListener('abort', () => {
      cancelAnimationFrame(this.#frame);
      this.#frame = 0;
      actor.stop();
    });
    this.#wire(signal);
    this.#startOver();
    this.#draw();
    this.dataset['ready'] = '';
  }

  #wire(signal: AbortSignal): void {
    const onClick = (name: string, action: () => void): void =>
      button(this, name).addEventListener('click', action, { signal });
    onClick('step', () => this.#send({ type: 'STEP' }));
    onClick('back', () => this.#send({ type: 'BACK' }));
    onClick('play', () => this.#toggle());
    onClick('start-over', () => this.#startOver());
    for (const each of this.querySelectorAll<HTMLElement>('[data-packet]')) {
      each.addEventListener('click', () => this.#add(each.dataset['packet'] ?? ''), { signal });
    }
    part(this, 'form.cfg', HTMLFormElement).addEventListener('change', () => this.#replay(), { signal });
    const seek = part(this, '[data-do=seek]', HTMLInputElement);
    seek.addEventListener('input', () => this.#send({ type: 'SEEK', to: Number(seek.value) }), { signal });
    this.addEventListener('keydown', (event) => this.#onKey(event), { signal });
  }

  get #at(): number {
    return this.#playback?.().context.cursor ?? 0;
  }

  #startOver(): void {
    this.#packets = firstPackets;
    this.#replay(0);
  }

  /** The same packets through what is chosen now, shown up to where they were shown before. */
  #replay(at = this.#at): void {
    const data = new FormData(part(this, 'form.cfg', HTMLFormElement));
    const chosen = (name: string): NatBehaviour['mapping'] =>
      dependences.find((each) => each === data.get(name)) ?? 'endpoint-independent';
    this.#behaviour = { mapping: chosen('mapping'), filtering: chosen('filtering') };
    this.#steps = passThrough(this.#behaviour, this.#packets);
    this.#send({ type: 'LOAD', length: this.#steps.length });
    if (at < this.#steps.length) this.#send({ type: 'SEEK', to: at });
    this.#schedule();
  }

  /** The reader's own packet, `out peer`, comes after those that are shown, and in place of what was to follow. */
  #add(name: string): void {
    const [direction, place = ''] = name.split(' ');
    if (!isPlace(place)) return;
    const packet: Packet = { direction: direction === 'out' ? 'out' : 'in', place };
    this.#packets = [...this.#packets.slice(0, this.#at), packet];
    this.#replay(this.#packets.length);
  }

  #toggle(): void {
    this.#send({ type: this.#isPlaying() ? 'PAUSE' : 'PLAY' });
  }

  #isPlaying(): boolean {
    return this.#playback?.().matches({ time: { past: 'playing' } }) ?? false;
  }

  #onKey(event: KeyboardEvent): void {
    const { key, target } = event;
    if (event.altKey || event.ctrlKey || event.metaKey || !(target instanceof HTMLElement)) return;
    if (target.closest('input, select') || (key === ' ' && target.closest('button, a'))) return;
    const keys: Record<string, () => void> = {
      ArrowRight: () => this.#send({ type: 'STEP' }),
      ArrowLeft: () => this.#send({ type: 'BACK' }),
      ' ': () => this.#toggle(),
      Home: () => this.#send({ type: 'HOME' }),
      End: () => this.#send({ type: 'END' }),
      r: () => this.#startOver(),
      R: () => this.#startOver(),
    };
    if (!Object.hasOwn(keys, key)) return;
    event.preventDefault();
    keys[key]?.();
  }

  /** Several changes in one frame make one picture. */
  #schedule(): void {
    if (this.#frame || this.life?.aborted) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
    });
  }

  #draw(): void {
    const behaviour = this.#behaviour;
    if (!behaviour || !this.#words) return;
    const shown = { behaviour, steps: this.#steps, at: this.#at, isPlaying: this.#isPlaying() };
    drawScreen(this, this.#words, shown);
  }
}

customElements.define('nat-packet', NatPacket);
