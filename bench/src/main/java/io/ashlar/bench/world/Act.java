package io.ashlar.bench.world;

/** What a session does, and how often of a hundred acts. */
enum Act {
  /** Reads the regions, the inhabitants and the things around. */
  LOOK(60),
  /** Goes some steps: one row, whose index entries follow. */
  MOVE(30),
  /** Buys from somebody who was seen: two rows and a line in the ledger, in one transaction. */
  TRADE(8),
  /** Goes away or comes back, and reads who of the neighbourhood is there. */
  PRESENCE(2);

  private static final int ALL = 100;
  private static final Act[] ACTS = values();

  private final int percent;

  Act(int percent) {
    this.percent = percent;
  }

  /** The act of a number from 0 to 99. */
  static Act of(int number) {
    assert number >= 0 && number < ALL : "a number below a hundred";
    int left = number;
    for (Act act : ACTS) {
      left -= act.percent;
      if (left < 0) {
        return act;
      }
    }
    throw new IllegalStateException("the percentages do not make a hundred");
  }
}
