/** What is kept of the letter statistics, chosen on the development half of the language identification set. */
export const settings = {
  /** Natural logarithm of a run's share of all runs of its length, by length: rarer ones are left out. */
  rarest: [-9, -10, -10.5, -10.5, -10.5],
  /** Nats that a run counts for where it is just frequent enough to be kept; what is missing counts nothing. */
  offset: 3,
  /**
   * Not told from a near neighbour by letters alone (one in three sentences right): Bosnian reads as Croatian, Nynorsk as Bokmål, Malay
   * as Indonesian.
   */
  left: ['bs', 'ms', 'nn'],
  /** Languages that share their script with another of the set; all others are known by their script. */
  sharedScript:
    'af az be bg ca cs cy da de en eo es et eu fa ar fi fr ga hi hr hu id is it kk la lg lt lv mi mk mn mr nb nl pl pt ro ru sk sl sn so sq sr st sv sw tl tn tr ts uk ur vi xh yo zu'.split(
      ' ',
    ),
}
