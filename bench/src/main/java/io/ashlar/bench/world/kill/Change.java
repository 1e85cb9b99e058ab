package io.ashlar.bench.world.kill;

/**
 * What a session was told of a change of its own: where its player stands afterwards.
 *
 * @param player whose
 * @param acts the number of the change, from 1 on
 * @param trade whether there is a line in the ledger
 * @param x where the player is
 * @param y where the player is
 * @param z where the player is
 * @param active whether the player is there
 */
record Change(long player, long acts, boolean trade, int x, int y, int z, boolean active) {

  private static final String LETTER = "A";

  static boolean isLine(String line) {
    return line.startsWith(LETTER + " ");
  }

  static Change ofLine(String line) {
    String[] words = line.split(" ", -1);
    return new Change(
        Long.parseLong(words[1]),
        Long.parseLong(words[2]),
        Boolean.parseBoolean(words[3]),
        Integer.parseInt(words[4]),
        Integer.parseInt(words[5]),
        Integer.parseInt(words[6]),
        Boolean.parseBoolean(words[7]));
  }

  String toLine() {
    return String.join(
        " ",
        LETTER,
        Long.toString(player),
        Long.toString(acts),
        Boolean.toString(trade),
        Integer.toString(x),
        Integer.toString(y),
        Integer.toString(z),
        Boolean.toString(active));
  }

  /** The same place and presence, whatever the number. */
  boolean standsAs(Change other) {
    return x == other.x && y == other.y && z == other.z && active == other.active;
  }
}
